"""FOR OTHER PROGRAMS: each door stands where cli stands, and starts from the same check."""
