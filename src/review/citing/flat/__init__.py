"""The figures as one flat table: a row a figure, in labels, with its keys beside them."""
