"""What a text means: which name is what, sizes, steps, scopes."""
