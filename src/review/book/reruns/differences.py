"""What a run shows otherwise than the published page, or no longer: marked where it stands, counted by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from bs4 import Tag
from bs4.element import AttributeValueList

from review.book.prose.restated import COUNTS, TABLES
from review.book.site.diff import chart_changes, chart_name, flat, number_of, sentences_in, shown
from review.book.site.html_tree import attribute, classes, parse_html
from review.present.html.markup import element

#: The classes of what differs, and of a number in the text that rests on what is left out.
DIFFERS, LEFT_OUT = "differs", "left-out"
Kind = Literal["number", "chart", "passage", "number gone", "number struck out in the text"]
Count = Mapping[Kind, int]


#: Returns what a number is in the run, by the class of its link, its key and its text; empty where it is left out.
Restate = Callable[[str, str, str], str]


def mark_differences(published: Tag, run: Tag, there: str, restate: Restate) -> Mapping[str, Count]:
    """Mark in *run* the numbers, charts and passages that are not so in *published*, a page at the address *there*.

    A number in the text is printed as *restate* has it, and struck out where it is left out. Returned is how many of
    each differ, and of the numbers of tables how many are gone, by the id of their section.
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
            and "chart-finding" not in classes(block)  # no run is headed by a finding of the review
            and not block.find_parent(class_=[DIFFERS, "admonition"])
        ):
            mark(block, "passage")
    for number, now in _restated(run, restate):
        mark(number, "number" if now else "number struck out in the text")
    for name, count in _gone(published, run).items():
        differing.setdefault(name, Counter())["number gone"] += count
    order = [attribute(section, "id") for section in published.select("section")]
    return {name: differing[name] for name in ("", *order) if name in differing}


def _restated(run: Tag, restate: Restate) -> Iterator[tuple[Tag, str]]:
    """Yield the numbers of the text that are others, or none; the answer says by itself what falls."""
    for number in run.find_all("a", class_=[*TABLES, COUNTS]):
        kinds = [name for name in ("data-figure-id", "data-derivation-id", "data-counted") if number.has_attr(name)]
        key = attribute(number, kinds[0]) if kinds else attribute(number, "href").partition("#")[2]
        css = next(name for name in classes(number) if name in (*TABLES, COUNTS))
        now = restate(css, key, number.text)
        if now == number.text or number.find_parent(class_="admonition"):
            continue
        number["title"] = f"Published: {number.text}" if now else "Rests on what this run leaves out"
        if now:
            number.string = now
        else:
            number["class"] = AttributeValueList([*classes(number), LEFT_OUT])
        yield number, now


def _gone(published: Tag, run: Tag) -> Counter[str]:
    """Return how many numbers of tables the run no longer shows, by the id of their section."""
    left = _in_tables(run)
    return Counter(section for section, name in _in_tables(published) if (section, name) not in left)


def _in_tables(article: Tag) -> dict[tuple[str, str], None]:
    found: dict[tuple[str, str], None] = {}
    for cell in article.select("td a, th a"):
        if (name := number_of(cell)) and (section := cell.find_parent("section")):
            found[attribute(section, "id"), name] = None
    return found


def missing(published: Tag, run: Tag) -> tuple[str, ...]:
    """Return the titles of charts and tables on the published page that the run does not show."""
    there = {attribute(each, "id") for each in run.select("[data-kind]")}
    gone = [each for each in published.select("[data-kind]") if attribute(each, "id") not in there]
    said = (each.select_one(".chart-finding, figcaption, caption, summary") for each in gone)
    return tuple(" ".join(each.get_text(" ").split()) for each in said if each)


def without_rows(run: Tag) -> tuple[str, ...]:
    """Return what the run says of each chart that it has no row for."""
    return tuple(" ".join(each.get_text(" ").split()) for each in run.select(".chart-empty"))
