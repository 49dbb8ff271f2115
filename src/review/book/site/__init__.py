"""Is the built site what it must be? Pages read back, the gates, and what differs between two sites."""
