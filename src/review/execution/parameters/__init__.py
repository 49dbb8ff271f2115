"""What may a reader change in a notebook, and does a given value fit?"""
