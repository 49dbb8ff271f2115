"""Who coded what, how far do the passes agree, and how was each difference settled?"""
