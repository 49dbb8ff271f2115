"""What would the checks miss? Plausible slips made on purpose, and what catches them."""
