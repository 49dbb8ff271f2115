"""The figures that a stray number was perhaps meant to be."""

from __future__ import annotations

from difflib import get_close_matches

from review.corpus.corpus import Corpus
from review.corpus.text.numerals.reader import find_numerals


def nearest_figures(corpus: Corpus, numeral: str, most: int = 3) -> tuple[str, ...]:
    """Return the ids of the figures whose value is nearest to *numeral*, those of the very value first."""
    read = next(iter(find_numerals(numeral)), None)
    ends = (read.interval.low, read.interval.high) if read else ()
    wanted = next((float(end) for end in ends if end is not None), None)
    if wanted is None:
        printed = {figure.printed: name for name, figure in corpus.figures.items()}
        return tuple(printed[text] for text in get_close_matches(numeral, printed, n=most))

    def distance(figure_id: str) -> tuple[float, str]:
        figure = corpus.figures[figure_id]
        bounds = [float(end) for end in (figure.low, figure.high) if end is not None]
        gaps = [abs(bound - wanted) / max(abs(bound), abs(wanted), 1e-9) for bound in bounds]
        return min(gaps, default=1.0), figure_id

    return tuple(sorted(corpus.figures, key=distance)[:most])
