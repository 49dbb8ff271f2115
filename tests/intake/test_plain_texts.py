"""Plain texts: encodings that are told or asked, pages that form feeds part, and no markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.errors import FileFault, UsageError
from review.intake.copies import SourceCopy
from review.intake.plain import copy_of_text

TEXT = "The office of Zürich counted 12 locks.\n"


def copy(tmp_path: Path, data: bytes, encoding: str = "") -> SourceCopy:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    return copy_of_text(path, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_in_utf_8_is_its_own_copy(tmp_path: Path, encoding: str) -> None:
    assert copy(tmp_path, TEXT.encode(encoding)) == SourceCopy(TEXT)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    made = copy(tmp_path, TEXT.replace("\n", "\r\n").encode(encoding))
    assert (made.text, made.converter) == (TEXT, f"encoding {encoding}")


@pytest.mark.parametrize(
    ("text", "encoding"), [(TEXT, "cp1252"), ("2011年,公安机关解救儿童8660人。公安没有说明。\n" * 3, "gb18030")]
)
def test_an_encoding_that_nothing_tells_is_asked_for_and_taken(tmp_path: Path, text: str, encoding: str) -> None:
    data = text.encode(encoding)
    with pytest.raises(
        FileFault, match=rf"a\.txt: the text is not UTF-8 \(byte .*--encoding {encoding} reads '"
    ) as asked:
        copy(tmp_path, data)
    assert ("Zürich" if encoding == "cp1252" else "公安机关") in str(asked.value), "with what it would read"
    made = copy(tmp_path, data, encoding)
    assert (made.text, made.converter, made.pages) == (text, f"encoding {encoding}", ())


def test_an_encoding_that_was_told_wrongly_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="the file is not in gb18030, or not a text"):
        copy(tmp_path, b"Caf\xe9", "gb18030")
    with pytest.raises(FileFault, match=r"control sign U\+0093.*--encoding cp1252 reads"):
        copy(tmp_path, "“Locks”".encode("cp1252"), "latin-1")
    with pytest.raises(UsageError, match="'lating' is no encoding that is known"):
        copy(tmp_path, b"Locks", "lating")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Locks\n<p>were sold</p>\n", r"a\.txt:2: the text has markup \(got '<p>'\)\. Give a web page by --html"),
        (b"<!DOCTYPE html>\nLocks", r":1: the text has markup"),
        (b"<?xml version='1.0'?><TEI>Locks</TEI>", r":1: the text has markup"),
        (b"{\\rtf1 Locks}", r"it is rich text \(RTF\), no plain text\. Save it"),
        (b"%PDF-1.7", r"it is a PDF, no plain text\. Give it by --pdf\."),
        (b"PK\x03\x04word", r"it is a packed file, such as DOCX"),
    ],
)
def test_markup_and_other_files_are_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(FileFault, match=message):
        copy(tmp_path, data)


@pytest.mark.parametrize(
    "text", ["3 < 5 and 7 > 2", "write to <ward@example.org>", "see <https://example.org>", "a <b c"]
)
def test_what_looks_like_markup_alone_is_a_text(tmp_path: Path, text: str) -> None:
    assert copy(tmp_path, text.encode()).doubts == ()


def test_entities_are_doubted(tmp_path: Path) -> None:
    told = "It has '&amp;', which may be left of markup: quotes will have it as it stands."
    assert copy(tmp_path, b"Locks &amp; keys").doubts == (told,)


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    assert copy(tmp_path, b"One.\n\fTwo.\n\f\f Four.\n").pages == ("1", "2", "4")
    assert copy(tmp_path, b"\fOne.\n\f").pages == (), "one page is none"
