"""How is HTML made, escaped, and laid out as a table?"""
