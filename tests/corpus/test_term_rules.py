"""Terms of other languages: whole or not confirmed, each script in its column, about what exists."""

from __future__ import annotations

import pytest
from bicycle_project import Small

TERM = {
    "term_id": "bicycle",
    "label": "Bicycle",
    "language": "Greek",
    "tag": "el",
    "written": "ποδήλατο",
    "romanised": "podílato",
    "about": "origins:police | events:raid-2014-03 + populations:adults",
    "seen": "the Gazette itself",
    "hand": "first",
}
EMPTY = dict.fromkeys(("written", "romanised", "about", "seen", "hand"), "")


def told(bicycles: Small, **cells: str) -> list[str]:
    """Return what `check` says of a term with other cells, without file and line."""
    bicycles.add("terms", **(TERM | cells))
    return [problem.partition(":2:")[2] for problem in bicycles.problems()]


@pytest.mark.parametrize("cells", [{}, EMPTY, {"about": ""}, {"addresses": "example.org/a example.com/b_c.html"}])
def test_a_term_is_whole_or_not_confirmed(bicycles: Small, cells: dict[str, str]) -> None:
    assert told(bicycles, **cells) == []


@pytest.mark.parametrize("column", ["written", "romanised", "seen", "hand"])
def test_a_term_without_a_part_is_refused(bicycles: Small, column: str) -> None:
    (problem,) = told(bicycles, **{column: ""})
    assert problem.startswith(f"{column}: written, romanised, seen, hand go together (got no {column}).")


@pytest.mark.parametrize("column", ["label", "romanised", "seen"])
def test_another_script_stands_in_its_column_alone(bicycles: Small, column: str) -> None:
    (problem,) = told(bicycles, **{column: "a \u8eca"})
    assert problem.startswith(f"{column}: '\u8eca' is not in Latin script")


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ("origins:polize", "'polize' is not in origins (nearest: police, police-gazette)"),
        ("origins:police | events:raid", "'raid' is not in events (nearest: none)"),
        ("origins:police + populations:x", "'x' is not in populations (nearest: none)"),
        ("figures:ward2014-thefts", "'figures' is no vocabulary"),
    ],
)
def test_what_a_term_is_about_exists(bicycles: Small, about: str, message: str) -> None:
    (problem,) = told(bicycles, about=about)
    assert problem.startswith(f"about: {message}")


@pytest.mark.parametrize("address", ["https://example.org", "javascript:alert(1)", "example.org/<b>", "nowhere"])
def test_an_address_is_a_plain_one(bicycles: Small, address: str) -> None:
    assert len(told(bicycles, addresses=address)) == 1


@pytest.mark.parametrize(
    ("vocabulary", "name", "told"),
    [
        ("acts", "theft", ""),
        ("measures", "thefts", ""),
        ("acts", "theft-", "name: 'theft-' is not in acts (nearest: theft). Mend the name, or take the row out."),
        ("populations", "adult", "name: 'adult' is not in populations (nearest: adults). Mend the name, or take "),
    ],
)
def test_wordings_are_of_what_the_vocabularies_have(bicycles: Small, vocabulary: str, name: str, told: str) -> None:
    bicycles.add("wordings", vocabulary=vocabulary, name=name, words="a word")
    assert "".join(problem.partition(":2:")[2] for problem in bicycles.problems()).startswith(told)
    assert bool(bicycles.problems()) is bool(told)
