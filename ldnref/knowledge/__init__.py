"""What is known: the files of data/ as frozen values."""
