"""The rules of what rows mean: each broken once, with the message that says where and how to mend it."""

from __future__ import annotations

from typing import Any

import pytest
from bicycle_project import Small

THEFTS, FOUND, DEALER, BUYER = (f"ward2014-{name}" for name in ("thefts", "found", "dealer-price", "buyer-price"))
PAINTED, HELD = "gazette2014-painted", "gazette2014-held"
FIT = "Mend the bound or the qualifier."
TOGETHER = "Give the phrase, or 'implied: ' and the reason, or neither."


def copy(figure_id: str) -> str:
    """Return how to mend a value that its quote does not say."""
    return f"Copy the quote again, or mend the value of {figure_id}."


# key of the figure, cells changed, then the problems of that row, each from its column on
FIGURES: dict[str, Any] = {
    "low above high": (
        (BUYER, {"low": "120", "high": "50"}),
        f"high: 50 is not what the quote says ('50 to 120', expected 120). {copy(BUYER)}",
        f"low: 120 is not what the quote says ('50 to 120', expected 50). {copy(BUYER)}",
        "low: low is above high (got 120 and 50). Swap them, or mend the wrong one.",
    ),
    "bound that the qualifier leaves open": (
        (FOUND, {"high": "400"}),
        f"high: 400 is not what the quote says ('more than 400', expected no bound). {copy(FOUND)}",
        f"high: high does not fit the qualifier 'more than' (got 400, expected no bound). {FIT}",
    ),
    "bound that the qualifier needs": (
        (DEALER, {"high": ""}),
        f"high: high does not fit the qualifier 'at most' (got none, expected a number). {FIT}",
        f"high: no bound is not what the quote says ('up to 40', expected 40). {copy(DEALER)}",
    ),
    "numeral that is not in the quote": (
        (THEFTS, {"printed": "1,205", "low": "1205", "high": "1205"}),
        f"printed: '1,205' does not stand in the quote of {THEFTS} ('recorded 1,204 thefts', nearest '1,204'). "
        "Copy it from the quote, or mend the quote.",
    ),
    "numeral that is part of another": (
        ("gazette2014-frames", {"printed": "89", "low": "89", "high": "89"}),
        "printed: '89' does not stand in the quote of gazette2014-frames ('189 frames', nearest '189'). "
        "Copy it from the quote, or mend the quote.",
    ),
    "end of a numeral": (
        (THEFTS, {"printed": "204", "low": "204", "high": "204"}),
        f"printed: '204' does not stand in the quote of {THEFTS} ('recorded 1,204 thefts', nearest '1,204'). "
        "Copy it from the quote, or mend the quote.",
    ),
    "value that is another": (
        (THEFTS, {"low": "1240", "high": "1240"}),
        f"high: 1240 is not what the quote says ('1,204', expected 1204). {copy(THEFTS)}",
        f"low: 1240 is not what the quote says ('1,204', expected 1204). {copy(THEFTS)}",
    ),
    "qualifier that is another": (
        (THEFTS, {"qualifier": "about"}),
        f"qualifier: 'about' is not what the quote says ('1,204', expected 'exact'). {copy(THEFTS)}",
    ),
    "unit that the measure lacks": (
        (BUYER, {"unit": "case"}),
        "unit: 'case' is no unit of bicycle-price (expected one of EUR, GBP). Use one of them, or mend the measure.",
    ),
    "stage that the measure lacks": (
        (BUYER, {"stage": "thief"}),
        "stage: the stage does not fit bicycle-price (got 'thief', expected one of dealer, buyer). "
        "Mend the stage or the measure.",
    ),
    "stage where the measure has none": (
        (THEFTS, {"stage": "dealer"}),
        "stage: the stage does not fit thefts (got 'dealer', expected none). Mend the stage or the measure.",
    ),
    "no stage where the measure has some": (
        (DEALER, {"stage": ""}),
        "stage: the stage does not fit bicycle-price (got '', expected one of dealer, buyer). "
        "Mend the stage or the measure.",
    ),
    "period that runs backwards": (
        (DEALER, {"period_start": "2013-05", "period_end": "2013-04-30"}),
        "period_start: period_start is after period_end (got 2013-05 and 2013-04-30). Put them in order.",
    ),
    "day that is not": (
        (DEALER, {"period_end": "2013-02-30"}),
        "period_end: 2013-02-30 is no day of the calendar. Mend the date.",
    ),
    "period without a basis": (
        (THEFTS, {"period_basis": ""}),
        f"period_basis: the period and its basis do not go together (got '2013' and ''). {TOGETHER}",
    ),
    "basis without a period": (
        (FOUND, {"period_basis": "in 2013"}),
        "period_basis: the period and its basis do not go together (got '' and 'in 2013'). "
        "Give the period that it says, or empty it.",
    ),
    "place without a basis": (
        (FOUND, {"place": "The town"}),
        f"place_basis: the place and its basis do not go together (got 'The town' and ''). {TOGETHER}",
    ),
    "event without a tie": (
        (HELD, {"event_tie": ""}),
        "event_tie: an event and its tie go together. Say stated or inferred, or leave both empty.",
    ),
    "inferred tie without grounds": (
        (PAINTED, {"event_grounds": ""}),
        "event_grounds: an inferred tie, and no other, has grounds. Give the grounds of the inference.",
    ),
    "stated tie with grounds": (
        (HELD, {"event_grounds": "It must have been."}),
        "event_grounds: an inferred tie, and no other, has grounds. Give the grounds of the inference.",
    ),
    "section of another source": (
        (THEFTS, {"section_id": "gazette2014-text"}),
        "section_id: the section belongs to gazette2014 (expected ward2014). Name a section of the same source.",
    ),
    "quote of too many words": (
        (THEFTS, {"suffix": "of bicycles in 2013, and more than 400 of the bicycles"}),
        "quote: prefix, quote and suffix have 14 words (expected 12 at most). Quote less.",
    ),
    "printed words that are no numeral": (
        (THEFTS, {"printed": "thefts"}),
        "printed: 'thefts' is no numeral (no number to read (got 'thefts'). Copy the number as it is printed.). "
        "Keep only the number and its qualifier.",
    ),
}


