"""What is still to do? New sources taken in, and what is lacking for a release."""
