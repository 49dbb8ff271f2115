"""The page of the names and commands that others may build on, made from the code itself."""
