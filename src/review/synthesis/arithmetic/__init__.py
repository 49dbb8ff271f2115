"""How does one compute with bounds, stretches of days and factors?"""
