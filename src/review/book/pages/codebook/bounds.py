"""How a value is kept: its bounds and its qualifier, shown by a figure of the corpus."""

from __future__ import annotations

from review.book.pages import markdown
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.present.html.markup import Content, Html, element
from review.present.html.tabular import Typed
from review.present.html.tabular import coded_table as draw
from review.present.words.wording import value_link


def bounds_part(corpus: Corpus) -> str:
    """Return one figure that has an open end, as it is kept; nothing where none has."""
    figure = next((one for one in corpus.figures.values() if (one.low is None) != (one.high is None)), None)
    return "" if figure is None else markdown.raw(_example(corpus, figure))


def _example(corpus: Corpus, figure: Figure) -> Html:
    rows: list[tuple[Content, Content]] = [(Typed("The source prints"), f"“{figure.quote}”")]
    for name in ("printed", "low", "high", "qualifier"):
        value = getattr(figure, name)
        rows.append((element("code", name), Typed("empty") if value is None else str(value)))
    rows.append((Typed("The book prints"), value_link(corpus, figure)))
    return draw(("Where", "What"), rows, caption="A figure with an open end").html
