"""What a run shows otherwise than the published page: marked where it stands, and counted by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from bs4 import Tag
from bs4.element import AttributeValueList

from review.book.site.diff import chart_changes, chart_name, flat, number_of, sentences_in, shown
from review.book.site.html_tree import attribute, classes, parse_html
from review.present.html.markup import element

#: The class of what differs.
DIFFERS = "differs"
Kind = Literal["number", "chart", "passage"]


def mark_differences(published: Tag, run: Tag, there: str) -> Mapping[str, Counter[Kind]]:
    """Mark in *run* the numbers, charts and passages that are not so in *published*, a page at the address *there*.

    Returned is how many of each differ, by the id of their section.
    """
    before, after = shown([published]), shown([run])
    known = set(before.sentences)
    differing: dict[str, Counter[Kind]] = {}

    def mark(what: Tag, kind: Kind) -> None:
        what.attrs["class"] = AttributeValueList([*sorted(classes(what)), DIFFERS])
        section = what.find_parent("section")
        differing.setdefault(attribute(section, "id") if section else "", Counter())[kind] += 1

    for chart in run.select("figure.chart"):
        name = chart_name(chart)
        if next(chart_changes(name, before, after), None):
            mark(chart, "chart")
            link = element("a", "The published chart", href=f"{there}#{name}")
            chart.append(parse_html(element("p", "Not as published. ", link, class_="differs-note").text))
    for number in run.find_all("a"):
        was = before.numbers.get(number_of(number), ())
        if number_of(number) and flat(number.text) not in was and not number.find_parent(class_=DIFFERS):
            mark(number, "number")
            number["title"] = f"Published: {' / '.join(was)}" if was else "Not on the published page"
    for block, sentence in list(sentences_in(run)):
        if (
            sentence not in known
            and DIFFERS not in classes(block)
            and not block.find_parent(class_=[DIFFERS, "admonition"])
        ):
            mark(block, "passage")
    order = [attribute(section, "id") for section in run.select("section")]
    return {name: differing[name] for name in order if name in differing}


def missing(published: Tag, run: Tag) -> tuple[str, ...]:
    """Return the titles of charts and tables on the published page that the run does not show."""
    there = {attribute(each, "id") for each in run.select("[data-kind]")}
    gone = [each for each in published.select("[data-kind]") if attribute(each, "id") not in there]
    said = (each.select_one(".chart-finding, figcaption, caption, summary") for each in gone)
    return tuple(" ".join(each.get_text(" ").split()) for each in said if each)
