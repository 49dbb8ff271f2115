"""Rows of what was seen outside the sources: lines of a number, sightings of it, and what ties one to the next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A number of the review, or one kin to it, as it runs through print. A line may be part of another."""

    line_id: str
    position: int
    label: str
    definition: str
    part_of: str


@dataclass(frozen=True)
class Sighting:
    """A page on which a number of a line is printed. *source_id* and *figure_id* where the page is a reviewed one."""

    sighting_id: str
    line_id: str
    number_printed: str
    quote: str
    counts_what: str
    for_period: str
    page_date: str
    publisher: str
    via: str
    author: str
    title: str
    language: str
    url: str
    credits: str
    seen_as: str
    source_id: str
    figure_id: str
    note: str


@dataclass(frozen=True)
class Tie:
    """What ties a later sighting to an earlier one, what changed on the way, and the grounds of an inference."""

    tie_id: str
    line_id: str
    earlier: str
    later: str
    kind: str
    changed: str
    grounds: str
    derivation_id: str
