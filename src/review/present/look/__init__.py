"""What does every chart look like? Colours, sizes, theme, and the renderer."""
