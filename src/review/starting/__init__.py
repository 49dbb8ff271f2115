"""With what does a review begin? The files of an empty one, ready to be built, and of a small invented one."""
