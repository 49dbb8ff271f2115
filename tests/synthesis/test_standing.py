"""Which findings still stand when rows are left out: all of what one rests on, some of it, or nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

import pytest
from bicycle_project import Run, Small

from review.corpus.corpus import Corpus
from review.synthesis.conclusions.left_out import LeftOut
from review.synthesis.conclusions.standing import APART, Standing, Standpoint, inferred_events, standings

ORDER = [Standing.FALLS, Standing.LOSES, Standing.STANDS]


@pytest.fixture(scope="module")
def corpus(rich: Small) -> Corpus:
    return rich.corpus()


def resting_on(corpus: Corpus, *names: str) -> Corpus:
    """Return the corpus with one finding that rests on *names* alone."""
    finding = replace(next(iter(corpus.findings.values())), rests_on=" ".join(names))
    tables = {**corpus.tables, "findings": MappingProxyType({finding.finding_id: finding})}
    return replace(corpus, tables=MappingProxyType(tables))


def held(corpus: Corpus, out: LeftOut, *names: str) -> Standpoint:
    (one,) = standings(resting_on(corpus, *names), out)
    return one


def test_every_finding_stands_while_nothing_is_left_out_and_none_when_all_is(corpus: Corpus) -> None:
    assert {one.standing for one in standings(corpus, LeftOut())} == {Standing.STANDS}
    everything = LeftOut(sources=frozenset(corpus.sources))
    assert {one.standing for one in standings(corpus, everything)} == {Standing.FALLS}


def test_nothing_stands_better_when_more_is_left_out(corpus: Corpus) -> None:
    for some in range(len(corpus.sources)):
        for left_out in combinations(corpus.sources, some):
            before = standings(corpus, LeftOut(sources=frozenset(left_out)))
            for more in set(corpus.sources) - set(left_out):
                after = standings(corpus, LeftOut(sources=frozenset({*left_out, more})))
                for was, now in zip(before, after, strict=True):
                    if Standing.UNKNOWN not in (was.standing, now.standing):
                        assert ORDER.index(now.standing) <= ORDER.index(was.standing)


def test_a_finding_loses_what_is_left_out_and_says_it(corpus: Corpus) -> None:
    one = held(corpus, LeftOut(sources=frozenset({"riders2015"})), "ward2014-found", "riders2015-held-adults")
    assert (one.standing, one.left, dict(one.gone)) == (
        Standing.LOSES,
        ("ward2014-found",),
        {"riders2015-held-adults": "left out"},
    )


def test_a_basis_and_a_rating_can_be_left_out_too(corpus: Corpus) -> None:
    basis = corpus.measures[corpus.figures["ward2014-found"].measure_id].basis
    assert held(corpus, LeftOut(bases=frozenset({basis})), "ward2014-found").standing is Standing.FALLS
    # No figure is rated higher than the highest level.
    assert held(corpus, LeftOut(below="high"), "ward2014-found").standing is Standing.FALLS
    assert held(corpus, LeftOut(below="very low"), "ward2014-found").standing is Standing.STANDS


def test_a_finding_that_rests_on_nothing_cannot_be_told(corpus: Corpus) -> None:
    assert held(corpus, LeftOut()).standing is Standing.UNKNOWN


def test_what_is_one_event_by_our_inference_may_be_read_as_two(corpus: Corpus) -> None:
    # Found painted were, by inference, some of the frames of that raid, whose number the source ties to it itself.
    finding = resting_on(corpus, "painted-share:not-comparable", "ward2014-found")
    assert inferred_events(finding) == ("raid-2014-03",)
    (one,) = standings(finding, LeftOut(), ["raid-2014-03"])
    assert (one.standing, dict(one.gone)) == (Standing.LOSES, {"painted-share:not-comparable": APART})
    (other,) = standings(finding, LeftOut(), ["raid-2014-04"])
    assert other.standing is Standing.STANDS
    # Each by itself stays: the number, and what a source sets beside another that it ties to the event itself.
    (alone,) = standings(
        resting_on(corpus, "gazette2014-painted", "raids-alike:not-comparable"), LeftOut(), ["raid-2014-03"]
    )
    assert alone.standing is Standing.STANDS


NOTHING = "Nothing that a conclusion rests on is left out or read otherwise."


@pytest.mark.parametrize(
    "options",
    [
        ["--without", "ward2014"],
        ["--without-basis", "observed"],
        ["--least", "high"],
        ["--since-year", "2030"],
        ["--until-year", "1900"],
        ["--place", "Main station"],
    ],
)
def test_every_option_has_an_effect(review: Run, options: list[str]) -> None:
    status, out, err = review("stands", *options)
    assert (status, err) == (0, "")
    assert "thefts-1: " in out and ": left out" in out and NOTHING not in out


def test_what_has_no_effect_is_said_to_have_none(review: Run) -> None:
    for options in ([], ["--since-year", "1900"]):
        assert review("stands", *options)[1].splitlines()[-2:] == ["Left out: figures 0, statements 0.", NOTHING]
    out = review("stands", "--origins", "official")[1].splitlines()
    assert out[-2:] == ["Left out: figures 1, statements 1.", NOTHING]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since-year", "2014", "--until-year", "2013"], "since_year=2014 comes after until_year=2013"),
        (["--place", "Nowhere"], "'Nowhere' is no place"),
        (["--apart", "no-such"], "'no-such' is no event"),
        (["--apart", "raid-2014-03"], "no conclusion rests on an inference that it is one event (known: none)"),
        (["--without", "gazette2014", "--without", "ward2014"], "names every source"),
    ],
)
def test_what_can_have_no_effect_or_no_sense_is_refused(review: Run, options: list[str], said: str) -> None:
    status, _, err = review("stands", *options)
    assert status == 2 and said in err


def test_the_command_says_what_falls_and_why(review: Run) -> None:
    status, out, err = review("stands", "--without", "ward2014")
    assert (status, err) == (0, "")
    assert "thefts-1: " in out and "ward2014-found: left out" in out
    assert review("stands", "--without", "nope")[2].startswith("'nope' is no source. Known: ")
    assert review("stands", "--format", "json")[1].startswith("[")
