"""How is a notebook run, exactly and fast? Parameters, papermill runs, cache, normalised outputs."""
