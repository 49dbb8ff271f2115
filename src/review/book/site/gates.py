"""The gates: what must hold of a built site before it replaces the last one. Each gate is one function."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial, wraps
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from review.book.prose.proving import Prover
from review.book.site.content_security_policy import policy_faults
from review.book.site.external_resources import external_in_css, external_in_script, external_resources
from review.book.site.html_tree import Found, Page, attribute, classes, links_on, read_site, targets_on
from review.book.site.row_ids import rows_on, untraceable_numbers
from review.book.site.unsourced_numbers import judged_by, known_texts, quantities_on, unsourced_numbers
from review.citing.catalogue import Citable, Kind
from review.corpus.corpus import Corpus
from review.corpus.requirement import Requirement, Stage
from review.errors import Problem

FEWEST_WORDS = 8
HINT = "Serve it from the site, or leave it out."
PLAIN_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True)
class Site:
    """A built site.

    *private* are texts that no page may show: folders of the machine it was built on. With the *corpus* that it
    was built from, its numbers are traced; *names* are texts with numerals that may then stand on any page. *parts*
    are what is cited of it.
    """

    folder: Path
    private: tuple[str, ...] = ()
    corpus: Corpus | None = None
    names: tuple[str, ...] = ()
    parts: tuple[Citable, ...] = ()

    known: Callable[[str, str], Found] | None = None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages, read when somebody first asks for them."""
        return read_site(self.folder, self.known)

    @cached_property
    def targets(self) -> dict[str, frozenset[str]]:
        return {page.path: page.once(targets_on) for page in self.pages}

    @cached_property
    def has(self) -> Callable[[str], bool]:
        """Say whether a file is there; thousands of links lead to each."""
        return cache(lambda name: (self.folder / name).is_file())


_on_each_page: list[Callable[[Page], object]] = []


def on_each_page(find: Callable[[Page], Iterator[Problem]]) -> Callable[[Site], Iterator[Problem]]:
    """Return the gate that asks of each page what *find* tells by the page alone."""

    @wraps(find)
    def found(page: Page) -> tuple[Problem, ...]:
        return tuple(find(page))

    _on_each_page.append(found)

    @wraps(find)
    def gate(site: Site) -> Iterator[Problem]:
        for page in site.pages:
            yield from page.once(found)

    return gate


def look_at(page: Page) -> None:
    """Find what the gates ask of a page, whatever else is on the site."""
    for find in (*_on_each_page, links_on, quantities_on, rows_on, targets_on):
        page.once(find)


