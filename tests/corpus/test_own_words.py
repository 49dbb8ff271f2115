"""A review with its own words: what its vocabularies hold works everywhere; what they lack is told by `check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from bicycle_project import Run, Small

from review.book.pages.evidence import all_claims, all_figures
from review.citing.flat import flat_figures
from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Qualifier
from review.execution.parameters.leaving_out import left_out
from review.intake.plain import copy_of_text
from review.intake.sources import add_source
from review.present.charts.scales import BASIS
from review.present.numbers.certainty import rules_table
from review.present.values.opened import open_for_cells
from review.present.words.wording import STATED, amount_text, unit_words, value_text
from review.synthesis.conclusions.certainty import certainty

THEFTS, PRICE = "ward2014-thefts", "ward2014-dealer-price"
MODELLED = {
    "basis": "modelled", "position": "5", "treated_as": "estimated", "certainty": "low", "fall": "1",
    "reason": "A model that is described gives it: it starts at low.", "colour": "orange",
    "fall_when": "A model {gives} it.", "fall_reason": "A model knows what goes {into} it, and no more.",
    "drawn": "put forward without a count", "caution": "from a model",
}  # fmt: skip


def modelled(small: Small) -> None:
    small.add("bases", **MODELLED)
    small.change("measures", "thefts", basis="modelled")


def declared(member: str, words: dict[str, str]) -> Callable[[Small], None]:
    """Return what adds *words* to a vocabulary of the declaration."""

    def change(small: Small) -> None:
        path = small.root / "data" / "datapackage.json"
        content = json.loads(path.read_text("utf-8"))
        content["vocabularies"][member] |= words
        path.write_text(json.dumps(content), "utf-8")

    return change


def risky(small: Small) -> None:
    """Take another instrument: one domain, whose judgements are levels of risk."""
    rows = small.rows("appraisals")
    small.write("appraisals", [])
    small.write("appraisal_domains", [{"domain": "sampling", "position": "1", "question": "Who?", "limits": "yes"}])
    words = (("low risk", "", ""), ("high risk", "yes", ""), ("to do", "", "yes"))
    small.write(
        "appraisal_judgements",
        [
            {"judgement": word, "position": str(at), "meaning": "It is so.", "fails": fails, "waiting": waiting}
            for at, (word, fails, waiting) in enumerate(words, start=1)
        ],
    )
    one = {row["source_id"]: row | {"domain": "sampling", "judgement": "high risk"} for row in rows}
    small.write("appraisals", list(one.values()))


def in_kroner(small: Small) -> None:
    kroner = {"singular": "krone", "plural": "kroner", "sign": "kr", "position": "after, spaced", "grouping": "space"}
    small.change("units", "EUR", **kroner)


def told_of(figure_id: str, corpus: Corpus) -> str:
    rated = certainty(corpus, corpus.figures[figure_id])
    return " ".join((*rated.as_count.reasons, *rated.as_extent.reasons))


@dataclass(frozen=True)
class OwnWord:
    """What a review takes a word of its own for, and something that comes out of it, with what it has to be."""

    take: Callable[[Small], None]
    made: Callable[[Corpus], Any]
    expected: Any


def of_thefts(small: Small) -> None:
    small.add("counted_things", counted="wheel", extent="yes", concerns="yes")
    small.change("measures", "thefts", counted="wheel")


def _kind(table: str, key: str, column: str, word: str, member: str) -> OwnWord:
    def take(small: Small) -> None:
        declared(member, {word: "What it means."})(small)
        small.change(table, key, **{column: word})

    return OwnWord(take, lambda corpus: getattr(corpus.tables[table][key], column), word)


OWN: dict[str, OwnWord] = {
    "a basis: where it starts": OwnWord(
        modelled, lambda c: told_of(THEFTS, c).startswith("A model that is described gives it: it starts at low."), True
    ),
    "a basis: how it falls": OwnWord(
        modelled, lambda c: "level down): A model knows what goes {into} it, and no more." in told_of(THEFTS, c), True
    ),
    "a basis: the rules": OwnWord(
        modelled,
        lambda c: [str(row[1]) for row in rules_table(c).rows if "model" in str(row[1])],
        ["A model that is described gives it: it starts at low.", "A model {gives} it."],
    ),
    "a basis: left out as not observed": OwnWord(
        modelled, lambda c: "modelled" in left_out(c, {"observed_only": True}).bases, True
    ),
    "a unit: its sign and groups": OwnWord(
        in_kroner, lambda c: amount_text(c, Decimal(41500), "EUR"), "41\u00a0500\u00a0kr"
    ),
    "a unit: less than": OwnWord(
        lambda small: None,
        lambda c: value_text(c, replace(c.figures[PRICE], qualifier=Qualifier.FEWER_THAN), STATED),
        "less than €40",
    ),
    "a unit: its words": OwnWord(
        in_kroner, lambda c: (unit_words(c, "EUR", 1), unit_words(c, "EUR")), ("krone", "kroner")
    ),
    "a counted kind": OwnWord(of_thefts, lambda c: "is not what there is of it" in told_of(THEFTS, c), False),
    "an instrument": OwnWord(
        risky, lambda c: "The source does not meet the appraisal's domain of sampling." in told_of(THEFTS, c), True
    ),
    "an instrument: the rules": OwnWord(
        risky, lambda c: any(str(r[1]).endswith("appraisal's domain of sampling.") for r in rules_table(c).rows), True
    ),
    "a kind of source": _kind("sources", "ward2014", "kind", "thesis", "sources.kind"),
    "a reason for exclusion": _kind(
        "exclusions", "gazette2014-x3", "reason", "outside the question", "exclusions.reason"
    ),
    "a kind of theme": _kind("themes", "locks", "kind", "fate", "themes.kind"),
    "a kind of event": _kind("events", "raid-2014-03", "kind", "flood", "events.kind"),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_a_review_with_its_own_word_works(bicycles: Small, name: str) -> None:
    own = OWN[name]
    own.take(bicycles)
    assert bicycles.problems() == []
    assert own.made(bicycles.corpus()) == own.expected


def test_marks_of_an_own_basis_have_the_colour_that_the_review_gives_it(bicycles: Small) -> None:
    modelled(bicycles)
    open_for_cells(bicycles.corpus())
    scale = BASIS.to_dict()
    assert scale["domain"] == ["observed", "estimated", "legal", "price", "modelled"]
    assert scale["range"][4] == scale["range"][1] != scale["range"][0]


@pytest.mark.parametrize("arguments", [("check",), ("stands",), ("stands", "--without-basis", "modelled")])
def test_the_commands_take_an_own_basis(bicycles: Small, review: Run, arguments: tuple[str, ...]) -> None:
    modelled(bicycles)
    status, _, complaints = review(*arguments)
    assert (status, complaints) == (0, "")


def test_a_source_is_added_by_the_instrument_of_the_review(bicycles: Small) -> None:
    risky(bicycles)
    text = bicycles.root / "note.txt"
    text.write_text("A note.\n\nNobody counts wheels here.\n", "utf-8")
    add_source(bicycles.corpus(), "note2015", kind="memo", title="A note", copy=copy_of_text(text))
    added = [row for row in bicycles.rows("appraisals") if row["source_id"] == "note2015"]
    assert [(row["domain"], row["judgement"]) for row in added] == [("sampling", "to do")]


REFUSED: dict[str, tuple[Callable[[Small], None], str]] = {
    "a basis without a row": (
        lambda small: small.change("measures", "thefts", basis="modelled"),
        "vocabulary/measures.csv:6:basis: 'modelled' is not in bases (expected a key of that table). Add it to bases.",
    ),
    "a basis that is used and gone": (
        lambda small: small.remove("bases", "price"),
        "vocabulary/measures.csv:2:basis: 'price' is not in bases (expected a key of that table). Add it to bases.",
    ),
    "a basis without a start": (
        lambda small: small.add("bases", **MODELLED | {"certainty": ""}),
        "vocabulary/bases.csv:4:certainty: the cell is empty (expected a value). "
        "Give where the certainty of a figure starts as a count.",
    ),
    "a basis that falls and does not say why": (
        lambda small: small.add("bases", **MODELLED | {"fall_reason": ""}),
        "vocabulary/bases.csv:4:fall_reason: a fall of 1 and no text do not go together. "
        "Say when, and why, it is lowered; leave both empty where fall is 0.",
    ),
    "a basis that falls further than there are levels": (
        lambda small: small.add("bases", **MODELLED | {"fall": "4"}),
        "vocabulary/bases.csv:4:fall: 4 is too large (expected 3 at most). Mend the number.",
    ),
    "a colour that says two things": (
        lambda small: small.add("bases", **MODELLED | {"drawn": "from a model"}),
        "vocabulary/bases.csv:4:drawn: orange says 'put forward without a count' already (of estimated). "
        "Say the same of both, or take another colour.",
    ),
    "a unit without words": (
        lambda small: small.change("units", "EUR", plural=""),
        "vocabulary/units.csv:2:plural: the cell is empty (expected a value). "
        "Give the words for several of it, as they follow a number, or for what is counted in it.",
    ),
    "a sign without its place": (
        lambda small: small.change("units", "EUR", position=""),
        "vocabulary/units.csv:2:position: a sign and its position go together. Give both, or neither.",
    ),
    "a unit that is used and gone": (
        lambda small: small.remove("units", "percent"),
        "judgement/derivations.csv:2:unit: 'percent' is not in units (expected a key of that table, or words such as "
        "'person a year'). Did you mean person? If not, add a row with its words.",
    ),
    "an instrument that says of nothing that it waits": (
        lambda small: small.remove("appraisal_judgements", "not yet judged"),
        "vocabulary/appraisal_judgements.csv:1:waiting: one judgement says that nobody has judged yet "
        "(got none, expected one row with waiting = yes). Mark the one that add-source is to write.",
    ),
    "an instrument that nothing fails": (
        lambda small: small.change("appraisal_judgements", "not met", fails=""),
        "vocabulary/appraisal_judgements.csv:1:fails: the domain 'accuracy' bears on numbers, and no judgement fails "
        "it (expected a row with fails = yes). Mark the judgement that says that it is not met.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_code_needs_and_the_vocabulary_lacks_is_told(bicycles: Small, name: str) -> None:
    change, message = REFUSED[name]
    change(bicycles)
    assert f"data/{message}" in bicycles.problems()


def added(bicycles: Small) -> Corpus:
    """Add columns to figures and claims, and return the corpus."""
    for table, key in (("figures", THEFTS), ("claims", "ward2014-unreported")):
        path = bicycles.file(table)
        lines = path.read_text("utf-8").splitlines()
        cells = (",x_place,x_risk_group", *(",,12 % high" if key in line else ",," for line in lines[1:]))
        path.write_text("".join(f"{line}{more}\n" for line, more in zip(lines, cells, strict=True)), "utf-8")
    assert bicycles.problems() == []
    return bicycles.corpus()


def test_columns_of_a_reviews_own_are_shown_and_exported(bicycles: Small) -> None:
    corpus = added(bicycles)
    for page in (all_figures(corpus, {}), all_claims(corpus, {})):
        assert all(text in str(page) for text in ("12 % high", "Risk group"))
    assert "Place, as added" in str(all_figures(corpus, {}))
    (row,) = (row for row in flat_figures(corpus) if row["figure_id"] == THEFTS)
    assert (row["x_place"], row["x_risk_group"]) == ("", "12 % high")
    assert vars(corpus.claims["ward2014-unreported"])["x_risk_group"] == "12 % high"


def test_a_figure_that_is_corrected_keeps_its_own_columns(bicycles: Small) -> None:
    added(bicycles)
    given = {"figure_id": THEFTS, "field": "period_end", "found": "2013", "used": "2014", "reason": "A slip."}
    bicycles.add("corrections", correction_id="a-slip", **given)
    corpus = bicycles.corpus()
    assert corpus.figures[THEFTS].period_end == "2014"
    assert vars(corpus.figures[THEFTS])["x_risk_group"] == "12 % high"


@pytest.mark.parametrize("name", ["risk_group", "x_Risk", "x-risk", "x_"])
def test_a_column_by_another_name_is_unknown(bicycles: Small, name: str) -> None:
    path = bicycles.file("figures")
    path.write_text("".join(f"{line},\n" for line in path.read_text("utf-8").splitlines()), "utf-8")
    path.write_text(path.read_text("utf-8").replace("note,", f"note,{name}", 1), "utf-8")
    (problem,) = bicycles.problems()
    assert problem.startswith(f"data/evidence/figures.csv:1: the header is not the declared one (unknown {name}).")


def test_the_declaration_says_what_a_column_holds_that_is_there(bicycles: Small, review: Run) -> None:
    path = bicycles.root / "data" / "datapackage.json"
    plain = path.read_text("utf-8")
    told = json.dumps({**json.loads(plain), "columns": {"figures.x_risk_group": "How great the risk is."}})
    path.write_text(told, "utf-8")
    status, _, complaints = review("check")
    assert status == 1 and "data/datapackage.json:columns: figures.x_risk_group is no column of" in complaints
    path.write_text(plain, "utf-8")
    added(bicycles)
    path.write_text(told, "utf-8")
    (column,) = (c for c in bicycles.descriptor.table("figures").columns if c.name == "x_risk_group")
    assert column.description == "How great the risk is."
