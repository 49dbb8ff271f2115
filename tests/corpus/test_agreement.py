"""The passes side by side: matched by place, compared by field, settled, and measured."""

from __future__ import annotations

import re

import pytest
from approving import approve
from bicycle_project import Small, hold
from coded_twice import code_twice
from hypothesis import given
from hypothesis import strategies as st

from review.corpus.coding.agreement import (
    AGREED,
    CODED_ONCE,
    FIELDS,
    agreement_of,
    disagreements,
    settlement_problems,
)
from review.corpus.coding.reliability import agreement_before, alpha, detection, field_agreement, theme_agreement
from review.corpus.text.sentences import sentences
from review.corpus.text.source_text import SourceText
from review.corpus.verification.trial import pass_problems
from review.corpus.verification.verification import verify
from review.errors import CorpusError


@pytest.fixture
def twice(bicycles: Small) -> Small:
    """Return the small project, coded twice and settled."""
    return code_twice(bicycles)


def told(small: Small) -> list[str]:
    """Return what is told of the settlements."""
    with pytest.raises(CorpusError) as caught:
        hold(settlement_problems(small.corpus()))
    return [str(problem) for problem in caught.value.problems]


def test_a_figure_says_whether_the_passes_agree(twice: Small) -> None:
    corpus = twice.corpus()
    assert agreement_of(corpus, "ward2014-thefts") == AGREED == "both passes agree"
    assert agreement_of(corpus, "ward2014-dealer-price") == "the passes differed in: period end, kind of origin"
    assert agreement_of(corpus, "gazette2014-held") == CODED_ONCE == "coded once"  # one pass overlooked it
    assert agreement_of(corpus, "ward2014-elsewhere") == CODED_ONCE  # neither pass is kept for it


def test_a_third_pass_is_refused_and_not_left_out(twice: Small) -> None:
    twice.add("passes", like="second", pass_id="third")
    hold(settlement_problems(twice.corpus()))  # as long as it has no figures
    twice.add("pass_figures", like="second-1", coded_id="third-1", pass_id="third")
    (said,) = told(twice)
    assert said.startswith(f"data/evidence/passes/figures.csv:{twice.line('pass_figures', 'third-1')}:pass_id: 'third'")
    assert said.endswith("too many (two are compared: first and second). Take the rows of one of them out.")


def test_other_words_for_the_same_are_no_difference_once_settled_so(twice: Small) -> None:
    assert agreement_of(twice.corpus(), "ward2014-station") == AGREED
    twice.change("settlements", "first-station-place", ruling="first")
    hold(settlement_problems(twice.corpus()))
    assert agreement_of(twice.corpus(), "ward2014-station") == "the passes differed in: place"


def test_remarks_in_brackets_and_capitals_make_no_other_place(twice: Small) -> None:
    twice.change("pass_figures", "second-2", place="MAIN station (of the town)")
    twice.remove("settlements", "first-station-place")
    hold(settlement_problems(twice.corpus()))


def test_one_pass_has_nothing_to_differ_from(bicycles: Small) -> None:
    corpus = bicycles.corpus()
    assert agreement_of(corpus, "ward2014-thefts") == CODED_ONCE
    assert (disagreements(corpus), field_agreement(corpus), theme_agreement(corpus)) == ((), (), ())
    assert detection(corpus) == ()
    hold(settlement_problems(corpus))


def test_a_disagreement_that_is_not_settled_is_told(bicycles: Small) -> None:
    messages = told(code_twice(bicycles, settled=False))
    assert len(messages) == 5
    assert messages[0] == (
        "data/judgement/settlements.csv: first-held: the passes differ in detection, and it is not settled. Settle it."
    )


def test_a_settlement_that_no_longer_fits_is_told(twice: Small) -> None:
    twice.change("settlements", "first-price-end", second="2014")
    twice.change("figures", "ward2014-dealer-price", period_end="2013", period_basis="in 2012 | in 2013")
    line = twice.line("settlements", "first-price-end")
    assert told(twice) == [
        f"data/judgement/settlements.csv:{line}:second: the pass has another value (got '2014', expected ''). "
        "Copy it again.",
        f"data/judgement/settlements.csv:{line}:settled: the settled figure says otherwise (got '2012', "
        "expected '2013'). Mend the figure, or settle it anew.",
    ]


