"""What must hold of the rows? Each rule one function from a row and all tables to its faults."""
