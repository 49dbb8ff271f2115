"""How does a reader take a chart or a table along? Pictures, data, what explains them, and pages to embed."""
