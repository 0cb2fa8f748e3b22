"""The first answer to each kind of question: a card that fits a screen. Everything is `--all`."""
