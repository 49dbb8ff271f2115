"""Narrative reviews of reported figures, with every number tied to the words it came from."""

__version__ = "0.6.0.dev0"
