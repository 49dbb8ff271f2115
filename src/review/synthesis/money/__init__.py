"""What is a price in another currency, or in the money of another year?"""
