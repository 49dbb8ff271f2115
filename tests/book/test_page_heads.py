"""What programs read in the head of a page: who harvests it, shows its link or imports it gets what one may cite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from cited_parts import BOOK, CHART, FIGURE, HOME, TABLE, published

from review.book.build.cite_files import write_sitemap
from review.book.pages.citer import Citer
from review.book.site.html_tree import Page, parse_html
from review.book.sphinx_ext.page_head import LONGEST, page_head
from review.citing.catalogue import Citable, Kind, by_id

SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CHAPTER = Citable("question", Kind.CHAPTER, "A question & <more>", "question")
DATA = Citable("data", Kind.DATA, "The data", "data")


@pytest.fixture
def home(cite: Citer) -> Citer:
    """Return who cites a book at an address, with a chapter and a data set."""
    parts = by_id([CHAPTER, DATA, CHART, TABLE, FIGURE])
    return published(replace(cite, catalogue=replace(cite.catalogue, parts=parts)))


def head(cite: Citer, page: Citable | None, said: str = "Said.") -> Any:
    return parse_html("".join(page_head(cite, page, said)))


def imported(cite: Citer, page: Citable | None) -> Mapping[str, Any]:
    """Return the item that Zotero makes of a page, by what its documentation says of embedded metadata.

    The title of a book around it makes a section of a book. An author is "Last, First"; one with nothing behind the
    comma is a body.
    """
    tags: dict[str, list[str]] = {}
    for tag in head(cite, page)("meta"):
        tags.setdefault(str(tag.get("name")), []).append(str(tag["content"]))
    one = {name: values[0] for name, values in tags.items() if len(values) == 1}
    authors = [tuple(part.strip() for part in name.partition(",")[::2]) for name in tags["citation_author"]]
    return {
        "itemType": "bookSection" if "citation_inbook_title" in one else "webpage",
        "title": one["citation_title"],
        "bookTitle": one.get("citation_inbook_title"),
        "creators": authors,
        "date": one["citation_publication_date"].replace("/", "-"),
        "edition": one["prism.edition"],
        "language": one["citation_language"],
        "url": one.get("citation_public_url"),
    }


def linked(cite: Citer, page: Citable | None) -> Mapping[str, Any]:
    (script,) = head(cite, page)("script", type="application/ld+json")
    made: Mapping[str, Any] = json.loads(script.string or "")
    return made


def test_a_chapter_is_imported_as_a_part_of_the_book(home: Citer) -> None:
    assert imported(home, CHAPTER) == {
        "itemType": "bookSection",
        "title": CHAPTER.title,
        "bookTitle": BOOK.title,
        "creators": [("The contributors", "")],
        "date": "2020-05-04",
        "edition": "Version 1.2.0",
        "language": "en",
        "url": f"{HOME}/v/1.2.0/question.html",
    }


def test_the_first_page_is_imported_as_the_book_itself(home: Citer) -> None:
    made = imported(home, None)
    assert (made["title"], made["bookTitle"], made["url"]) == (BOOK.title, None, f"{HOME}/v/1.2.0/")


def test_persons_are_imported_by_their_names(home: Citer) -> None:
    people = ({"family": "Ward", "given": "Ann"}, {"literal": "The office"})
    book = replace(home.catalogue.book, people=people)
    made = imported(replace(home, catalogue=replace(home.catalogue, book=book)), CHAPTER)
    assert made["creators"] == [("Ward", "Ann"), ("The office", "")]


def test_without_an_address_no_tag_invents_one(cite: Citer) -> None:
    tree = head(cite, CHART)
    assert not [tag for tag in tree("meta") if "url" in str(tag.get("name") or tag.get("property"))]
    assert "url" not in linked(cite, None)


def test_a_chapter_has_its_charts_and_is_part_of_the_book_and_no_number_stands_alone(home: Citer) -> None:
    made = linked(home, CHAPTER)
    assert (made["@context"], made["@type"], made["name"]) == ("https://schema.org", "Chapter", CHAPTER.title)
    assert (made["isPartOf"]["@type"], made["isPartOf"]["name"]) == ("Book", BOOK.title)
    (part,) = made["hasPart"]
    assert (part["@type"], part["name"]) == ("ImageObject", CHART.title)
    assert part["creditText"].startswith("The contributors. (2020). Few <were> found [Chart]. In")
    assert FIGURE.title not in json.dumps(made)


def test_each_page_is_what_it_is_by_the_same_people_under_the_same_licence(home: Citer) -> None:
    for page, kind in ((None, "Book"), (CHAPTER, "Chapter"), (DATA, "Dataset")):
        made = linked(home, page)
        assert made["@type"] == kind
        assert made["author"] == [{"@type": "Organization", "name": "The contributors"}]
        assert (made["version"], made["datePublished"]) == ("1.2.0", "2020-05-04")
        assert made["license"] == ["https://spdx.org/licenses/CC-BY-4.0"]
        assert [tag["href"] for tag in head(home, page)("link", rel="license")] == made["license"]


def test_what_a_page_is_about_is_told_in_whole_sentences_and_ends_no_script(home: Citer) -> None:
    said = f'A </script> & a "sign". {"A sentence that goes on. " * 9}The end. Not this.'
    tree = head(home, CHAPTER, said)
    told = {str(tag.get("name") or tag.get("property")): str(tag["content"]) for tag in tree("meta")}
    assert told["description"] == told["og:description"]
    assert said.startswith(told["description"]) and told["description"].endswith(" that goes on.")
    assert LONGEST <= len(told["description"]) < len(said)
    assert (told["og:title"], told["og:site_name"], told["og:type"]) == (CHAPTER.title, BOOK.title, "article")
    assert len(tree("script")) == 1


def test_a_published_book_lists_its_pages_for_those_who_search(home: Citer, cite: Citer, tmp_path: Path) -> None:
    pages = [Page(name, parse_html("<main></main>")) for name in ("index.html", "question.html")]
    write_sitemap(home, pages, tmp_path)
    listed = [each.text for each in ElementTree.parse(tmp_path / "sitemap.xml").getroot().iter(f"{SITEMAPS}loc")]
    assert listed == [f"{HOME}/v/1.2.0/{page.path}" for page in pages]
    assert f"Sitemap: {HOME}/v/1.2.0/sitemap.xml" in (tmp_path / "robots.txt").read_text("utf-8").splitlines()
    (tmp_path / "sitemap.xml").unlink()
    write_sitemap(cite, pages, tmp_path)
    assert (tmp_path / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
    assert not (tmp_path / "sitemap.xml").exists()