def links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every link within the site has its page and its place on it."""
    for page in site.pages:
        for address, lines in page.once(links_on).items():
            if fault := _fault(site, page, address):
                for line in lines:
                    yield Problem(page.path, line, "", f"{fault} ({address!r})", "Mend the link or its target.")


def _fault(site: Site, page: Page, address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        plain = parts.scheme in PLAIN_SCHEMES or not parts.scheme
        return "" if plain or address.startswith("data:image/") else f"a link of the scheme {parts.scheme!r}"
    if parts.path.startswith("/"):
        return "a link from the root of the host, which a book in a folder has not"
    target = (Path(page.path).parent / unquote(parts.path)).as_posix() if parts.path else page.path
    if not site.has(target):
        return "a link to a page or file that is not there"
    if parts.fragment and target in site.targets and unquote(parts.fragment) not in site.targets[target]:
        return "a link to a place that is not on its page"
    return ""


def nothing_foreign(site: Site) -> Iterator[Problem]:
    """No page, style sheet or script of a page loads anything from another host."""
    yield from _loaded_by_pages(site)
    for path in sorted(site.folder.rglob("*.css")):
        for address in external_in_css(path.read_text(encoding="utf-8")):
            yield Problem(path.relative_to(site.folder).as_posix(), 0, "", f"the style sheet loads {address}", HINT)


@on_each_page
def _loaded_by_pages(page: Page) -> Iterator[Problem]:
    for element in page.elements:
        for address in external_resources(element):
            yield page.problem(element, f"<{element.name}> loads {address}", HINT)


@on_each_page
def pages_are_whole(page: Page) -> Iterator[Problem]:
    """Every page has a title, a language, one main heading, and text."""
    if not any(attribute(html, "lang") for html in page.all("html")):
        yield page.problem(None, "the page names no language", "Set language in book/_config.yml.")
    if not any(element.text.strip() for element in page.all("title")):
        yield page.problem(None, "the page has no title", "Begin it with a heading.")
    headings = list(page.all("h1"))
    if len(headings) != 1:
        message = f"the page has {len(headings)} main headings (expected one)"
        yield page.problem(headings[1] if headings else None, message, "Use `# ` once.")
    article = page.article()
    words = len(article.text.split()) if article else 0
    if words < FEWEST_WORDS:
        yield page.problem(None, f"the page is empty ({words} words)", "Write it, or take it out.")


@on_each_page
def pictures_are_described(page: Page) -> Iterator[Problem]:
    """Every picture has a text that stands for it, and every chart a caption and a readable specification."""
    for element in page.all("img"):
        if "alt" not in element.attrs:
            yield page.problem(element, "a picture has no alternative text", "Give it one.")
    for element in page.all("svg"):
        if not _speaks(element):
            yield page.problem(element, "a drawing has no alternative text", "Describe the chart.")
    for element in page.all("figure"):
        if "chart" in classes(element):
            yield from _chart_faults(page, element)


def _speaks(svg: Tag) -> bool:
    if svg.find_parent("svg") or any(attribute(around, "aria-hidden") == "true" for around in (svg, *svg.parents)):
        return True
    if attribute(svg, "aria-label").strip() or attribute(svg, "aria-labelledby").strip():
        return True
    return any(title.text.strip() for title in svg.find_all("title", recursive=False))


def _chart_faults(page: Page, figure: Tag) -> Iterator[Problem]:
    if not any(caption.text.strip() for caption in figure.find_all("figcaption")):
        yield page.problem(figure, "a chart has no caption", "Give it one.")
    if not figure.find("svg"):
        yield page.problem(figure, "a chart is not drawn", "Draw it as SVG when the notebook runs.")
    for script in figure.find_all("script"):
        try:
            json.loads(script.get_text())
        except ValueError:
            yield page.problem(script, "the specification of a chart is no JSON", "Write it again.")


@on_each_page
def no_errors_shown(page: Page) -> Iterator[Problem]:
    """No page shows a traceback, an error of a notebook, or a message of the compiler."""
    bad = frozenset({"traceback", "stderr", "system-message", "problematic"})
    for element in page.elements:
        if errors := bad & classes(element):
            message = f"the page shows an error ({min(errors)}): {' '.join(element.text.split())[:80]!r}"
            yield page.problem(element, message, "Mend what it says.")
    article = page.article()
    if article and "Traceback (most recent call last)" in article.text:
        yield page.problem(article, "the page shows a traceback", "Mend the notebook.")


@on_each_page
def ids_are_single(page: Page) -> Iterator[Problem]:
    """Each id of a page belongs to a single element."""
    counted = Counter(name for name, _ in page.ids)
    for name, element in page.ids:
        if counted.pop(name, 1) > 1:
            message = f"the id {name!r} stands more than once on the page"
            yield page.problem(element, message, "Give each its own; an anchor of a row belongs once.")


def no_folders_shown(site: Site) -> Iterator[Problem]:
    """No page names a folder of the machine that it was built on."""
    for page in site.pages:
        text = (site.folder / page.path).read_text(encoding="utf-8")
        for private in site.private:
            if private in text:
                line = text[: text.index(private)].count("\n") + 1
                message = f"the page names a folder of this machine ({private})"
                yield Problem(page.path, line, "", message, "Print no paths.")


@on_each_page
def scripts_are_local(page: Page) -> Iterator[Problem]:
    """No script written into a page names another host to load from."""
    for script in page.all("script"):
        if attribute(script, "type") in ("", "module", "text/javascript"):
            for address in external_in_script(script.get_text()):
                yield page.problem(script, f"a script in the page loads {address}", HINT)


def numbers_have_rows(site: Site) -> Iterator[Problem]:
    """Every number leads to its row, and no quantity in the text comes from elsewhere."""
    if site.corpus is not None:
        known, prover = known_texts(site.corpus, site.names), Prover(site.corpus)
        for page in site.pages:
            yield from untraceable_numbers(page, site.corpus)
            judge = partial(_judged, prover=prover, known=known)
            yield from page.once(judge, judged_by(page, prover, known))


def _judged(page: Page, judged: str, *, prover: Prover, known: re.Pattern[str]) -> tuple[Problem, ...]:
    """Return what is wrong with the numbers of a page; *judged* stands for *prover* and what is *known*."""
    return tuple(unsourced_numbers(page, prover, known))


def what_is_cited_is_there(site: Site) -> Iterator[Problem]:
    """Every section, chart and table that is cited has its place on its page."""
    for part in (part for part in site.parts if part.kind in (Kind.SECTION, Kind.CHART, Kind.TABLE)):
        page = f"{part.page}.html"
        there = site.targets.get(page, frozenset())
        if part.anchor and part.anchor not in there and not part.is_optional:
            message = f"the {part.kind} {part.id!r} is cited at {part.anchor!r}, which is not on the page"
            yield Problem(page, 0, "", message, "Show it there, or say what became of it.")


@on_each_page
def pages_keep_the_policy(page: Page) -> Iterator[Problem]:
    """Every page says what it may load and run, and has no script or style written into it."""
    return policy_faults(page)


GATES: tuple[Requirement[Site], ...] = tuple(
    Requirement(find.__name__.replace("_", "-"), Stage.SITE, find.__doc__ or "", find)
    for find in (
        links_lead_somewhere,
        nothing_foreign,
        scripts_are_local,
        pages_keep_the_policy,
        pages_are_whole,
        pictures_are_described,
        no_errors_shown,
        ids_are_single,
        no_folders_shown,
        numbers_have_rows,
        what_is_cited_is_there,
    )
)
