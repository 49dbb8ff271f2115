"""Which statements are set against each other, and with which verdict?"""
