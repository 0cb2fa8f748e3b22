"""A plan in steps: published ways, the rise, the ceilings that it must not go above; told."""
