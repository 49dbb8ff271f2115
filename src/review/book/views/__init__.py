"""What a page shows in a run with other settings, in one form for the build and for a reader's browser."""
