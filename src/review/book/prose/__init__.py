"""What may people write? Prose and notebooks as written, the numbers typed in them, and what proves these."""
