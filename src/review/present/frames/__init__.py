"""Frames: coded rows as pandas DataFrames for notebooks, what they refuse, and frames as tables of the book."""
