"""A patient against the knowledge: verdict (values), judge (the rules applied), told (words)."""
