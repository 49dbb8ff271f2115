"""What did a run ask of the data, and would the answer still be the same?"""
