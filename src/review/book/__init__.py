"""How does it become a site? The Sphinx extension, the stage, the build and its gates."""
