"""What does it add up to, and where do sources disagree? Comparing, deriving, relating figures."""
