"""What would a row be? Rows proposed for what is not coded yet, tried before they are written, and blind passes."""
