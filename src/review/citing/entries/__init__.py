"""How is an entry of a bibliography read? Its LaTeX, its dates, its names, and what is wrong with them."""
