"""How does a state become a version that stays? Its files are written, its site is put beside those before it."""
