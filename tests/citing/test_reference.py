"""References of the book and of its sections, in words and in the formats that programs read."""

from __future__ import annotations

import json
from pathlib import Path

import pybtex.database
import pytest

from review.citing.reference import Citation, Part, address, bibtex, csl_json, plain_reference, read_citation, ris
from review.errors import FileFault

BOOK = Citation("Figures & Facts: {A} Review", ("The contributors", "An_Other"), "1.2.0", "2020-05-04", ("MIT",))
PART = Part("Prices, 50 % off", "prices", "prices-chain")
HOME = "https://a.example/book"

CFF = """cff-version: 1.2.0
title: "A Review"
authors:
  - name: The project's contributors
  - given-names: Ann
    family-names: Other
version: 0.1.0
date-released: 2020-05-04
license: CC-BY-4.0
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "CITATION.cff"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_citation_file_is_read(tmp_path: Path) -> None:
    assert read_citation(written(tmp_path, CFF)) == Citation(
        "A Review", ("The project's contributors", "Ann Other"), "0.1.0", "2020-05-04", ("CC-BY-4.0",)
    )
    assert read_citation(written(tmp_path, CFF.replace("0.1.0", "1.10"))).version == "1.10"
    several = CFF.replace("license: CC-BY-4.0", "license: [MIT, CC-BY-4.0]")
    assert read_citation(written(tmp_path, several)).licences == ("MIT", "CC-BY-4.0")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            CFF.replace("version: 0.1.0\n", ""),
            "CITATION.cff: version is missing. Add it: the book is cited by it.",
        ),
        ("- a list", "CITATION.cff: title, authors, version, date-released, license is missing. Add it: the book"),
        ("a: [", "CITATION.cff: the citation file cannot be read"),
        *(
            (
                CFF.replace("2020-05-04", written),
                f"CITATION.cff: date-released is no date (got {said!r}). Write it as in 2020-05-04.",
            )
            for written, said in (
                ("1999-13-45", "1999-13-45"),
                ('"2021-02-29"', "2021-02-29"),
                ("20200504", "20200504"),
                ("2020-W19-1", "2020-W19-1"),
                ("2020-5-4", "2020-5-4"),
                ("2020", "2020"),
            )
        ),
    ],
)
def test_a_faulty_citation_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FileFault) as fault:
        read_citation(written(tmp_path, text))
    assert str(fault.value).startswith(message)


def test_a_missing_citation_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match=r"CITATION.cff: the citation file cannot be read .* Restore it"):
        read_citation(tmp_path / "CITATION.cff")


def test_a_book_without_an_address_is_the_readers_copy() -> None:
    assert plain_reference(BOOK) == (
        "The contributors and An_Other (2020). Figures & Facts: {A} Review, version 1.2.0. Your copy."
    )
    assert address(BOOK) == address(BOOK, PART) == ""


def test_a_section_is_cited_by_its_label() -> None:
    assert plain_reference(BOOK, PART, HOME).endswith(
        "(2020). “Prices, 50 % off”. In: Figures & Facts: {A} Review, version 1.2.0. "
        "https://a.example/book/prices.html#prices-chain."
    )


def test_bibtex_is_read_back_as_it_was() -> None:
    entry = pybtex.database.parse_string(bibtex(BOOK, PART, HOME), "bibtex").entries["review-prices-chain"]
    assert entry.type == "incollection"
    assert [str(person) for person in entry.persons["author"]] == ["{The contributors}", "{An\\_Other}"]
    assert entry.fields["title"] == "{Prices, 50 \\% off}"
    assert entry.fields["booktitle"] == "{Figures \\& Facts: \\{A\\} Review}"
    assert entry.fields["url"] == "https://a.example/book/prices.html#prices-chain"
    assert pybtex.database.parse_string(bibtex(BOOK), "bibtex").entries["review"].type == "book"


def test_ris_has_its_tags_in_its_form() -> None:
    lines = ris(BOOK, PART, HOME).split("\r\n")
    assert lines[0] == "TY  - CHAP"
    assert lines[-2:] == ["ER  - ", ""]
    assert "AU  - An_Other" in lines
    assert "UR  - https://a.example/book/prices.html#prices-chain" in lines
    assert ris(BOOK).startswith("TY  - BOOK\r\n")


def test_csl_json_says_the_same() -> None:
    (item,) = json.loads(csl_json(BOOK, PART, HOME))
    assert item["type"] == "chapter"
    assert item["container-title"] == BOOK.title
    assert item["issued"] == {"date-parts": [[2020, 5, 4]]}
    assert item["author"] == [{"literal": "The contributors"}, {"literal": "An_Other"}]
    assert item["URL"].endswith("#prices-chain")
    (book,) = json.loads(csl_json(BOOK))
    assert book["type"] == "book"
    assert "URL" not in book
