"""The real knowledge, whole, as users have it: what is compiled is opened, once a process."""

from ldnref.knowledge.library import open_base

REAL = open_base(names=True, words=True, studies=True, pages=True, records=True)
