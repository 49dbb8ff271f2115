"""What does the compiler print from the corpus? Roles, directives, references."""
