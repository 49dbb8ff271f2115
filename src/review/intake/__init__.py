"""How does a source come in as people have it? A copy of its text is made of a file, and rows that wait to be coded."""
