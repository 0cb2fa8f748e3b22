"""Words that every answer makes plain anew, made plain once: imported before what asks for them.

In a start of the program each word is asked for once or twice, in the tests hundreds of times. What
reads lines is imported here first, and keeps its own: its work is counted (tests/work.py), and
faults are looked for in it (tests/mutants.py).
"""

import sys
from functools import lru_cache

from ldnref.answers.named import line, normalise, plain, runs, standing

if "cosmic_ray" not in sys.modules:
    normalise.normalise = lru_cache(100_000)(normalise.normalise)

#: What keeps its own.
OWN = (line, plain, runs, standing)
