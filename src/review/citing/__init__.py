"""How is a part of the review cited? References, bibliography and labels."""
