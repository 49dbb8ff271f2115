"""What does a text say, letter by letter? Sources, sentences, citations, dates and the words of a vocabulary."""
