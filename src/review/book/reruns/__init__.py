"""A chapter run again: its page beside the published one, and the same as a notebook that any program shows."""
