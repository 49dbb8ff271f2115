"""What is printed: chapters without what a screen alone has use for, notes, and the sheets before them."""
