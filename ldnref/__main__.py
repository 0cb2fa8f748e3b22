"""Run the program with `python -m ldnref`."""

from ldnref.cli import main

main()
