"""What a person typed → what it is: normalise, lexicon, tokens, figures, times, standing, line."""
