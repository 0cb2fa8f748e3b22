"""What was studied and found, in steps: figures, cells, choosing; then overview, one, or map."""
