"""The sizes of all drawings: made for the width of a telephone, with text that stays readable."""

from __future__ import annotations

# The page of a 390-pixel screen leaves about 350; charts are drawn at that size and only grow.
WIDTH = 340
SIZE = 12.5
SMALL = 11.5
# Liberation Sans comes with the converter and has the widths of Arial and Helvetica: what it
# measures holds for what readers see, and no font of the machine plays a part.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
PADDING = 6
