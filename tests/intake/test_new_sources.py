"""A new source: what is written, what is left to do, and what is refused without a trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bicycle_project import Small

from review.corpus.tables.csv_format import format_tables
from review.corpus.verification.receipt import read_receipt, write_receipt
from review.corpus.verification.verification import verify
from review.corpus.workflow.release_gaps import release_gaps
from review.errors import FileFault, ReviewError, UsageError
from review.intake.plain import copy_of_text
from review.intake.sources import Intake, add_source

TEXT = "Locks sold\n\nThe shop sold 12 locks in 2015, twice as many as the year before.\n"


def add(bicycles: Small, text: str | bytes = TEXT, source_id: str = "shop2015", **others: str) -> Intake:
    """Add a source with *text*, which is put beside the other texts as well."""
    path = bicycles.texts / f"{source_id}.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    given = {"kind": "memo", "title": "Locks sold"} | others
    return add_source(bicycles.corpus(), source_id, copy=copy_of_text(path), **given)


def test_a_source_is_added_whole(bicycles: Small) -> None:
    added = add(bicycles)
    assert added.files == (
        "data/evidence/sources.csv", "data/evidence/sections.csv", "data/evidence/appraisals.csv",
        "data/evidence/exclusions.csv", "data/references.bib",
    )  # fmt: skip
    assert [(entry.paragraph, entry.printed, entry.occurrence) for entry in added.waiting] == [
        (1, "12", 1), (1, "2015", 1), (1, "twice", 1),
    ]  # fmt: skip
    assert bicycles.problems() == []
    assert format_tables(bicycles.descriptor, "data") == []
    assert bicycles.verification_problems() == []
    source = bicycles.corpus().sources["shop2015"]
    assert (source.title, source.kind, source.text_words) == ("Locks sold", "memo", 16)


def test_what_is_left_to_do_is_said(bicycles: Small) -> None:
    add(bicycles)
    corpus = bicycles.corpus()
    write_receipt(corpus, verify(corpus, bicycles.texts), bicycles.root / "data")
    assert release_gaps(corpus, read_receipt(bicycles.root / "data")) == (
        "shop2015: the description is a stub. Complete its row in data/evidence/sources.csv.",
        "shop2015: to be judged: 6 domains (data/evidence/appraisals.csv).",
        "shop2015: waiting to be coded or excluded: 3 numerals ('not yet coded' in data/evidence/exclusions.csv).",
        "shop2015: no figures are coded (data/evidence/figures.csv).",
        "shop2015: no claims are coded (data/evidence/claims.csv).",
    )


def test_rows_that_were_never_verified_are_said(bicycles: Small) -> None:
    said = release_gaps(bicycles.corpus(), read_receipt(bicycles.root / "data"))
    assert said[0] == (
        "figures: not verified since they changed: 11 rows (gazette2014-frames, gazette2014-held, "
        "gazette2014-painted, gazette2014-station, gazette2014-thefts, …). Run `review verify`."
    )
    assert said[1].startswith("claims: not verified since they changed: 3 rows (gazette2014-plague, ")


def test_a_whole_corpus_leaves_nothing_to_do(bicycles: Small) -> None:
    corpus = bicycles.corpus()
    write_receipt(corpus, verify(corpus, bicycles.texts), bicycles.root / "data")
    assert release_gaps(corpus, read_receipt(bicycles.root / "data")) == ()


SHAPES = {
    "wrapped lines": "One of the\nlocks held,\nthe others did not.\n",
    "one long line": "Locks\n" + "word " * 60 + "\nThe end.\n",
    "a mark first": "== Locks ==\n\nText.\n",
    "a formula first": "=1+1 is 2\n",
    "a dash first": "- locks\n- keys\n",
    "typographic quotes first": "\u201cLocks\u201d are sold.\n",
    "an entity soon": "Locks &amp; keys &lt;sold&gt;\n",
    "a byte order mark": "\ufeffLocks and keys\n",
    "Windows line ends": "Locks\r\nand keys\r\n",
    "one word": "Locks",
    "no-break spaces": "Locks\u00a0and\u00a0keys are sold here\n",
    "accents apart": "Se\u0301curite\u0301 pour tous\n",
    "a form feed": "\x0cLocks and keys\n\x0cPage 2\n",
    "a very long number": "Locks " + "9" * 400 + "\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_texts_of_every_shape_are_added(bicycles: Small, shape: str) -> None:
    add(bicycles, SHAPES[shape])
    assert bicycles.problems() == []
    assert bicycles.verification_problems() == []


def test_an_entry_that_stands_already_is_kept(bicycles: Small) -> None:
    path = bicycles.root / "data" / "references.bib"
    path.write_text(path.read_text("utf-8") + "@misc{shop2015, title = {Locks}}\n", "utf-8")
    assert "data/references.bib" not in add(bicycles).files
    assert bicycles.problems() == []


REFUSED: dict[str, Any] = {
    "an id that exists": (
        {"source_id": "ward2014"},
        UsageError,
        "ward2014 is a source already. Choose another id, or edit its rows.",
    ),
    "a bad id": (
        {"source_id": "Shop 2015"},
        UsageError,
        "'Shop 2015' is no id (expected letters a-z, digits and hyphens, such as smith2015).",
    ),
    "an unknown kind": (
        {"kind": "memmo"},
        UsageError,
        "'memmo' is no kind of source (known: memo, newspaper, letter). Did you mean 'memo'?",
    ),
    "a title with markup": (
        {"title": "<b>Locks</b>"},
        UsageError,
        "the title cannot be used: the cell has markup (got '<b'). Write plain text.",
    ),
    "no title": ({"title": ""}, UsageError, "the title cannot be used: the cell is empty (expected a value)."),
    "a title with a brace": (
        {"title": "Locks {sold"},
        UsageError,
        "shop2015 cannot be added, since the data would have problems:\n"
        "data/references.bib:5: the braces of the entry 'shop2015' do not balance",
    ),
    "an empty text": ({"text": " \n"}, FileFault, "the text is empty. Name the file that holds the source's text."),
    "a text of no words": ({"text": "???\n"}, UsageError, "the text starts with no words."),
    "a text not in UTF-8": ({"text": b"Caf\xe9"}, FileFault, "the text is not UTF-8"),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_is_refused_leaves_every_file_as_it_was(bicycles: Small, reason: str) -> None:
    given, kind, message = REFUSED[reason]
    before = bicycles.contents()
    with pytest.raises(kind) as caught:
        add(bicycles, **given)
    assert message in str(caught.value)
    after = bicycles.contents()
    assert {path: after[path] for path in before if path != "texts/ward2014.txt"} == {
        path: before[path] for path in before if path != "texts/ward2014.txt"
    }
    assert [path for path in set(after) - set(before) if not path.startswith("texts/")] == []


@pytest.mark.parametrize("name", ["missing.txt", ""])
def test_a_text_that_cannot_be_read_is_refused(bicycles: Small, name: str) -> None:
    before = bicycles.contents()
    with pytest.raises(FileFault, match="the text cannot be read"):
        copy_of_text(bicycles.texts / name)
    assert bicycles.contents() == before


def test_without_a_coding_pass_nothing_is_added(bicycles: Small, tmp_path: Path) -> None:
    for table in ("figures", "claims", "appraisals", "passes", "relations", "derivations", "findings"):
        bicycles.write(table, [])
    with pytest.raises(ReviewError, match="no coding pass is recorded"):
        add(bicycles)


def test_a_disk_that_fails_leaves_every_file_as_it_was(bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, before = bicycles.corpus(), bicycles.contents()
    write = Path.write_bytes

    def fail(path: Path, data: bytes) -> int:
        if path.name == ".references.bib.part":
            raise OSError(28, "No space left on device", str(path))
        return write(path, data)

    copy = copy_of_text(bicycles.texts / "ward2014.txt")
    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(FileFault, match="cannot be written \\(No space left on device\\)"):
        add_source(corpus, "shop2015", kind="memo", title="Locks", copy=copy)
    monkeypatch.undo()
    assert bicycles.contents() == before
