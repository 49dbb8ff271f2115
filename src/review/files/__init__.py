"""How are files and processes handled so that nothing is lost? Written whole or not at all, locked, stopped."""
