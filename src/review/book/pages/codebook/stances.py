"""How claims are coded: examples of what a source does with a statement, and the themes on which it may bear."""

from __future__ import annotations

from review.book.pages import markdown
from review.book.pages.markdown import Parts
from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Stance
from review.present.html.markup import Content, Html, element
from review.present.html.tabular import coded_table as draw
from review.present.words.wording import href, sentence_case

#: The stances in the order in which a coder asks for them.
ORDER = (Stance.IMPLIES, Stance.DISPUTES, Stance.MENTIONS, Stance.ARGUES)


def stance_parts(corpus: Corpus) -> Parts:
    """Return the examples of each stance, and what is in each theme."""
    return {
        "stance-examples": lambda: markdown.raw(_examples(corpus)) if corpus.stance_examples else "",
        "themes": lambda: markdown.raw(_themes(corpus)) if corpus.themes else "",
    }


def _examples(corpus: Corpus) -> Html:
    found = [(corpus.claims[row.claim_id], row.why) for row in corpus.stance_examples.values()]
    found.sort(key=lambda one: ORDER.index(one[0].stance))
    rows: list[tuple[Content, ...]] = [
        (element("a", claim.paraphrase, href=href(claim)), corpus.sources[claim.source_id].title, why)
        for claim, why in found
    ]
    groups = [sentence_case(claim.stance) for claim, _ in found]
    return draw(("Claim", "Source", "Why"), rows, caption="Examples of each stance", groups=groups).html


def _themes(corpus: Corpus) -> Html:
    themes = sorted(corpus.themes.values(), key=lambda theme: theme.kind)
    rows: list[tuple[Content, ...]] = [(theme.label, theme.definition, theme.excludes) for theme in themes]
    groups = [sentence_case(theme.kind.replace("-", " ")) for theme in themes]
    return draw(("Theme", "What is in it", "What is not"), rows, caption="The themes", groups=groups).html
