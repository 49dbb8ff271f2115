"""How much of a text may be kept: 30 % of its words, or 60 where that is more, never over half; cells stand apart."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.corpus.verification.coverage import Coverage

FILLER = "Riders wait at the corner of the market and talk of locks and rain. "


@pytest.mark.parametrize(
    ("words", "allowed"),
    [(1000, 300), (201, 60), (200, 60), (150, 60), (120, 60), (100, 50), (7, 3), (0, 0)],
)
def test_a_short_text_may_be_quoted_and_never_over_half(words: int, allowed: int) -> None:
    assert Coverage(words, {}).allowed == allowed


def short(bicycles: Small, text: str, quotes: dict[str, str]) -> list[str]:
    """Return the problems of a source whose text is another, and of which each quote is kept as a claim."""
    source = "gazette2014"
    for table in ("figures", "claims"):
        bicycles.write(table, [row for row in bicycles.rows(table) if row["source_id"] != source])
    for table in ("relations", "findings", "derivations", "corrections", "exclusions", "quotables", "answers"):
        bicycles.write(table, [])
    for table in ("pass_figures", "pass_claims", "settlements", "claim_settlements", "stance_examples"):
        bicycles.write(table, [])
    old = (bicycles.texts / f"{source}.txt").read_text("utf-8")
    bicycles.change_text(source, old, text)
    section = next(row["section_id"] for row in bicycles.rows("sections") if row["source_id"] == source)
    bicycles.change("sections", section, starts=" ".join(text.split()[:3]))
    like = bicycles.rows("claims")[0] | {"source_id": source, "section_id": section, "prefix": "", "suffix": ""}
    added = [like | {"claim_id": f"{source}-{key}", "quote": quote, "paragraph": "1"} for key, quote in quotes.items()]
    bicycles.write("claims", [*bicycles.rows("claims"), *added])
    return [line for line in bicycles.verification_problems() if "are too many" in line]


def test_what_is_too_much_is_named_row_by_row(bicycles: Small) -> None:
    text = FILLER + "A thief takes the wheel and leaves the frame."
    quotes = {
        "long": "Riders wait at the corner of the market and",
        "short": "A thief takes the wheel",
        "same": "wait at the corner",
    }
    [said] = short(bicycles, text, quotes)
    line = bicycles.line("claims", "gazette2014-long")
    assert said == (
        f"data/evidence/claims.csv:{line}:quote: the phrases kept from gazette2014 are too many (14 of its 23 words "
        "outside tables, expected 11 at most). Cut 3 words. What each row alone keeps, the most first: "
        "gazette2014-long 5, gazette2014-short 5."
    )
    [said] = short(bicycles, text, {"long": quotes["long"], "short": "A thief takes"})
    assert "(12 of its 23 words outside tables, expected 11 at most). Cut 1 word. What" in said
    assert short(bicycles, text, {"short": quotes["short"]}) == []


@pytest.mark.parametrize("between", ["\t", " | "], ids=["tabs", "bars"])
def test_cells_of_tables_stand_apart(bicycles: Small, between: str) -> None:
    cells = ["Many more frames than before", "Few wheels of any kind at all", "Locks are found there on most days"]
    text = "\n\n".join([FILLER.strip(), between.join(cells)])
    kept = {f"cell-{place}": cell for place, cell in enumerate(cells)}
    assert short(bicycles, text, kept) == []
    in_prose = text.replace(between, ". ")
    assert short(bicycles, in_prose, kept), "the same words in a sentence are too many"
