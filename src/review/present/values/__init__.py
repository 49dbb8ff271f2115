"""What is a cell of a frame? A number with the row that proves it, and the corpus that is open."""
