"""A finding whose verdict no longer holds stops everything, by name."""

from __future__ import annotations

import pytest
from bicycle_project import Small, hold
from coded_twice import code_twice

from review.corpus.corpus import Corpus
from review.errors import CorpusError
from review.synthesis.conclusions.findings import finding_problems, findings_of, supports

PLACE = "data/judgement/findings.csv:2:rests_on"
HINT = "Read the figures again; then change the finding, or the row that is wrong."


def recount(bicycles: Small, figure_id: str, number: str) -> None:
    """Change a figure and its text alike."""
    row = bicycles.row("figures", figure_id, bicycles.rows("figures"))
    quote = row["quote"].replace(row["printed"], number)
    bicycles.change_text(row["source_id"], row["quote"], quote)
    bicycles.change("figures", figure_id, quote=quote, printed=number, low=number, high=number)


def test_findings_that_hold_pass(bicycle_corpus: Corpus) -> None:
    hold(finding_problems(bicycle_corpus))
    finding = bicycle_corpus.findings["thefts-1"]
    assert [(support.name, support.found, support.holds) for support in supports(bicycle_corpus, finding)] == [
        ("thefts-same", "consistent", True),
        ("thefts-parts", "consistent", True),
        ("station-share", "computed", True),
        ("ward2014-found", "reported", True),
    ]


def test_a_changed_value_is_told_by_every_finding_that_rests_on_it(bicycles: Small) -> None:
    recount(bicycles, "ward2014-station", "311")
    assert bicycles.verification_problems() == []
    with pytest.raises(CorpusError) as caught:
        hold(finding_problems(bicycles.corpus()))
    assert str(caught.value) == (
        f"{PLACE}: thefts-1 no longer holds: thefts-parts is inconsistent (expected consistent). {HINT}"
    )


def test_a_finding_may_rest_on_a_contradiction(bicycles: Small) -> None:
    bicycles.change("relations", "thefts-same", members="ward2014-station gazette2014-station")
    bicycles.change("findings", "thefts-1", rests_on="thefts-same:inconsistent")
    hold(finding_problems(bicycles.corpus()))
    recount(bicycles, "ward2014-station", "300")
    with pytest.raises(CorpusError, match=r"thefts-same is consistent \(expected inconsistent\)"):
        hold(finding_problems(bicycles.corpus()))


def test_a_finding_on_what_cannot_be_computed_is_told(bicycles: Small) -> None:
    bicycles.change("derivations", "station-share", expression="{ward2014-found} / {ward2014-thefts}")
    with pytest.raises(CorpusError, match="thefts-1 no longer holds: station-share is these figures may not share"):
        hold(finding_problems(bicycles.corpus()))


def test_the_findings_of_a_chapter_stand_in_their_order(bicycles: Small) -> None:
    bicycles.add("findings", like="thefts-1", finding_id="a-later-one", position="2")
    bicycles.add("findings", like="thefts-1", finding_id="elsewhere", chapter="prices")
    corpus = bicycles.corpus()
    assert [finding.finding_id for finding in findings_of(corpus, "thefts")] == ["thefts-1", "a-later-one"]
    assert findings_of(corpus, "nothing") == ()


def test_a_finding_that_one_coder_alone_bears_is_told_and_may_say_so(bicycles: Small) -> None:
    twice = code_twice(bicycles)
    twice.change("findings", "thefts-1", rests_on="reporting/ward2014:argues")
    with pytest.raises(CorpusError, match=r"thefts-1 holds under one coder alone .ruled-b: reporting/ward2014 is ment"):
        hold(finding_problems(twice.corpus()))
    twice.change("findings", "thefts-1", depends_on_coding="yes")
    hold(finding_problems(twice.corpus()))


def test_a_finding_that_both_coders_bear_may_not_say_that_it_depends(bicycles: Small) -> None:
    twice = code_twice(bicycles)
    twice.change("findings", "thefts-1", rests_on="reporting/gazette2014:mentions", depends_on_coding="yes")
    with pytest.raises(CorpusError, match=r"thefts-1 holds under either coder\. Leave it empty."):
        hold(finding_problems(twice.corpus()))


def test_a_silence_holds_under_either_coder_too(bicycles: Small) -> None:
    twice = code_twice(bicycles)
    twice.change("findings", "thefts-1", rests_on="locks/gazette2014:absent")
    hold(finding_problems(twice.corpus()))
    twice.change("pass_claims", "ruled-a-gazette2014-plague", theme_id="locks")
    with pytest.raises(CorpusError, match="ruled-a: locks/gazette2014 is mentions"):
        hold(finding_problems(twice.corpus()))
