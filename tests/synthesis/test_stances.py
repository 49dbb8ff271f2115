"""What sources do with themes: the strongest stance stands, disputes stand apart, silence is told."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.synthesis.conclusions.stances import (
    disputes,
    position,
    positions,
)


def say(bicycles: Small, name: str, stance: str, *, theme: str = "locks", source: str = "ward2014") -> None:
    """Let a source take a stance on a theme."""
    like = "ward2014-good-lock" if source == "ward2014" else "gazette2014-plague"
    bicycles.add("claims", like=like, claim_id=f"{source}-{name}", stance=stance, theme_id=theme)


@pytest.mark.parametrize("added", [("implies", "argues"), ("argues", "implies")])
def test_the_strongest_stance_stands_in_whatever_order(bicycles: Small, added: tuple[str, ...]) -> None:
    for stance in added:
        say(bicycles, stance, stance)
    found = position(bicycles.corpus(), "locks", "ward2014")
    assert (found.stance, found.disputes, found.supports) == ("argues", False, True)
    assert [claim.claim_id for claim in found.strongest] == ["ward2014-argues"]
    assert len(found.claims) == 3


def test_a_source_may_say_and_dispute_one_thing(bicycles: Small) -> None:
    say(bicycles, "no", "disputes")
    found = position(bicycles.corpus(), "locks", "ward2014")
    assert (found.stance, found.disputes, found.supports) == ("mentions", True, True)


def test_a_source_that_only_disputes_supports_nothing(bicycles: Small) -> None:
    say(bicycles, "no", "disputes", source="gazette2014")
    found = position(bicycles.corpus(), "locks", "gazette2014")
    assert (found.stance, found.disputes, found.supports) == ("disputes", True, False)


def test_silence_is_a_position(bicycle_corpus: Corpus) -> None:
    told = {p.source_id: p.stance for p in positions(bicycle_corpus, "locks")}
    assert told == {"gazette2014": "absent", "ward2014": "mentions"}


def test_a_dispute_needs_a_second_source(bicycles: Small) -> None:
    say(bicycles, "no", "disputes")
    assert disputes(bicycles.corpus()) == ()  # a source that weighs its own words disputes nobody
    say(bicycles, "yes", "implies", source="gazette2014")
    (found,) = disputes(bicycles.corpus())
    assert found.theme_id == "locks"
    assert [p.source_id for p in found.against] == ["ward2014"]
    assert [(p.source_id, p.stance) for p in found.others] == [("gazette2014", "implies")]
    assert disputes(bicycles.corpus(), "obstacle") == ()


def test_sources_that_say_and_dispute_are_each_an_other_to_the_other(bicycles: Small) -> None:
    for source in ("ward2014", "gazette2014"):
        say(bicycles, "no", "disputes", source=source)
        say(bicycles, "yes", "mentions", source=source)
    (found,) = disputes(bicycles.corpus())
    assert [p.source_id for p in found.against] == [p.source_id for p in found.others]
