"""The rules of sightings and of what ties them: each broken once, with the message that says where and how to mend."""

from __future__ import annotations

from typing import Any

import pytest
from bicycle_project import Small
from sightings_of_bicycles import add_sightings

RULES: dict[str, Any] = {
    "quote that is long": (
        ("sightings", "letter", {"quote": "so very many bicycles were taken here that nobody can count them any more"}),
        "quote: the quote has 14 words (expected 12 at most). Quote less.",
    ),
    "day that there is not": (
        ("sightings", "letter", {"page_date": "2013-02-30"}),
        "page_date: 2013-02-30 is no day of the calendar. Mend the date.",
    ),
    "reviewed text that is no source": (
        ("sightings", "letter", {"seen_as": "reviewed text"}),
        "seen_as: a source and 'reviewed text' go together (got '' and 'reviewed text'). "
        "Name the source, or say how much of the page was seen.",
    ),
    "note in another script": (
        ("sightings", "letter", {"note": "市公安局"}),
        "note: '市公安局' is not in Latin script. Give it in Latin letters, or as the quote.",
    ),
    "title whose language is not said": (
        ("sightings", "letter", {"title": "自行车"}),
        "language: quote, title or author are in another script. Give the tag of their language.",
    ),
    "figure that prints another number": (
        ("sightings", "ward", {"number_printed": "1,240"}),
        "number_printed: '1,240' is not what ward2014-thefts prints ('1,204'). "
        "Copy it from the figure, or name another.",
    ),
    "figure of another source": (
        ("sightings", "ward", {"source_id": "gazette2014"}),
        "figure_id: the figure ward2014-thefts is of ward2014 (got 'gazette2014'). Name a figure of the same source.",
    ),
    "tie to another line": (
        ("lineages", "thefts-1", {"earlier": "poster"}),
        "earlier: poster is of the line locks (expected thefts). Name a sighting of the same line, or mend the line.",
    ),
    "tie that leads back in time": (
        ("lineages", "thefts-2", {"earlier": "radio", "later": "letter", "kind": "only later"}),
        "later: it is of 2013-05-04, before 2014 of what it follows. Turn the tie round, or mend a date.",
    ),
    "inference without grounds": (
        ("lineages", "thefts-1", {"grounds": ""}),
        "grounds: a tie of the kind 'same number and words' has no grounds. Say what the inference rests on.",
    ),
    "credit where nobody is credited": (
        ("lineages", "thefts-2", {"later": "blog", "kind": "credited in print"}),
        "kind: blog credits nobody (the tie says 'credited in print'). "
        "Say whom the page credits, or tie them otherwise.",
    ),
    "tie to a page that there is not": (
        ("lineages", "thefts-1", {"later": "wards"}),
        "later: 'wards' is not in sightings (expected a key of that table). "
        "Did you mean ward? If not, add the row to sightings.",
    ),
}


@pytest.fixture
def seen(bicycles: Small) -> Small:
    return add_sightings(bicycles)


def test_sightings_and_their_ties_have_no_problem(seen: Small) -> None:
    assert seen.problems() == []


@pytest.mark.parametrize("rule", RULES)
def test_sightings_keep_the_rules(seen: Small, rule: str) -> None:
    (table, key, cells), message = RULES[rule]
    seen.change(table, key, **cells)
    place = f"data/context/{table}.csv:{seen.line(table, key)}"
    assert seen.problems() == [f"{place}:{message}"]


def test_no_sighting_follows_from_itself(seen: Small) -> None:
    """Undated pages could run in a circle that no date refuses."""
    seen.change("sightings", "blog", credits="a note")
    seen.add("lineages", tie_id="thefts-3", line_id="thefts", earlier="blog", later="note", kind="only later")
    seen.add("lineages", tie_id="thefts-4", line_id="thefts", earlier="note", later="blog", kind="only later")
    found = [problem.partition(": ")[2] for problem in seen.problems()]
    assert found == ["note leads back to blog. Break the circle.", "blog leads back to note. Break the circle."]


def test_a_part_of_a_line_is_drawn_with_it(seen: Small) -> None:
    seen.change("lines", "locks", part_of="thefts")
    seen.change("lineages", "thefts-1", earlier="poster")
    assert seen.problems() == []


def test_a_fact_may_be_of_a_sighting(seen: Small) -> None:
    seen.add("facts", like="euro-2012", fact_id="seen", series="seen", reference="letter")
    assert seen.problems() == []
    seen.change("facts", "seen", reference="leter")
    line = seen.line("facts", "seen")
    assert seen.problems() == [
        f"data/context/facts.csv:{line}:reference: 'leter' has no entry in references.bib. "
        "Add the entry, as it is known."
    ]
