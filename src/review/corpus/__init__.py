"""What was coded, and is it what the sources say? Tables, texts, numerals, checks and the Corpus."""