@pytest.mark.parametrize(
    ("key", "ruling"),
    [
        ("first-price-end", "second"),
        ("first-price-end", "neither"),
        ("first-price-end", "both"),  # a date is no free wording: another one is another date
        ("first-held", "second"),
        ("first-station-place", "second"),
        ("first-station-place", "neither"),
    ],
)
def test_a_ruling_that_its_values_contradict_is_told(twice: Small, key: str, ruling: str) -> None:
    twice.change("settlements", key, ruling=ruling)
    (message,) = told(twice)
    assert f"settlements.csv:{twice.line('settlements', key)}:ruling: {ruling!r} is not what was settled" in message


def test_values_are_never_the_same_in_other_words(twice: Small) -> None:
    twice.change("pass_figures", "second-1", high="99")
    twice.add("settlements", settlement_id="first-thefts-high", coded_id="first-thefts", field="high", first="1204",
              second="99", settled="1204", ruling="both", reason="It says so.")  # fmt: skip
    assert [message.split(": ", 1)[1] for message in told(twice)] == [
        "'both' is not what was settled ('1204'). Mend the ruling, or settle it anew."
    ]


def test_what_neither_pass_has_can_be_settled_anew(twice: Small) -> None:
    twice.change("settlements", "first-price-end", settled="2013", ruling="neither")
    twice.change("figures", "ward2014-dealer-price", period_end="2013", period_basis="in 2012 | in 2013")
    hold(settlement_problems(twice.corpus()))


def test_whether_there_is_an_event_is_compared(twice: Small) -> None:
    twice.change("pass_figures", "second-1", event="a raid")
    (message,) = told(twice)
    assert "first-thefts: the passes differ in event, and it is not settled" in message
    found = {row.field: row for row in field_agreement(twice.corpus())}["event"]
    assert (found.units, found.same, found.alpha, found.first, found.second) == (3, 2, 0.0, 3, 2)


def test_a_settlement_without_a_disagreement_is_told(twice: Small) -> None:
    twice.change("pass_figures", "second-3", origin="the office")
    assert told(twice) == [
        f"data/judgement/settlements.csv:{twice.line('settlements', 'first-price-origin')}:field: "
        "the passes do not differ in origin of first-price. Remove the settlement."
    ]


def test_two_rows_of_a_pass_have_not_one_place(twice: Small) -> None:
    twice.add("pass_figures", like="second-1", coded_id="second-5")
    assert any("stands twice" in problem for problem in twice.problems())


def test_detection_is_measured_against_the_settled_table(twice: Small) -> None:
    first, second = detection(twice.corpus())
    assert (first.found, first.right, first.settled) == (4, 4, 11)
    assert (first.precision, first.recall, first.f1) == (1.0, 4 / 11, 8 / 15)
    assert (second.found, second.right) == (4, 3)
    assert (second.precision, second.recall) == (3 / 4, 3 / 11)


def test_fields_are_measured_over_what_both_found(twice: Small) -> None:
    found = {row.field: row for row in field_agreement(twice.corpus())}
    assert {row.units for name, row in found.items() if name != "stage"} == {3}
    assert found["stage"].units == 1  # the other measures have none
    assert (found["low"].same, found["low"].alpha) == (3, None)  # a value has no alpha
    assert (found["unit"].same, found["unit"].alpha) == (3, 1.0)
    assert (found["place"].same, found["place"].worded) == (2, 1)
    assert (found["place"].first, found["place"].second) == (3, 3)
    assert (found["period_end"].first, found["period_end"].second) == (3, 2)
    assert found["population_id"].alpha is None  # nobody, always: chance would agree as well
    assert found["origin"].alpha == 0.0


def test_claims_are_compared_field_by_field_where_a_rule_is_in_force(twice: Small) -> None:
    theme, stance = theme_agreement(twice.corpus())
    assert (theme.units, theme.same, theme.first + theme.second) == (3, 2, 5)
    assert (stance.units, stance.same, stance.first + stance.second) == (3, 2, 5)


def test_before_the_rule_themes_are_compared_where_one_pass_has_any(twice: Small) -> None:
    sentence, paragraph, single, stance = agreement_before(twice.corpus())
    assert (sentence.units, sentence.same) == (6, 4)  # three sentences, two themes
    assert (paragraph.units, paragraph.same) == (4, 2)
    assert (single.units, single.same, single.alpha) == (1, 1, None)
    assert (stance.units, stance.same) == (2, 1)


