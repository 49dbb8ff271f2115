"""The book as its citation file tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.citing.reference import Citation, Contact, read_citation
from review.errors import FileFault

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
        "A Review",
        ("The project's contributors", "Ann Other"),
        "0.1.0",
        "2020-05-04",
        ("CC-BY-4.0",),
        people=({"literal": "The project's contributors"}, {"family": "Other", "given": "Ann"}),
    )
    people = (
        "contact: [{family-names: Lock, given-names: Ann, email: ann@example.org, website: https://a.org}, {name: B}]"
    )
    found = read_citation(written(tmp_path, f"{CFF}{people}\nrepository-code: https://a.org/code\n"))
    lock = Contact("Ann Lock", {"family": "Lock", "given": "Ann"}, "mailto:ann@example.org")
    assert found.contacts == (lock, Contact("B", {"literal": "B"})) and found.repository == "https://a.org/code"
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


def test_persons_keep_the_parts_of_their_names(tmp_path: Path) -> None:
    assert read_citation(written(tmp_path, CFF)).names == (
        {"literal": "The project's contributors"},
        {"family": "Other", "given": "Ann"},
    )
