"""The example holds together, and has what real reviews print: intervals, rates, values below zero, a table, euros."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.corpus.seeded_errors.bench import Bench
from review.corpus.verification.receipt import read_receipt
from review.corpus.vocabulary import Verdict
from review.errors import IncomparableFigures, UsageError
from review.starting.review_files import new_review
from review.synthesis.comparing.comparison import require_comparable_figures
from review.synthesis.register.relations import judge

QUOTED = re.compile(r"https://[^\s,]+")


def test_the_example_has_no_problem_and_stands_as_its_texts_have_it(example: Small) -> None:
    assert not example.problems()
    assert not example.verification_problems()
    receipt = read_receipt(example.root / "data")
    assert all(receipt.is_verified(example.corpus(), "figures", name) for name in example.corpus().figures)


def test_it_is_named_by_what_it_is_about(example: Small) -> None:
    assert 'title: "Deaths from heat"' in (example.root / "CITATION.cff").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a file", "this is no folder. Name a new one."),
        ("used", "the folder is not empty. Name a new one."),
        ("--", "its name would be the review's title, and has no letter. Name another one."),
    ],
)
def test_a_place_that_no_review_can_have_is_told_with_what_to_do(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "a file").touch()
    (tmp_path / "used" / "by others").mkdir(parents=True)
    with pytest.raises(UsageError) as refused:
        new_review(tmp_path / name)
    assert str(refused.value) == f"{tmp_path / name}: {told}"


def test_each_text_is_said_to_be_a_paraphrase_of_a_page_that_is_named(heat: Corpus) -> None:
    for source in heat.sources.values():
        assert "our own paraphrase" in source.access_note
        assert QUOTED.search(source.access_note)


def test_it_has_what_real_reviews_print(heat: Corpus) -> None:
    figures = heat.figures.values()
    assert any(figure.low is not None and figure.low < 0 for figure in figures)
    assert any(
        figure.interval_low is not None and figure.interval_low < 0 < figure.low for figure in figures if figure.low
    )
    assert {heat.units[figure.unit].per for figure in figures} >= {100_000, 1_000_000}
    assert any(figure.unit == "EUR" for figure in figures)
    assert any("|" in figure.quote for figure in figures)


def test_a_lost_sign_and_a_wrong_end_are_seeded_and_caught(example: Small) -> None:
    bench = Bench(example.corpus(), example.texts)
    seeded = [slip for slip in bench.slips() if slip.kind == "sign lost" or slip.kind.endswith("of an interval")]
    assert {slip.row_id for slip in seeded} >= {"vicedo2016-east", "ballester2023-italy-rate"}
    assert [slip for slip in seeded if not bench.outcome(slip).caught_by] == []


def test_values_whose_intervals_meet_do_not_contradict_each_other(example: Small) -> None:
    """As points, 8,173 and 4,500 could not both hold."""
    assert judge(example.corpus(), "germany-2022").verdict is Verdict.CONSISTENT
    for name in ("ballester2023-germany", "faz2022-germany"):
        example.change("figures", name, interval_low="", interval_high="", interval_level="", interval_basis="")
    assert judge(example.corpus(), "germany-2022").verdict is Verdict.INCONSISTENT


def test_intervals_apart_contradict_each_other(example: Small) -> None:
    example.change("figures", "faz2022-germany", interval_high="5000", note="read by eye: a made-up interval.")
    assert judge(example.corpus(), "germany-2022").verdict is Verdict.INCONSISTENT


def test_what_is_counted_twice_over_is_told_as_a_contradiction(heat: Corpus) -> None:
    assert judge(heat, "england-2019").verdict is Verdict.INCONSISTENT
    assert judge(heat, "cost-parts").verdict is Verdict.CONSISTENT


@pytest.mark.parametrize("use", ["an axis", "a difference"])
def test_rates_per_other_numbers_are_not_put_together(heat: Corpus, use: str) -> None:
    rates = heat.figures_where(measure_id="heat-death-rate")
    with pytest.raises(IncomparableFigures, match="unit: per-100000, per-million"):
        require_comparable_figures(heat, rates, use)
