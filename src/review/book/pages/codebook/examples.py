"""Examples of how rows are coded: the bounds of a value, what a source does with a statement, and the themes."""

from __future__ import annotations

from review.book.pages.markdown import Parts
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.corpus.vocabulary import Stance
from review.present.html.markup import Content, element
from review.present.html.tabular import Table, Typed, coded_table
from review.present.words.wording import href, sentence_case, value_link

#: The stances in the order in which a coder asks for them.
ORDER = (Stance.IMPLIES, Stance.DISPUTES, Stance.MENTIONS, Stance.ARGUES)


def example_parts(corpus: Corpus) -> Parts:
    """Return a figure with an open end as it is kept, examples of each stance, and what is in each theme."""
    bounded = next((each for each in corpus.figures.values() if (each.low is None) != (each.high is None)), None)
    return {
        "data-bounds": lambda: _bounds(corpus, bounded) if bounded else "",
        "stance-examples": lambda: _stances(corpus),
        "themes": lambda: _themes(corpus),
    }


def _bounds(corpus: Corpus, figure: Figure) -> Table:
    rows: list[tuple[Content, Content]] = [(Typed("The source prints"), f"“{figure.quote}”")]
    for name in ("printed", "low", "high", "qualifier"):
        value = getattr(figure, name)
        rows.append((element("code", name), Typed("empty") if value is None else str(value)))
    rows.append((Typed("The book prints"), value_link(corpus, figure)))
    return coded_table(("Where", "What"), rows, caption="A figure with an open end")


def _stances(corpus: Corpus) -> Table:
    pairs = [(corpus.claims[row.claim_id], row.why) for row in corpus.stance_examples.values()]
    pairs.sort(key=lambda one: ORDER.index(one[0].stance))
    rows: list[tuple[Content, ...]] = [
        (element("a", claim.paraphrase, href=href(claim)), corpus.sources[claim.source_id].title, why)
        for claim, why in pairs
    ]
    groups = [sentence_case(claim.stance) for claim, _ in pairs]
    return coded_table(("Claim", "Source", "Why"), rows, caption="Examples of each stance", groups=groups)


def _themes(corpus: Corpus) -> Table:
    themes = sorted(corpus.themes.values(), key=lambda theme: theme.kind)
    rows: list[tuple[Content, ...]] = [(theme.label, theme.definition, theme.excludes) for theme in themes]
    groups = [sentence_case(theme.kind.replace("-", " ")) for theme in themes]
    return coded_table(("Theme", "What is in it", "What is not"), rows, caption="The themes", groups=groups)
