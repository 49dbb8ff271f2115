"""How is a notebook run in a reader's browser, by this same library, and compared with the build?"""
