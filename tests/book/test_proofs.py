"""A typed year, ordinal or small number passes where its section prints it, in value and kind, and nowhere else."""

from __future__ import annotations

import doctest

import pytest
from gangs import with_gangs

from review.book.prose import proofs
from review.book.prose.columns import column_problems
from review.book.prose.proving import Prover
from review.book.prose.typed_numbers import Sections, Text, typed_quantities
from review.corpus.corpus import Corpus

CHILDREN = "{value}`alpha2001-back`"
GANGS = "{value}`alpha2001-gangs`"
SEVEN = "{value}`alpha2001-early`"


@pytest.fixture(scope="module")
def prover(small_corpus: Corpus) -> Prover:
    """Return what proves by the rows of the small project, with small numbers among them."""
    return Prover(with_gangs(small_corpus), {"office2001": "2001"})


def refused(prover: Prover, text: str) -> list[str]:
    """Return what is refused in *text*, a page of its own."""
    sections = Sections([(0, 1, text)], prover)
    return [p.message.split("'")[1] for p in typed_quantities(Text("book/x.md", text), (), sections)]


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(proofs).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        f"{GANGS}: the three gangs, all three criminal groups.",
        f"{CHILDREN} came home, three children in all; 3 persons.",
        "The campaign is the {value}`alpha2001-nth`: a fifth campaign.",
        f"{SEVEN} in 1998; since April 1998, the 1998 report.",
        "{date}`census` and {date}`count`: in 2001, before April 2001.",
        "{cite:t}`office2001` of 2001, and {fact}`census` in 2001.",
        "{fact}`jury`: twelve persons.",
        "{finding}`found-it` in {date}`alpha2001`, in 2001",
        "{count}`figures:alpha2001` figures: six figures of it.",
        "The two sources differ.",
        "# Two sources\n\nThree gangs, {value}`alpha2001-gangs`, are one.",
        f"- {GANGS} of them\n- the three gangs",
    ],
)
def test_what_the_section_prints_may_be_typed(prover: Prover, text: str) -> None:
    assert refused(prover, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{CHILDREN} children, three gangs", ["three"]),
        (f"{GANGS} gangs, three children", ["three"]),  # the gangs are about children, and are no children
        (f"{GANGS} gangs, four gangs", ["four"]),
        (f"{GANGS} gangs, more than three gangs", ["three"]),
        (f"{GANGS} gangs, of which three", ["three"]),
        (f"{GANGS} gangs, three times", ["three"]),
        (f"{GANGS} gangs, thirty-three gangs", ["thirty-three"]),
        ("The fifth campaign", ["fifth"]),
        ("{value}`alpha2001-nth`: the sixth campaign, five campaigns", ["sixth", "five"]),
        ("{value}`alpha2001-nth`: the fifth child, and fifth", ["fifth", "fifth"]),
        (f"{SEVEN} in 1999, May 1998, between 1998 and 2004", ["1999", "1998", "1998 and 2004"]),
        (f"{SEVEN} in 1998, or 1998 persons, found 1998, in 1998 altogether", ["1998", "1998", "1998"]),
        (f"{SEVEN} in the 1998s, of US$1998, 1998 %", ["1998", "1998", "1998"]),
        (f"{GANGS}\n\n## Another\n\nThe three gangs", ["three"]),
        (f"The three gangs\n\n## Another\n\n{GANGS}", ["three"]),
        (f"## Three gangs\n\n{GANGS}", ["Three"]),  # a heading is printed where its section is not
        (f"```\n{GANGS}\n```\n\nThe three gangs", ["three"]),
        ("The two persons differ; six figures", ["two", "six"]),
        ("{count}`figures`: six claims", ["six"]),
    ],
)
def test_what_it_does_not_print_is_refused(prover: Prover, text: str, expected: list[str]) -> None:
    assert refused(prover, text) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("in 1999", "where the same section prints a date or cites a work of 1999."),
        ("three gangs", "where the same section prints 3 of the things named (gangs)."),
        ("the fifth campaign", "where a figure of the same section is an ordinal and has that place (campaign)."),
        ("of three", "it has to be followed by the thing that it counts, printed with this number in the same section"),
    ],
)
def test_the_refusal_says_what_would_prove_it(prover: Prover, text: str, told: str) -> None:
    (problem,) = typed_quantities(Text("book/x.md", text), (), Sections([(0, 1, text)], prover))
    assert problem.hint.rstrip(".").endswith(told.rstrip("."))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("It has three gangs.", []),
        ("It has three children.", ["three"]),
        ("As alpha2001-back says, three children.", []),
        ("It has the fifth campaign.", ["fifth"]),
    ],
)
def test_a_text_of_the_tables_is_proven_by_its_row_and_by_those_that_it_names(
    small_corpus: Corpus, note: str, expected: list[str]
) -> None:
    problems = column_problems(with_gangs(small_corpus, note))
    assert [problem.message.split("'")[1] for problem in problems] == expected