@pytest.mark.parametrize("rule", FIGURES)
def test_a_figure_keeps_the_rules(bicycles: Small, rule: str) -> None:
    (key, cells), *messages = FIGURES[rule]
    bicycles.change("figures", key, **cells)
    place = f"data/evidence/figures.csv:{bicycles.line('figures', key)}"
    assert bicycles.problems() == [f"{place}:{message}" for message in messages]


def test_an_id_starts_with_its_source(bicycles: Small) -> None:
    bicycles.change("figures", FOUND, figure_id="ward2015-found")
    bicycles.change("findings", "thefts-1", rests_on="station-share")
    place = f"data/evidence/figures.csv:{bicycles.line('figures', 'ward2015-found')}:figure_id"
    message = "'ward2015-found' does not start with its source (expected ward2014-…)"
    assert bicycles.problems() == [f"{place}: {message}. Rename it, or mend the source."]


def test_a_multiple_may_be_open_at_one_end(bicycles: Small) -> None:
    """As "more than 10 times" is."""
    bicycles.change("figures", FOUND, qualifier="multiple", quote="more than 400 times", printed="more than 400 times")
    assert bicycles.problems() == []
    bicycles.change("figures", FOUND, low="")
    assert any("low does not fit the qualifier 'multiple'" in problem for problem in bicycles.problems())


