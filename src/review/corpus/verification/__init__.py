"""Is it what the sources say? Quotes, numerals and bases held against the texts, and the receipt."""
