"""How is it said? Numbers, dates, places, credits and formulas in words."""
