"""References of other programs are added to the bibliography, or refused with their line and how to mend them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bicycle_project import Run, Small

from review.citing.adding import Added, add_references
from review.citing.styles import reference
from review.citing.works import works
from review.corpus.snapshot import Snapshot
from review.errors import CorpusError, FileFault

ZOTERO = r"""
@article{Muller_Locks_2001,
	title = {50\% of {\ss}},
	volume = {3},
	url = {https://example.org/a\_b?c\&d=\%20},
	author = {M{\"u}ller, {\"A}nne and {Ministry of Health and Welfare, Republic of Korea}},
	journal = {Locks \& Keys},
	month = dec,
	year = {2001},
	file = {a:b.pdf},
	keywords = {x},
}
"""
RIS = """TY  - NEWS
ID  - Ward:2001
AU  - Ward, Ann
AU  - The Office,
TI  - Locks of Ghent
T2  - The Times
PY  - 2001
DA  - 2001/12/31/
UR  - https://example.org/x
N1  - [Date inferred] Seen once
ER  -
"""
CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABC",
        "citation-key": "wardLocks",
        "type": "report",
        "title": "Locks",
        "author": [{"family": "Ward", "given": "Ann"}],
        "number": "187",
        "publisher": "Example Institute",
        "issued": {"date-parts": [["2015", "5"]]},
        "accessed": {"date-parts": [["2016", "5", "1"]]},
        "abstract": "Left out",
    }
]


def added(bicycles: Small, text: str) -> list[Added]:
    file = bicycles.root.parent / "incoming"
    file.write_text(text, "utf-8")
    return add_references(Snapshot(bicycles.project), file)


@pytest.mark.parametrize(
    ("text", "key", "was", "printed"),
    [
        (
            ZOTERO,
            "muller-locks-2001",
            "Muller_Locks_2001",
            "Müller, Ä., & Ministry of Health and Welfare, Republic of Korea. (2001). 50% of ß. Locks & Keys, 3. "
            "https://example.org/a_b?c&d=%20",
        ),
        (
            RIS,
            "ward-2001",
            "Ward:2001",
            "Ward, A., & The Office. (2001, December 31). Locks of Ghent. The Times. https://example.org/x "
            "[Date inferred]",
        ),
        (
            json.dumps(CSL),
            "wardlocks",
            "wardLocks",
            "Ward, A. (2015). Locks (No. 187). Example Institute.",
        ),
    ],
)
def test_a_reference_is_added_and_printed(bicycles: Small, text: str, key: str, was: str, printed: str) -> None:
    assert added(bicycles, text) == [Added(key, was)]
    assert bicycles.problems() == []
    assert reference(works(Snapshot(bicycles.project))[key]).entry == printed


def test_the_day_on_which_an_address_was_read_is_kept(bicycles: Small) -> None:
    added(bicycles, json.dumps(CSL))
    assert works(Snapshot(bicycles.project))["wardlocks"]["accessed"] == {"date-parts": [[2016, 5, 1]]}


def test_what_stands_there_stays_as_it_is(bicycles: Small) -> None:
    path = bicycles.root / "data" / "references.bib"
    before = path.read_text("utf-8")
    added(bicycles, RIS)
    assert path.read_text("utf-8").startswith(before.rstrip("\n"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n@misc{a, author = {World Bank}, title = {A}}", ":2:author: the entry 'a': 'World Bank' reads as a person"),
        ("@misc{a, title = {A}, url = {javascript:alert(1)}}", ":1:url: the entry a links to no web address"),
        ("@misc{Ward2014, title = {A}}", ":1: the key 'ward2014' has an entry in data/references.bib already."),
        ("@misc{a-b, title = {A}}\n@misc{a_b, title = {B}}", ":2: the key 'a-b' has an entry"),
        ("TY  - NEWS\nTI  - A\nPY  - soon\nER  -\n", ":1: the reference 'reference-1': 'soon' is no date."),
        ("\nTY  - XYZ\nTI  - A\nER  -\n", ":2: the reference 'reference-2': its type '' is not known."),
        ("TY  - NEWS\nID  - a\nER  -\n", ":1: the reference 'a': it has no title."),
        ('[{"id": "a", "type": "book"}]', ": the reference 'a': it has no title."),
        ("{", ": this is no JSON"),
        ("TY  - BOOK\nID  - a\nTI  - A {book\nER  -\n", "the entry 'a' cannot be read"),
    ],
)
def test_what_cannot_be_formatted_is_refused_and_nothing_written(bicycles: Small, text: str, message: str) -> None:
    path = bicycles.root / "data" / "references.bib"
    before = path.read_bytes()
    with pytest.raises(CorpusError) as refused:
        added(bicycles, text)
    assert message in str(refused.value)
    assert path.read_bytes() == before


def test_a_file_without_references_is_told(bicycles: Small, tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="no reference is in it"):
        added(bicycles, "Nothing.\n")
    with pytest.raises(FileFault, match="cannot be read"):
        add_references(Snapshot(bicycles.project), tmp_path / "missing.ris")


def test_the_command_says_what_it_added(bicycles: Small, review: Run, tmp_path: Path) -> None:
    (tmp_path / "one.ris").write_text(RIS, "utf-8")
    status, output, _ = review("add-reference", str(tmp_path / "one.ris"))
    assert (status, output) == (0, "added: ward-2001 (its file has 'Ward:2001', which is no key here)\n")
