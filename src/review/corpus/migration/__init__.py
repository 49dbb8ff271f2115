"""How do tables of an older schema become tables of this one? What the library once knew by itself, and the lift."""
