"""How does somebody code in a spreadsheet? A workbook goes out with rows, meanings and lists, and comes back."""
