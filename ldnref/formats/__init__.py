"""How an Answer is shown: one module a format, none of which computes anything clinical."""
