"""Which numerals stand in a text, and what is each worth?"""
