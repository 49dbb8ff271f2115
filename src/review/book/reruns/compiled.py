"""The page of a run as the compiler made it, set beside the published one, and written as one file."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
from bs4 import BeautifulSoup, Tag

from review.book.pages.cards import cards_of
from review.book.pages.citer import citer
from review.book.prose.restated import COUNTS, text_without
from review.book.reruns.asked import Asked
from review.book.reruns.differences import (
    DIFFERS,
    LEFT_OUT,
    Count,
    mark_differences,
    missing,
    without_rows,
)
from review.book.reruns.record import IN_NOTEBOOK, IN_PAGE, record_of
from review.book.reruns.standalone import standalone
from review.book.site.diff import compare, shown
from review.book.site.html_tree import Page, attribute, parse_html
from review.book.taking.exhibit import Exhibit, what_it_shows
from review.book.taking.files import legend_of
from review.book.taking.picture import WIDTH_IN_PIXELS, print_picture
from review.book.taking.rasterising import rasterised
from review.book.taking.readable import Picture, readable
from review.citing.catalogue import Kind as KindOfPart
from review.citing.reference import citation
from review.corpus.snapshot import Snapshot
from review.execution.parameters.leaving_out import left_out
from review.present.html.markup import Html, element, joined
from review.synthesis.conclusions.left_out import narrowed

#: Where pictures of runs are kept, apart from those of the book.
PICTURES = Path("cache") / "pictures-of-runs"


@dataclass(frozen=True)
class Beside:
    """A run beside its *published* page, which has this *title*: what differs by section, and what is not shown.

    *details* say the same of each number, chart and sentence by itself.
    """

    title: str
    titles: Mapping[str, str]
    differing: Mapping[str, Count]
    missed: tuple[str, ...]
    published: str = ""
    details: tuple[str, ...] = ()

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Return what differs in words, by the id of its section."""
        return {name: f"{self.titles[name]}: {counted_in_words(count)}" for name, count in self.differing.items()}

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what differs, a line each; none where nothing does."""
        places = [f"not as published: {place}" for place in self.places.values()]
        return (*places, *(f"not shown: {title}" for title in self.missed))


@dataclass(frozen=True)
class Compiled:
    """The page of a run as the compiler left it in *site*, and the notebook *staged* of which it was made."""

    snapshot: Snapshot
    asked: Asked
    site: Path
    staged: Path
    text: str
    root: BeautifulSoup

    @property
    def article(self) -> Tag:
        return self.root.select("article")[0]

    def compare(self, output: Path) -> Beside:
        """Mark what is not as published, say so under the title, and return it."""
        there = self.there(output)
        published = (self.snapshot.project.site / f"{self.asked.page}.html").read_bytes().decode()
        before = parse_html(published).select("article")[0]
        details = tuple(compare(*(shown([_evidence(each)]) for each in (before, self.article))))
        missed = (*missing(before, self.article), *without_rows(self.article))
        whole = self.snapshot.corpus
        restate = partial(text_without, whole, narrowed(whole, left_out(whole, self.asked.complete)))
        differing = mark_differences(before, self.article, there, restate)
        titles = {name: _title(before, self.article, name) for name in differing}
        title = str(next(before.select("h1")[0].stripped_strings))
        marked = self.article.select(f"a.{LEFT_OUT}, a.{COUNTS}.{DIFFERS}")
        details += tuple(f"in the text: {each.text} ({attribute(each, 'title')})" for each in marked)
        beside = Beside(title, titles, differing, missed, published, details if differing or missed else ())
        reference = citer(self.snapshot).reference(self.asked.page).slanted
        self.article.select("h1")[0].insert_after(parse_html(_summary(self.asked, beside, there, reference)))
        return beside

    def _record(self, told: Beside) -> dict[str, Any]:
        return record_of(self.asked, told.published, told.lines, told.details)

    def notebook(self, output: Path, told: Beside) -> bytes:
        """Return the page as a notebook that is to stand at *output*, with what is *told* of it."""
        staged = nbformat.read(self.staged, 4)  # type: ignore[no-untyped-call]
        staged.metadata[IN_NOTEBOOK] = self._record(told)
        repository = citation(self.snapshot).repository
        return readable(staged, copy.copy(self.article), self.there(output), self._pictures(), repository)

    def html(self, output: Path, told: Beside, beside: Collection[str] = ()) -> bytes:
        """Return the page as one file that is to stand at *output*, with what is *told* of it.

        *Beside* it stand the files of these pages.
        """
        self.article.select(".run strong")[0].decompose()  # a bar over the page says it
        cite = citer(self.snapshot)
        named = {attribute(number, "data-derivation-id") for number in self.root.select("[data-derivation-id]")}
        cards = cards_of(self.snapshot, cite, named)
        made = standalone(self.root, self.site, self.there(output), cards, beside)
        kept = json.dumps(self._record(told), ensure_ascii=True).replace("<", "\\u003c")
        record = element("script", Html(kept), class_=IN_PAGE, type="application/json")
        return made.replace("</body>", f"{record}\n</body>").encode()

    def first_page(self, title: str, told: Html, output: Path, beside: Collection[str]) -> bytes:
        """Return a page in the look of this one that says what is *told*, to stand at *output* *beside* the others."""
        root = parse_html(self.text)
        heading = root.select("article h1")[0]
        for each in [*heading.find_next_siblings(), *root.select(".on-page, .where, .turn, .bar-here")]:
            each.decompose()
        for here in root.select("[aria-current]"):
            del here["aria-current"]
            here["href"] = f"{self.asked.page}.html"
        heading.string = title
        if root.title:
            root.title.string = title
        heading.insert_after(parse_html(told.text))
        return standalone(root, self.site, self.there(output), {}, beside).encode()

    def there(self, output: Path, page: str = "") -> str:
        """Return where, from *output*, the published *page* is (its own): at its address, or on this machine."""
        address = citer(self.snapshot).catalogue.book.here
        place = os.path.relpath(self.snapshot.project.site, output.absolute().parent)
        return f"{address or quote(Path(place).as_posix())}/{page or self.asked.page}.html"

    def _pictures(self) -> dict[str, Picture]:
        cite = citer(self.snapshot)
        drawn: dict[str, tuple[str, str]] = {}
        untouched = Page(self.asked.page, parse_html(self.text))
        for name, chart in untouched.ids:
            part = cite.catalogue.parts.get(name)
            if part and part.kind is KindOfPart.CHART:
                exhibit = Exhibit(part, what_it_shows(part.kind, chart, f"{part.page}.html", self.text), "")
                if drawing := exhibit.shown.drawing:
                    legend = legend_of(cite, exhibit)
                    sealed = replace(legend, credit=(*legend.credit, run_notice(self.asked)))
                    told = attribute(chart.select("svg")[0], "aria-label")
                    drawn[name] = (told, print_picture(drawing, sealed))
        kept = self.snapshot.project.build / PICTURES
        pngs = rasterised({svg: WIDTH_IN_PIXELS for _, svg in drawn.values()}, kept)
        return {name: Picture(told, svg, pngs[svg].read_bytes()) for name, (told, svg) in drawn.items()}


def _evidence(article: Tag) -> Tag:
    """Return a page without its answer and the headings of its charts, which no run has as published."""
    made = copy.copy(article)
    for each in made.select(".admonition, .answered, .quotables, .cite-link, .chart-finding, figcaption"):
        each.decompose()
    return made


def run_notice(asked: Asked) -> str:
    """Return what stands over the page of a run."""
    return f"Your run, not the published one: {asked.settings or 'its settings are those of the book'}."


def _title(published: Tag, run: Tag, section: str) -> str:
    heading = (run if run.find(id=section) else published).select(f"section[id='{section}'] > :is(h1, h2, h3)")
    return str(next(heading[0].stripped_strings)) if heading else "Beside the text"


def counted_in_words(count: Count) -> str:
    """Return how many of each kind there are: "2 charts, 1 number gone"."""
    several = {kind: kind.replace(" ", "s ", 1) if " " in kind else f"{kind}s" for kind in count}
    return ", ".join(f"{number} {several[kind] if number > 1 else kind}" for kind, number in count.items())


def _summary(asked: Asked, beside: Beside, there: str, reference: str) -> str:
    """Return the HTML that stands under the title of a run: where it differs, and how it is cited."""
    published = element("a", "published page", href=there)
    lines = [element("li", element("a", text, href=f"#{name}")) for name, text in beside.places.items()]
    lines += [element("li", f"Not shown with these settings: {title}") for title in beside.missed]
    told = joined([element("p", "Beside the ", published, ":"), element("ul", joined(lines))])
    seal = f" Run with other settings: {asked.settings}." if asked.settings else ""
    cited = element("p", "To cite it: ", Html(reference), seal)
    head = element("p", element("strong", run_notice(asked)))
    return element("aside", head, told if lines else element("p", asked.nothing), cited, class_="run").text
