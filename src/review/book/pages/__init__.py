"""Which pages and cards are made from the data?"""
