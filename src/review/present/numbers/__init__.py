"""How is one number shown, with all that it rests on?"""
