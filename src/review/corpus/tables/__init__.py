"""What was coded? The declared tables, read strictly into records, and written in one form."""
