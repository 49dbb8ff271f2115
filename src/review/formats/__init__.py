"""How is the built book read on paper, on other readers and without a network?"""
