"""What changed since a release: the states that are kept, how two are set against each other, and the page of it."""
