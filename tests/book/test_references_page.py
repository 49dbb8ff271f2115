"""The list of references, and how pages name the works in it."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup, Tag
from building import build_site

from review.book.sphinx_ext.references import _entry_nodes, _in_brackets, _in_sentence
from review.citing.items import Item
from review.corpus.tables.project import Project
from review.errors import CorpusError


def article(project: Project, name: str) -> Tag:
    found = BeautifulSoup((project.site / name).read_text("utf-8"), "html.parser").find("article")
    assert isinstance(found, Tag)
    return found


def test_the_list_has_no_numbers_and_an_id_for_each_work(small: Project) -> None:
    items = article(small, "references.html").select("ul.references-list > li.citation")
    assert [item["id"] for item in items] == ["cite-alpha2001", "cite-beta2002", "cite-office2001"]
    assert [item.get_text(strip=True) for item in items][2] == "The Office. (2001).A census."
    assert [slanted.text for slanted in items[2].find_all("em")] == ["A census"]


def test_a_page_names_a_work_and_links_to_it(small: Project) -> None:
    (link,) = article(small, "index.html").select('a[href="references.html#cite-alpha2001"]')
    assert link.text == "An Office (2001)"


def test_all_references_can_be_taken_away(small: Project) -> None:
    cite = small.site / "cite"
    assert [item["id"] for item in json.loads((cite / "references.json").read_text("utf-8"))] == [
        "alpha2001",
        "beta2002",
        "office2001",
    ]
    assert (cite / "references.bib").read_text("utf-8").count("@misc{") == 3
    assert (cite / "references.ris").read_bytes().count(b"ER  - \r\n") == 3


def work(key: str, **fields: object) -> Item:
    return {"id": key, "type": "book", "title": "Locks", "author": [{"literal": key.title()}], **fields}


def test_several_works_are_named_in_one_place() -> None:
    works = [work(key) for key in ("one", "two", "three")]
    assert "".join(node.astext() for node in _in_brackets(works)) == "(One, n.d.; Two, n.d.; Three, n.d.)"
    assert "".join(node.astext() for node in _in_sentence(works)) == "One (n.d.), Two (n.d.) and Three (n.d.)"


@pytest.mark.parametrize(
    ("slanted", "kinds"),
    [
        ("A &amp; B. <i>C</i>. https://example.org/a?b=1&amp;c", ["#text", "emphasis", "#text", "reference"]),
        ("Seen at https://example.org/a.", ["#text", "reference", "#text"]),
    ],
)
def test_titles_are_slanted_and_addresses_are_links(slanted: str, kinds: list[str]) -> None:
    assert [node.tagname for node in _entry_nodes(slanted) if node.astext()] == kinds


def test_a_key_without_an_entry_is_told_with_the_nearest(fresh: Project) -> None:
    with (fresh.book / "index.md").open("a", encoding="utf-8") as page:
        page.write("\nSo says {cite:t}`alpha2010`.\n")
    with pytest.raises(CorpusError, match=r"'alpha2010' is the key of no reference\. Did you mean 'alpha2001'\?"):
        build_site(fresh, fresh.root / "finished")
