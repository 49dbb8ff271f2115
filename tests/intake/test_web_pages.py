"""Web pages: the text without what stands around it, tables as cells, and what is left out is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.errors import FileFault
from review.intake.copies import SourceCopy
from review.intake.web_pages import copy_of_page

SAID = "The office of the town counted {} bicycles in {}, as it told the newspaper that asked for it on Monday."
TABLE = """<table><caption>Table 1. Lost bicycles</caption>
<tr><th>Town</th><th colspan="2">Lost | found</th></tr><tr><td></td><td>2008</td><td>2009</td></tr>
<tr><td>Oakham</td><td></td><td>1,204</td></tr></table>"""
PAGE = f"""<!doctype html><html lang="en"><head><title>A paper</title><meta charset="utf-8"><script>var a = 99;</script>
</head><body><nav><a href="/">Home</a> <a href="/2">77 more</a></nav><article><h1>Lost bicycles</h1>
<p>{SAID.format("2,169", "2009")}</p>{TABLE}<ul><li>One of the points that it made.</li></ul>
<p>{SAID.format("12", "1999")}</p></article><footer>Call 555 1234</footer></body></html>"""


def copy(tmp_path: Path, page: str | bytes, encoding: str = "") -> SourceCopy:
    path = tmp_path / "a.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return copy_of_page(path, encoding)


def test_a_page_is_its_text_and_its_tables_are_cells(tmp_path: Path) -> None:
    made = copy(tmp_path, PAGE)
    assert made.text.split("\n\n") == [
        "Lost bicycles",
        SAID.format("2,169", "2009"),
        "Table 1. Lost bicycles\n| Town | Lost ¦ found |  |\n|  | 2008 | 2009 |\n| Oakham |  | 1,204 |",
        "One of the points that it made.",
        SAID.format("12", "1999") + "\n",
    ]
    assert made.converter.startswith("trafilatura ")
    assert (made.pages, len(made.original)) == ((), 64)


def test_numerals_that_were_left_out_are_told(tmp_path: Path) -> None:
    told = "Left out with what stands around the text: 3 numerals (77, 555, 1234). See that none belongs to it."
    assert copy(tmp_path, PAGE).doubts == (told,)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "cp1252"])
def test_the_encoding_is_what_the_page_says(tmp_path: Path, encoding: str) -> None:
    town = "Zürich" if encoding == "cp1252" else "北京"
    page = PAGE.replace("utf-8", encoding).replace("The office of the town", f"The office of {town}")
    assert f"The office of {town} counted 2,169" in copy(tmp_path, page.encode(encoding)).text


def test_a_page_in_no_encoding_that_it_says_is_asked_about(tmp_path: Path) -> None:
    page = PAGE.replace('<meta charset="utf-8">', "").replace("The office", "Das Büro").encode("cp1252")
    with pytest.raises(
        FileFault, match=r"the text is not UTF-8 \(byte 0xfc on line .*--encoding cp1252 reads .*Büro of the"
    ):
        copy(tmp_path, page)
    assert "Das Büro of the town" in copy(tmp_path, page, "cp1252").text


@pytest.mark.parametrize("page", ["", "<html><body></body></html>", "<html><head><title>Locks</title></head></html>"])
def test_a_page_without_text_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(FileFault, match=r"a\.html: no text was found in the page\. Where it has one"):
        copy(tmp_path, page)
