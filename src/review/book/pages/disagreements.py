"""The disagreement register: every constraint that the rows hold or break, with our reading and its grounds."""

from __future__ import annotations

from collections.abc import Iterable

from review.book.pages import markdown
from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Verdict
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.tables.register import KINDS, relations_table
from review.synthesis.register.register import register
from review.synthesis.register.relations import Judged

QUESTION = "*Where do the sources contradict each other, and where can nobody tell?*\n"
LEAD = """\
A constraint is something that must hold between rows: parts cannot exceed their total, for one. The machine
proposes a constraint wherever the coded rows suggest one: a total and its parts, totals of one event that
may not fall, one event that is told again, periods that hold or meet each other, amounts in several currencies, a
stated share beside counts, numbers or events that look alike, claims of which one disputes another. It computes with
what each number lies between: "more than" stays open, and "about" has the tolerance that its row names. Words are not
computed with: of statements it only sees that several sources speak of one event, or that one disputes.

The reviewers read what it found, added what it cannot see, and where they hold another verdict they say so with
their grounds. A verdict that they settled expires: when a figure changes so that the arithmetic comes out otherwise,
the book is not built until the reading is renewed.
"""
LIMITS = """\
- Which of the numbers that contradict each other is right. No source shows how its number was made.
- Whether sources that agree are independent. Where their chains of credit meet, they are one witness, and a chain
  that a source does not show stays unseen.
- What the rows leave out. A constraint that no row suggests and no reviewer saw is not here.
- Whether statements in words contradict each other. The machine sees only that one source disputes what another says;
  the rest is the reviewers' reading.
"""
#: How much a disagreement weighs, the gravest first.
WEIGHTS = ("contradiction", "tension", "ambiguity", "agreement")
PARTS = (
    (
        Verdict.INCONSISTENT,
        "Contradicted",
        "As printed, no values within the bounds satisfy the constraint; statements here exclude each other.\n",
    ),
    (
        Verdict.CANNOT_TELL,
        "Unresolved",
        "The bounds, the dates or the words are too open to say. What would settle it stands under each.\n",
    ),
    (
        Verdict.NOT_COMPARABLE,
        "Alike, and not comparable",
        "These look as if they could be set against each other. They count unlike things, so they neither agree nor "
        "contradict each other; the fields that differ are named.\n",
    ),
    (
        Verdict.CONSISTENT,
        "Consistent",
        "Some values within the bounds satisfy the constraint. It is a weak test: sources copy from one another, and "
        "numbers may agree and both be wrong.\n",
    ),
)


def disagreements_page(corpus: Corpus) -> str:
    """Return the page of the register, the contradicted first; each row's anchor is the id of its relation."""
    judged = sorted(register(corpus), key=_weight)
    parts = [markdown.heading(1, "The disagreement register", "disagreements"), QUESTION]
    if not judged:
        return markdown.page(*parts, "No constraint follows from the rows of this review.\n")
    parts += [markdown.raw(_answer(judged)), *_headlines(judged), LEAD]
    for verdict, title, said in PARTS:
        chosen = [each for each in judged if each.verdict == verdict]
        # The part stands without rows, too: it is an address that may have been cited.
        parts.append(markdown.heading(2, title, f"disagreements-{verdict}"))
        if not chosen:
            parts.append("Nothing stands here.\n")
            continue
        made = relations_table(corpus, chosen, caption=title, anchors=True)
        shown = _folded(made.unfolded, len(chosen)) if verdict == Verdict.CONSISTENT else made.unfolded
        parts += [said, markdown.raw(shown)]
    parts += [markdown.heading(2, "What the register cannot say", "disagreements-limits"), LIMITS]
    return markdown.page(*parts)


def _weight(judged: Judged) -> tuple[int, int]:
    """Return how a constraint is sorted: by the weight that a reading gave it, then numbers before words."""
    weights = [*WEIGHTS, ""]
    return weights.index(judged.relation.weight), [*KINDS].index(judged.relation.kind)


def _folded(table: Html, rows: int) -> Html:
    summary = element("summary", "The constraints that hold", element("span", f" ({rows} rows)", data_coded=True))
    return element("details", joined([summary, table], "\n"), class_="fold")


def _answer(judged: Iterable[Judged]) -> Html:
    """Return the answer in three sentences: of what a reading has ruled on, how much weighs how much."""
    weights = [each.relation.weight for each in judged if each.relation.reading]
    counts = {weight: coded(str(weights.count(weight))) for weight in WEIGHTS}
    sentences: list[Content] = [
        joined(["Of ", coded(str(len(weights))), " pairs and groups of rows that were read against each other, "]),
        joined([counts["contradiction"], " cannot both hold as printed. "]),
        joined([counts["tension"], " pull apart and may both hold; in ", counts["ambiguity"], " a base or a "]),
        joined(["definition is not clear. ", counts["agreement"], " agree, which is weak, since sources copy."]),
    ]
    return element("p", *sentences, class_="answer")


def _headlines(judged: Iterable[Judged]) -> list[str]:
    """Return the list of the few that matter most, each in the words of its reading, with a link to its row."""
    few = sorted((each.relation for each in judged if each.relation.headline), key=lambda row: row.headline or 0)
    if not few:
        return []
    items = (
        element("li", coded(row.reading), " ", element("a", "The rows", href=f"#{row.relation_id}"), ".") for row in few
    )
    return [markdown.heading(2, "The few that matter most", "disagreements-few"), markdown.raw(element("ol", *items))]
