"""Which tables of coded rows are there?"""
