"""Where does a notebook run, watched and stoppable?"""
