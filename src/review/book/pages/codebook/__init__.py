"""The page of the data: how to begin with them, how they hang together, and what every column holds."""
