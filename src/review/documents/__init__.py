"""What does somebody's document say with numbers of this review, and does it say it as the sources do?"""
