"""Sightings for the small project: pages outside its sources that print one of its numbers, and what ties them."""

from __future__ import annotations

from bicycle_project import Small

LINES = (("thefts", "1", "About 1,200 thefts", ""), ("locks", "2", "Locks", ""))
SIGHTINGS = (
    ("letter", "thefts", "about 1,200", "2013-05-04", "A reader", "opening", ""),
    ("radio", "thefts", "1,200", "2014", "Radio", "short item", "the reader"),
    ("ward", "thefts", "1,204", "2014-06", "City Cycle Office", "reviewed text", "nobody named"),
    ("blog", "thefts", "1,200", "", "A blog", "whole page", ""),
    ("note", "thefts", "1,200", "", "A note", "whole page", ""),
    ("poster", "locks", "9 of 10", "2012", "A shop", "quotation", ""),
)
TIES = (
    ("thefts-1", "letter", "ward", "same number and words", "About is dropped.", "The digits are near."),
    ("thefts-2", "letter", "radio", "credited in print", "A reader's guess is news.", ""),
)


def add_sightings(small: Small) -> Small:
    """Return the project *small* with a line of sightings, the last but one of its pages reviewed."""
    for line_id, position, label, part_of in LINES:
        small.add("lines", line_id=line_id, position=position, label=label, definition="What it says.", part_of=part_of)
    for sighting_id, line_id, number, day, publisher, how, credited in SIGHTINGS:
        own = {"source_id": "ward2014", "figure_id": "ward2014-thefts"} if how == "reviewed text" else {}
        small.add(
            "sightings", sighting_id=sighting_id, line_id=line_id, number_printed=number, page_date=day,
            publisher=publisher, seen_as=how, credits=credited, counts_what="thefts",
            url=f"https://example.org/{sighting_id}", via="a copy elsewhere" if sighting_id == "blog" else "", **own,
        )  # fmt: skip
    for tie_id, earlier, later, kind, changed, grounds in TIES:
        small.add(
            "lineages", tie_id=tie_id, line_id="thefts", earlier=earlier, later=later, kind=kind, changed=changed,
            grounds=grounds,
        )  # fmt: skip
    return small
