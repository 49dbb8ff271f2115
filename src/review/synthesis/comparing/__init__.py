"""What may be put together, and what comes of it?"""
