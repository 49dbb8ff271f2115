"""How is a notebook run, kept and made the same for the same content?"""
