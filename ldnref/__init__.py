"""A quick clinical reference on low-dose naltrexone, multiple sclerosis first.

data/       what is known, for people to read and edit
knowledge/  WHAT IS KNOWN: data/ as frozen values, read whole or not at all
answers/    WHAT CAN BE ASKED: pure functions from a knowledge base to an Answer
formats/    HOW IT IS SHOWN: one module a format; computes nothing clinical
cli.py      the commands: read arguments, ask, show; errors become exit codes
A request walks one way: argv, cli, knowledge, answers, formats, stdout.
"""

__version__ = "26.11.0"
