"""How much is done for an answer, counted: a clock is bent by whatever else the machine does."""

import itertools
import sys


def calls(function, *values):
    """How many functions are called in a call, those of Python itself too."""
    count = itertools.count()
    sys.setprofile(lambda *_: next(count))
    try:
        function(*values)
    finally:
        sys.setprofile(None)
    return next(count)
