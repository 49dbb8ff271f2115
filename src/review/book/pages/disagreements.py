"""The disagreement register: every constraint that the rows hold or break, with its reading and the grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from review.book.pages.markdown import Parts
from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Verdict
from review.present.flows.drawing import LINE, sides, svg, text_line, text_lines
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.look.chart import both_widths, figure_html
from review.present.look.palette import TEXT
from review.present.look.sizes import WIDE, WIDTH, text_width, wrap
from review.present.tables.register import KINDS, relations_table
from review.present.words.wording import list_text
from review.synthesis.register.register import register
from review.synthesis.register.relations import Judged

#: How much a disagreement weighs, the gravest first, what that means, and how strong its ink is.
WEIGHTS = {
    "contradiction": ("cannot both hold", "1"),
    "tension": ("pull apart", "0.6"),
    "ambiguity": ("unclear in base or definition", "0.35"),
    "agreement": ("agree", "0.15"),
}
_HIGH = 26  # of the bar
VERDICTS = {
    Verdict.INCONSISTENT: "Contradicted",
    Verdict.CANNOT_TELL: "Unresolved",
    Verdict.NOT_COMPARABLE: "Alike, and not comparable",
    Verdict.CONSISTENT: "Consistent",
}

UNREAD = "Proposed, and not read yet"


def disagreement_parts(corpus: Corpus) -> Parts:
    """Return the parts of the register: its answer, its headlines, and the constraints of each verdict.

    The anchor of a row is the id of its relation.
    """

    def of(verdict: Verdict | None) -> Html:
        chosen = [each for each in _judged(corpus) if verdict == (each.verdict if each.is_read else None)]
        if not chosen:
            return Html("")
        caption = VERDICTS[verdict] if verdict else UNREAD
        table = relations_table(corpus, chosen, caption=caption, anchors=True)
        return table.folded if verdict == Verdict.CONSISTENT else table.unfolded

    tables = {f"relations-{verdict}": partial(of, verdict) for verdict in VERDICTS}
    tables["relations-unread"] = partial(of, None)
    return {"register-answer": lambda: _answer(corpus), "register-headlines": lambda: _headlines(corpus), **tables}


@lru_cache(maxsize=2)
def _judged(corpus: Corpus) -> tuple[Judged, ...]:
    return tuple(sorted(register(corpus), key=_weight))


def _weight(judged: Judged) -> tuple[int, int]:
    """Return how a constraint is sorted: by the weight that a reading gave it, then numbers before words."""
    weights = [*WEIGHTS, ""]
    return weights.index(judged.relation.weight), [*KINDS].index(judged.relation.kind)


def _answer(corpus: Corpus) -> Html:
    """Return the answer in three sentences: of what a reading has ruled on, how much weighs how much."""
    if not (judged := _judged(corpus)):
        return Html("")
    read = [each for each in judged if each.is_read]
    weights = [each.relation.weight for each in read]
    counts = {weight: coded(str(weights.count(weight))) for weight in WEIGHTS}
    sentences: list[Content] = [
        joined(["Of ", coded(str(len(weights))), " pairs and groups of rows that were read against each other, "]),
        joined([counts["contradiction"], " cannot both hold as printed. "]),
        joined([counts["tension"], " pull apart and may both hold; in ", counts["ambiguity"], " a base or a "]),
        joined(["definition is not clear. ", counts["agreement"], " agree, which is weak, since sources copy."]),
    ]
    return joined([element("p", *sentences, class_="answer"), _bar(read)], "\n")


def _bar(read: Sequence[Judged]) -> Html:
    """Return one bar of the constraints that were read, by weight; a part leads to where most of its rows stand."""
    weights = {weight: [each.verdict for each in read if each.relation.weight == weight] for weight in WEIGHTS}
    weights = {weight: verdicts for weight, verdicts in weights.items() if verdicts}
    if not weights:
        return Html("")
    told = list_text([f"{len(verdicts)} {WEIGHTS[weight][0]}" for weight, verdicts in weights.items()])
    alternative = f"What was read against each other, by weight: {told}."
    drawn = both_widths(*(_drawn(weights, width, alternative) for width in (WIDE, WIDTH)))
    below = element("figcaption", "Each part leads to where most of its rows stand.")
    return figure_html(drawn, alternative, label="The register by weight", below=below)


def _drawn(weights: Mapping[str, Sequence[Verdict]], width: float, alternative: str) -> Html:
    """Return the bar: words below each part that is wide enough for them, above the others."""
    scale = width / sum(map(len, weights.values()))
    x, top, foot, parts = 0.0, 0.0, 0.0, []
    for weight, verdicts in weights.items():
        words, ink = WEIGHTS[weight]
        room = len(verdicts) * scale
        lines = wrap(words, max(room, width / 3))
        is_narrow = max(map(text_width, lines)) > room
        top -= LINE * (len(lines) + 1) + 4 if is_narrow else 0
        start = top if is_narrow else _HIGH + 4
        count = text_line(x, start + LINE / 2, str(len(verdicts)), bold=True)
        written, end = text_lines(x, start + LINE, lines, unnamed=False)
        rect = element("rect", **sides(x, 0, x + room - 2, _HIGH), fill=TEXT, fill_opacity=ink, stroke=TEXT)
        parts.append(element("a", rect, count, *written, href=f"#disagreements-{max(VERDICTS, key=verdicts.count)}"))
        x, foot = x + room, max(foot, end)
    return svg(parts, foot, alternative, width=width, top=top, role="group")


def _headlines(corpus: Corpus) -> Html:
    """Return the list of the few that matter most, each in the words of its reading, with a link to its row."""
    headlines = (each.relation for each in _judged(corpus) if each.relation.headline)
    few = sorted(headlines, key=lambda row: row.headline or 0)
    items = (
        element("li", coded(row.reading), " ", element("a", "The rows", href=f"#{row.relation_id}"), ".") for row in few
    )
    return element("ol", *items) if few else Html("")
