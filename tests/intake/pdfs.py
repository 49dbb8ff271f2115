"""PDFs made for tests, a line of text at a time, where it is wanted on a page of 600 by 800 points."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import product
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

#: A line: left, height above the foot of the page, size of the letters, text.
Printed = tuple[float, float, float, str]
#: What a paragraph is set in.
PITCH, SIZE = 14.0, 11.0


def make_pdf(path: Path, pages: Iterable[Iterable[Printed]], *, labels: str = "", password: str = "") -> Path:
    """Write a PDF and return its path; *labels* is the number by which its pages begin to count."""
    document = pikepdf.new()
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for lines in pages:
        page = document.add_blank_page(page_size=(600, 800))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = document.make_stream(b"\n".join(map(_drawn, lines)))
    if labels:
        numbered = Array([0, Dictionary(S=Name.D, St=int(labels))])
        document.Root.PageLabels = Dictionary(Nums=numbered)
    out = BytesIO()
    locked = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(out, encryption=locked, deterministic_id=not password)
    path.write_bytes(out.getvalue())
    return path


def _drawn(line: Printed) -> bytes:
    left, height, size, text = line
    if not text:  # a rule from there, as long as its size; downwards where that is negative
        end = (left + size, height) if size > 0 else (left, height + size)
        return f"{left} {height} m {end[0]} {end[1]} l S".encode()
    shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {left} {height} Td ({shown}) Tj ET".encode("cp1252")


def paragraph(lines: str, top: float, left: float = 60.0, size: float = SIZE) -> list[Printed]:
    """Return *lines* one below the other, the first at the height *top*."""
    return [(left, top - PITCH * place, size, line) for place, line in enumerate(lines.strip().split("\n"))]


def ruled(cells: list[list[str]], top: float, left: float = 60.0, width: float = 90.0) -> list[Printed]:
    """Return a table with rules around its cells."""
    high, wide = len(cells), len(cells[0])
    rules = [(left, top - 20 * row, width * wide, "") for row in range(high + 1)]
    rules += [(left + width * column, top, -20.0 * high, "") for column in range(wide + 1)]
    places = product(range(high), range(wide))
    return rules + [(left + width * c + 5, top - 20 * r - 14, SIZE, cells[r][c]) for r, c in places if cells[r][c]]
