"""The encoding of a file: told by its first bytes or by who brings it, or else asked, with what each would read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from review.errors import FileFault, UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is asked of each: no control signs but tabs and ends of lines, which no text has.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_COMMON = ("cp1252", "gb18030", "big5", "shift_jis", "euc_kr", "cp1251", "cp1250")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_ASKED, _SAMPLE = 4, 24
UTF_8 = "utf-8"


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that came. Raises FileFault."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileFault(f"{path}: the text cannot be read ({error.strerror}). Name a file that exists.") from error


def decoded(data: bytes, path: Path, told: str = "") -> tuple[str, str]:
    """Return the text of *data* with LF line ends, and its encoding: as *told*, as its first bytes tell, or UTF-8.

    Raises FileFault where it is none of them, which names those that it may be and what each would read, and where it
    is not in the encoding that was told; UsageError where no such encoding is known.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    encoding = _known(told) if told else marked or UTF_8
    text = _strictly(data, encoding)
    if text is None or (_CONTROLS.search(text) and not marked):
        told_as = f"the file is not in {encoding}, or not a text" if told else "the text is not UTF-8"
        raise FileFault(f"{path}: {told_as}{_place(data, encoding)}. {_question(data)}")
    return text.removeprefix("\ufeff").replace("\r\n", "\n"), encoding.replace("utf-8-sig", UTF_8)


def _known(told: str) -> str:
    try:
        return codecs.lookup(told).name.replace("iso8859", "iso-8859")
    except LookupError:
        raise UsageError(f"{told!r} is no encoding that is known (such as utf-8, cp1252, gb18030, utf-16).") from None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _place(data: bytes, encoding: str) -> str:
    try:
        at = _CONTROLS.search(data.decode(encoding))
        return f" (it has the control sign U+{ord(at[0]):04X})" if at else ""
    except UnicodeDecodeError as error:
        return f" (byte {data[error.start]:#04x} on line {data.count(10, 0, error.start) + 1})"


def _question(data: bytes) -> str:
    """Ask for the encoding: nothing in a file says it for sure."""
    asked = _WIDE if b"\0" in data else _COMMON
    found = {name: text for name in asked if (text := _strictly(data, name)) and not _CONTROLS.search(text)}
    if not found:
        return "Save the text as UTF-8, or name its encoding by --encoding."
    reads = "; ".join(f"--encoding {name} reads {_sample(text)!r}" for name, text in list(found.items())[:_ASKED])
    return f"Say in which encoding it is: {reads}."


def _sample(text: str) -> str:
    """Return the words around the first sign beyond ASCII."""
    at = next((place for place, sign in enumerate(text) if not sign.isascii()), 0)
    return " ".join(text[max(0, at - _SAMPLE // 2) : at + _SAMPLE].split())
