"""Where do all figures and all claims stand, and which chapters show each?"""
