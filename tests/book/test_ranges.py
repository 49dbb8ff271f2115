"""A sentence may go from one number to another where both are of one kind; it is refused where they are not."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.book.prose.ranges import unlike_ranges
from review.corpus.corpus import Corpus

LIKE = [
    "Thefts range from {value}`ward2014-station` to {value}`ward2014-thefts`.",
    "Taken were {value}`gazette2014-station` to {value}`ward2014-station;bare`.",
    "It is between {value}`ward2014-buyer-price;low` and {value}`ward2014-buyer-price;high` euros.",
    "Of {value}`ward2014-thefts` thefts and {value}`gazette2014-frames` frames nobody knows.",
    "It is {value}`ward2014-thefts` against {value}`gazette2014-frames`.",
    "From {value}`ward2014-thefts` nothing follows. To {value}`gazette2014-frames` frames it matters.",
    "It lasted from {date}`raid-2014-03;start` to {date}`raid-2014-03;end`.",
    "What lies between the station and the town: {value}`ward2014-thefts` thefts and {value}`gazette2014-frames`.",
    "```\nfrom {value}`ward2014-thefts` to {value}`gazette2014-frames`\n```",
    "From {value}`no-such-row` to {value}`gazette2014-frames`.",
]
UNLIKE = [
    "Counts imply {derived}`station-share` to {value}`ward2014-thefts`.",
    "Thefts range from {value}`ward2014-station` to {value}`gazette2014-frames` frames.",
    "It rose from about {value}`ward2014-station`\nthefts to {value}`gazette2014-held` persons.",
    "Somewhere between {value}`ward2014-thefts` and {value}`ward2014-found`.",
    "Prices of {value}`ward2014-dealer-price`–{value}`ward2014-buyer-price`.",
    "Thefts: {value}`ward2014-thefts` to {fact}`euro-2012`.",
    "- **From {value}`ward2014-thefts` to** {value}`gazette2014-frames`",
    "```{note}\nFrom {value}`ward2014-thefts` to {value}`gazette2014-frames`.\n```",
]


def messages(corpus: Corpus, text: str) -> list[str]:
    """Return what is found in *text*, each with its line."""
    return [f"{line}: {message}" for line, message in unlike_ranges(corpus, text)]


@pytest.mark.parametrize("text", LIKE)
def test_ends_of_one_kind_make_a_range(bicycle_corpus: Corpus, text: str) -> None:
    assert messages(bicycle_corpus, text) == []


@pytest.mark.parametrize("text", UNLIKE)
def test_ends_of_unlike_things_make_none(bicycle_corpus: Corpus, text: str) -> None:
    assert len(messages(bicycle_corpus, text)) == 1


def test_the_message_names_the_line_and_what_differs(bicycle_corpus: Corpus) -> None:
    text = "# A title\n\nOne line,\nand from {value}`ward2014-station` to {value}`gazette2014-held`."
    assert messages(bicycle_corpus, text) == [
        "4: a sentence goes from one number to another, and these numbers may not be the ends of a range: "
        "ward2014-station, gazette2014-held (they differ in unit: case, person; "
        "above the line: persons-held observed person adults, thefts observed case)."
    ]


def test_shares_of_unlike_wholes_make_none(bicycles: Small) -> None:
    """Two shares in per cent, one of thefts and one of frames, once stood in an answer as the ends of a range."""
    share = "{gazette2014-painted} / {gazette2014-frames} * 100"
    bicycles.add("derivations", like="station-share", derivation_id="painted-share", expression=share)
    bicycles.add("derivations", like="station-share", derivation_id="station-share-again")
    corpus = bicycles.corpus()
    assert messages(corpus, "They are {derived}`station-share` to {derived}`painted-share`.")
    assert not messages(corpus, "They are {derived}`station-share` to {derived}`station-share-again`.")