# table, key, cells, the one problem from its column on
OTHERS = {
    "source covers backwards": (
        ("sources", "ward2014", {"covers_start": "2014", "covers_end": "2013"}),
        "covers_start: covers_start is after covers_end (got 2014 and 2013). Put them in order.",
    ),
    "day of publication": (
        ("sources", "ward2014", {"published": "2014-06-31"}),
        "published: 2014-06-31 is no day of the calendar. Mend the date.",
    ),
    "source called by another year": (
        ("sources", "ward2014", {"called": "Ward 2015"}),
        "called: 2015 is no year of the source (dated 'May 2014'). Call it by author and year.",
    ),
    "event backwards": (
        ("events", "raid-2014-03", {"end": "2014-03-06"}),
        "start: start is after end (got 2014-03-07 and 2014-03-06). Put them in order.",
    ),
    "claim of another source's section": (
        ("claims", "ward2014-unreported", {"section_id": "gazette2014-text"}),
        "section_id: the section belongs to gazette2014 (expected ward2014). Name a section of the same source.",
    ),
    "exclusion of another source's section": (
        ("exclusions", "ward2014-x1", {"section_id": "gazette2014-text"}),
        "section_id: the section belongs to another source. Name a section of the same source.",
    ),
    "exclusion without a paragraph": (
        ("exclusions", "ward2014-x1", {"paragraph": ""}),
        "paragraph: section and paragraph go together. Give both, or neither for a heading.",
    ),
    "judgement on nothing": (
        ("appraisals", "gazette2014", {"basis": ""}),
        "basis: a judgement rests on a quote or on a basis, one of the two. Give one, not both.",
    ),
    "judgement on a quote without a place": (
        ("appraisals", "gazette2014", {"basis": "", "quote": "The Police Gazette"}),
        "section_id: a quote and its place go together. Give section and paragraph of the quote.",
    ),
    "ages in disorder": (
        ("populations", "adults", {"age_max": "17"}),
        "age_min: age_min is above age_max (got 18 and 17). Put them in order.",
    ),
    "derivation of an unknown figure": (
        ("derivations", "station-share", {"expression": "{ward2014-stations} / {ward2014-thefts}"}),
        "expression: 'ward2014-stations' is not in figures. Did you mean ward2014-station?",
    ),
    "derivation of nothing": (
        ("derivations", "station-share", {"expression": "25.7"}),
        "expression: it names no figure (got '25.7'). Write the id of a figure in braces.",
    ),
    "relation to an unknown figure": (
        ("relations", "thefts-same", {"members": "ward2014-thefts gazette2014-theft"}),
        "members: 'gazette2014-theft' is not in figures. Did you mean gazette2014-thefts?",
    ),
    "relation of one": (
        ("relations", "thefts-parts", {"members": "ward2014-thefts"}),
        "members: a relation of this kind needs 3 members at least (got 1). Name them.",
    ),
    "relation of a figure to itself": (
        ("relations", "thefts-same", {"members": "ward2014-thefts ward2014-thefts"}),
        "members: a member stands twice. Name each once.",
    ),
    "implied rate without pairs": (
        ("relations", "thefts-parts", {"kind": "implied rate"}),
        "members: an implied rate needs pairs, two at least (got 3 members). "
        "Name each amount, then the same amount in the other unit.",
    ),
    "finding on an unknown id": (
        ("findings", "thefts-1", {"rests_on": "station-shares"}),
        "rests_on: 'station-shares' is not in derivations, figures, claims, relations. Did you mean station-share?",
    ),
    "finding on an unknown relation": (
        ("findings", "thefts-1", {"rests_on": "nothing:consistent"}),
        "rests_on: 'nothing' is not in relations. Use an id that exists.",
    ),
    "finding on an unknown verdict": (
        ("findings", "thefts-1", {"rests_on": "thefts-same:true"}),
        "rests_on: 'true' is not to be expected of thefts-same (expected one of consistent, inconsistent, "
        "not-comparable, cannot-tell). Write relation:verdict, or theme/source:stance.",
    ),
    "finding on a stance that there is not": (
        ("findings", "thefts-1", {"rests_on": "locks/ward2014:likes"}),
        "rests_on: 'likes' is not to be expected of locks/ward2014 (expected one of argues, mentions, implies, "
        "disputes, absent). Write relation:verdict, or theme/source:stance.",
    ),
    "finding on the stance of a source that there is not": (
        ("findings", "thefts-1", {"rests_on": "locks/ward2015:argues"}),
        "rests_on: 'ward2015' is not in sources. Did you mean ward2014?",
    ),
    "relation settled without grounds": (
        ("relations", "thefts-same", {"found": "consistent", "settled": "cannot-tell"}),
        "settled: found, settled and the grounds go together. "
        "Give the verdict that was found, the one you hold, and why; or none of them.",
    ),
    "statements of figures": (
        ("relations", "thefts-same", {"kind": "statements", "members": "ward2014-good-lock ward2014-found"}),
        "members: 'ward2014-found' is not in claims. Did you mean ward2014-unreported?",
    ),
    "population made of what is no part of it": (
        ("populations", "persons", {"partition": "adults minors"}),
        "partition: 'minors' is no population that is part of persons. Name populations whose part_of is this one.",
    ),
    "finding on a relation without a verdict": (
        ("findings", "thefts-1", {"rests_on": "thefts-same"}),
        "rests_on: the relation thefts-same has no verdict here. Write relation:verdict.",
    ),
    "fact without a unit": (
        ("facts", "euro-2012", {"unit": ""}),
        "unit: a value and its unit go together. Give both, or neither.",
    ),
}


@pytest.mark.parametrize("rule", OTHERS)
def test_the_other_tables_keep_the_rules(bicycles: Small, rule: str) -> None:
    (table, key, cells), message = OTHERS[rule]
    bicycles.change(table, key, **cells)
    place = f"data/{bicycles.descriptor.table(table).path}:{bicycles.line(table, key)}"
    assert bicycles.problems() == [f"{place}:{message}"]
