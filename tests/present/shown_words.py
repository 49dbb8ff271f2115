"""The words of the rich project that are approved, by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import product
from typing import Any

import pandas as pd

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Qualifier
from review.execution.chapter import Chapter
from review.present.charts.data import to_rows
from review.present.flows.lineage import in_time
from review.present.frames.rows import said_by
from review.present.html import markup, tabular
from review.present.look.palette import COMPUTED
from review.present.look.sizes import text_width, wrap
from review.present.numbers import certainty, computed, conversions, counts, proof
from review.present.tables import agreement, attribution, stances
from review.present.words import cells, formula, qualifiers, terms, units, wording
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.stances import positions

Make = Callable[[Chapter], Any]


def of_each(make: Callable[[Corpus, Any], object], table: str) -> Make:
    """Return what makes a line of each row of *table*: its key, and what is made of it."""
    return lambda c: {key: make(c.corpus, row) for key, row in getattr(c.corpus, table).items()}


def forms(c: Chapter) -> Iterator[str]:
    for figure in c.corpus.figures.values():
        said = [wording.value_text(c.corpus, figure, form) for form in wording.FORMS]
        yield f"{figure.figure_id}: {' | '.join(said)}"


WORDS: dict[str, Make] = {
    "forms": forms,
    "figures": of_each(
        lambda corpus, f: " | ".join(
            (
                said_by(corpus, f),
                cells.population_text(corpus, f),
                wording.value_words(corpus, f),
                proof.chain_length(corpus, f),
                cells.whom(corpus, f).text,
                cells.where_and_when(corpus, f).text,
                markup.plain(attribution.ended_in(corpus, f)),
            )
        ),
        "figures",
    ),
    "claims": of_each(
        lambda corpus, c: " | ".join(
            (
                wording.origin_text(corpus, c),
                cells.credited(corpus, c).text,
                cells.in_source(corpus, c).text,
                cells.in_source(corpus, c, here=True).text,
                wording.unnamed_mark(corpus, c).text,
            )
        ),
        "claims",
    ),
    "findings": of_each(lambda corpus, f: "".join(certainty.certainty_line(corpus, [f])), "findings"),
    "formulas": of_each(
        lambda corpus, d: (
            f"{formula.formula(corpus, evaluate(corpus, d.derivation_id)).text} | "
            f"{formula.between_text(evaluate(corpus, d.derivation_id).bounds)} "
            f"| {computed.derived_text(corpus, evaluate(corpus, d.derivation_id))}"
        ),
        "derivations",
    ),
    "stances": lambda c: [stances.stance_words(p) for theme in c.corpus.themes for p in positions(c.corpus, theme)],
    "qualifiers": lambda c: [
        f"{q}: {qualifiers.qualified(q, '3')} | {qualifiers.age_text(q, '3 to 5')}" for q in Qualifier
    ],
    "units": lambda c: [
        " | ".join(
            (
                wording.amount_text(c.corpus, amount, unit),
                wording.unit_words(c.corpus, unit, amount),
                wording.unit_words(c.corpus, unit),
            )
        )
        for unit, amount in product(
            ("EUR", "GBP", "case", "person", "percent", "times", "year-of-age", "month", "ratio", "person per month"),
            (1, 3),
        )
    ],
    "numbers": lambda c: [
        wording.number(Decimal(n)) for n in ("0", "0.5", "999", "1000", "12500.25", "1000000", "2500000", "-3")
    ],
    "dates": lambda c: [
        f"{start}–{end}: {wording.period_text(start, end)} | {wording.date_text(end)}"
        for start, end in product(
            ("", "2013", "2013-04", "2013-04-09"), ("", "2013", "2013-09", "2013-04-30", "2014-04-09")
        )
    ],
    "bounds": lambda c: [
        formula.ends_text(Bounds(low, high, about))
        for low, high, about in product(
            (None, Decimal("1.23456"), Decimal(3000000)), (None, Decimal("1.23456"), Decimal(4000000)), (False, True)
        )
    ],
    "rates": lambda c: [
        conversions.rate_text(r) for r in (None, Bounds(None, Decimal(2)), Bounds(Decimal("1.254"), Decimal("1.256")))
    ],
    "letters": lambda c: [units.in_letters(text) for text in ("0", "1", "12", "13", "2.5", "3 to 5")],
    "lists": lambda c: [wording.list_text(list("abcd"[:n]), "or") for n in range(5)],
    "widths": lambda c: (
        [f"{text_width('Wheel — é', 11, bold=bold):.3f}" for bold in (False, True)]
        + wrap("a b", text_width("a b"))
        + wrap("A long line of words that has to be broken somewhere, or not", 120)
    ),
    "counts": lambda c: [
        counts.limits(c.corpus)["most"],
        *(counts.is_count(c.corpus, n) for n in (-1, 0, 2199, 2200, 2.0)),
        *(wording.counted(n, "row") for n in (0, 1, 2)),
    ],
    "shares": lambda c: (
        [agreement.share(p) for p in (0.0, 0.5, 0.9996, 1.0)] + [agreement.alpha_text(a) for a in (None, 0.66, 0.67)]
    ),
    "in-time": lambda c: [seen.sighting_id for seen in in_time(c.corpus, c.corpus.tables["lineages"].values())],
    "html": lambda c: [
        markup.element("a", "R & D", 5, href="x?a=1&b", class_="v", data_x=True, hidden=False, title=None),
        markup.element("br", id="b"),
        markup.joined(["<", markup.Html("<b>b</b>")], " & "),
        tabular.listed(["a", "b"]),
        tabular.in_lines("ab"),
        tabular.stacked("", "a", "", "b"),
        markup.coded("c"),
        tabular.table(["A"], [["x"], ["y"]], caption="Own", groups=["g", "g"], below=["u", "v"]),
        tabular.table(["A", "B"], [[str(n), n] for n in range(13)], caption="Long"),
    ],
    "to-rows": lambda c: to_rows(
        pd.DataFrame(
            {
                "p": pd.period_range("2013-01", periods=2, freq="M"),
                "f": [1.5, None],
                "o": [{}, 1],
                "c": pd.Categorical(["a", None]),
                "d": pd.to_datetime(["2013-01-01", None]),
            }
        )
    ),
    "colour": lambda c: [COMPUTED, terms.plain_letters("zamók")],
}
