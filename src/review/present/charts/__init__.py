"""Charts: each a function from coded rows to a chart, with bounds and doubts drawn as what they are."""
