"""The real knowledge as users have it, compiled, and opened once a process."""

from ldnref.answers.checking.held import Held
from ldnref.answers.checking.judge import TOPICS
from ldnref.answers.named.lexicon import Lexicon
from ldnref.knowledge.library import open_base

#: All of it.
REAL = open_base(names=True, words=True, studies=True, pages=True, records=True)

#: What a check of a list or of a record opens, with what it makes of that once.
CHECKED = open_base(TOPICS, names=True, records=True)
LEXICON, HELD = Lexicon(CHECKED), Held(CHECKED)
