"""Altair charts of frames: the library's own, what all charts share, and what publishing asks of any and adds to it."""
