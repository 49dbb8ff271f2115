"""The disagreement register: every constraint that the rows hold or break, with its reading and the grounds."""

from __future__ import annotations

from functools import lru_cache, partial

from review.book.pages.markdown import Parts
from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Verdict
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.tables.register import KINDS, relations_table
from review.synthesis.register.register import register
from review.synthesis.register.relations import Judged

#: How much a disagreement weighs, the gravest first.
WEIGHTS = ("contradiction", "tension", "ambiguity", "agreement")
VERDICTS = {
    Verdict.INCONSISTENT: "Contradicted",
    Verdict.CANNOT_TELL: "Unresolved",
    Verdict.NOT_COMPARABLE: "Alike, and not comparable",
    Verdict.CONSISTENT: "Consistent",
}


def disagreement_parts(corpus: Corpus) -> Parts:
    """Return the parts of the register: its answer, its headlines, and the constraints of each verdict.

    The anchor of a row is the id of its relation.
    """

    def of(verdict: Verdict) -> Html:
        chosen = [each for each in _judged(corpus) if each.verdict == verdict]
        if not chosen:
            return Html("")
        table = relations_table(corpus, chosen, caption=VERDICTS[verdict], anchors=True).unfolded
        return _folded(table, len(chosen)) if verdict == Verdict.CONSISTENT else table

    tables = {f"relations-{verdict}": partial(of, verdict) for verdict in VERDICTS}
    return {"register-answer": lambda: _answer(corpus), "register-headlines": lambda: _headlines(corpus), **tables}


@lru_cache(maxsize=2)
def _judged(corpus: Corpus) -> tuple[Judged, ...]:
    return tuple(sorted(register(corpus), key=_weight))


def _weight(judged: Judged) -> tuple[int, int]:
    """Return how a constraint is sorted: by the weight that a reading gave it, then numbers before words."""
    weights = [*WEIGHTS, ""]
    return weights.index(judged.relation.weight), [*KINDS].index(judged.relation.kind)


def _folded(table: Html, rows: int) -> Html:
    summary = element("summary", "The constraints that hold", element("span", f" ({rows} rows)", data_coded=True))
    return element("details", joined([summary, table], "\n"), class_="fold")


def _answer(corpus: Corpus) -> Html:
    """Return the answer in three sentences: of what a reading has ruled on, how much weighs how much."""
    if not (judged := _judged(corpus)):
        return Html("")
    weights = [each.relation.weight for each in judged if each.relation.reading]
    counts = {weight: coded(str(weights.count(weight))) for weight in WEIGHTS}
    sentences: list[Content] = [
        joined(["Of ", coded(str(len(weights))), " pairs and groups of rows that were read against each other, "]),
        joined([counts["contradiction"], " cannot both hold as printed. "]),
        joined([counts["tension"], " pull apart and may both hold; in ", counts["ambiguity"], " a base or a "]),
        joined(["definition is not clear. ", counts["agreement"], " agree, which is weak, since sources copy."]),
    ]
    return element("p", *sentences, class_="answer")


def _headlines(corpus: Corpus) -> Html:
    """Return the list of the few that matter most, each in the words of its reading, with a link to its row."""
    headlines = (each.relation for each in _judged(corpus) if each.relation.headline)
    few = sorted(headlines, key=lambda row: row.headline or 0)
    items = (
        element("li", coded(row.reading), " ", element("a", "The rows", href=f"#{row.relation_id}"), ".") for row in few
    )
    return element("ol", *items) if few else Html("")
