"""What may strangers send? Everything but code, held against a list of what is allowed."""
