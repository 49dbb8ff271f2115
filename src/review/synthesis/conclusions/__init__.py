"""What may be concluded, how certain is it, and does it still stand?"""