def test_alpha_is_that_of_the_published_examples() -> None:
    """Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): examples A, B and C, nominal."""
    binary = zip("0100000010", "1110010000", strict=True)
    assert alpha(list(binary)) == pytest.approx(0.095, abs=0.0005)
    several = zip("aabbdcccedda", "babbbccceddd", strict=True)
    assert alpha(list(several)) == pytest.approx(0.692, abs=0.0005)
    # Four observers, who left out what is a point here; the documentation of the library reproduces it too.
    four = zip("123321412...", "1233224125.3", ".3332342251.", "12332441251.", strict=True)
    assert alpha([[value for value in unit if value != "."] for unit in four]) == pytest.approx(0.743, abs=0.0005)


def test_alpha_is_not_defined_without_two_values() -> None:
    assert alpha([]) is None
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([("a",), ("b",)]) is None  # coded once


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2))
def test_alpha_knows_no_order_and_no_names(units: list[tuple[str, str]]) -> None:
    got = alpha(units)
    renamed = [tuple({"a": "x", "b": "a", "c": "m"}[value] for value in reversed(unit)) for unit in reversed(units)]
    assert alpha(renamed) == (None if got is None else pytest.approx(got))
    assert got is None or got <= 1
    assert (got == 1) == (got is not None and all(a == b for a, b in units))


def test_the_places_of_the_passes_are_checked(twice: Small) -> None:
    corpus = twice.corpus()
    assert pass_problems(corpus, verify(corpus, twice.texts)) == ()


@pytest.mark.parametrize(
    ("table", "key", "cells", "message"),
    [
        ("pass_figures", "second-1", {"occurrence": "2"}, "'1,204' does not stand there (occurrence 2 of paragraph 1)"),
        ("pass_figures", "second-1", {"figure_id": "ward2014-station"}, "another figure is settled there"),
        ("pass_figures", "second-4", {"figure_id": "gazette2014-held"}, "(got 'gazette2014-held', expected '')"),
        ("pass_claims", "second-c3", {"sentence": "9"}, "there is no such sentence (got 9, expected 3 at most)"),
        ("pass_claims", "second-c3", {"paragraph": "7"}, "there is no such sentence (got 3, expected 0 at most)"),
    ],
)  # fmt: skip
def test_a_wrong_place_is_told(twice: Small, table: str, key: str, cells: dict[str, str], message: str) -> None:
    twice.change(table, key, **cells)
    corpus = twice.corpus()
    problems = [str(problem) for problem in pass_problems(corpus, verify(corpus, twice.texts))]
    assert len(problems) == 1
    assert message in problems[0]
    assert problems[0].startswith(f"data/evidence/passes/{table.removeprefix('pass_')}.csv:")


def test_words_that_are_no_numeral_may_be_a_place(twice: Small) -> None:
    twice.change("pass_figures", "second-4", section_id="ward2014-summary", source_id="ward2014", paragraph="1",
                 numeral="mostly", printed="mostly")  # fmt: skip
    corpus = twice.corpus()
    assert pass_problems(corpus, verify(corpus, twice.texts)) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. Two? Three! Four", 4),
        ("A broken-\nover line. And (Lu 2012). 'Quoted.' Then more.", 4),
        ("By H. Zhang of the U.S. Office, e.g. here, No. 7 vs. No. 8.", 1),
        ("It rose by 2.5 points in 2010.22 However, it fell.", 2),
    ],
)
def test_sentences_are_told_apart(body: str, expected: int) -> None:
    text = SourceText("any", body)
    spans = sentences(text, text.paragraphs[0])
    assert len(spans) == expected
    assert "".join(body[start:end] for start, end in spans) == body


def test_what_the_passes_differ_in_is_told_field_by_field(twice: Small, request: pytest.FixtureRequest) -> None:
    cells = {"low": "7", "high": "7", "qualifier": "about", "unit": "frame", "measure_id": "frames-found",
             "population_id": "adults", "stage": "dealer", "place": "Here", "period_start": "2012", "period_end": "",
             "origin": "unnamed: a man", "event": "a raid"}  # fmt: skip
    assert cells.keys() == FIELDS.keys()
    twice.change("pass_figures", "second-1", **cells)
    corpus = twice.corpus()
    said = [agreement_of(corpus, name) for name in corpus.figures]
    said += disagreements(corpus)
    said += [*detection(corpus), *field_agreement(corpus), *theme_agreement(corpus), *agreement_before(corpus)]
    said += told(twice)
    # Of a measure three places are enough, and the same on every machine.
    text = re.sub(r"(?<=\.[0-9]{3})[0-9]+", "", "".join(f"{each}\n" for each in said))
    approve("corpus/agreement.txt", text, request)
