"""How much is done to judge a line, counted: a clock is bent by whatever else the machine does."""

from cProfile import Profile
from datetime import date

from real import CHECKED, HELD

from ldnref.answers.checking.judge import judge
from ldnref.answers.named.lexicon import Lexicon

#: Of its own: what other tests have read is not read again, and a long list is read another way.
LEXICON = Lexicon(CHECKED)
TODAY = date(2026, 11, 29)


def calls(line):
    """How many functions are called, those of Python itself too, to read a line at length."""
    LEXICON.count = 0
    LEXICON.lines.clear()
    return counted(lambda: judge(HELD, LEXICON, [line], TODAY))


def counted(does):
    """How many functions are called to do something."""
    profile = Profile()
    profile.runcall(does)
    return sum(one.callcount for one in profile.getstats())
