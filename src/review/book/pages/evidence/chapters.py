"""Which chapters show a figure or a claim, as far as their finished notebooks tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from review.book.prose.roles import spelled_out
from review.corpus.corpus import Corpus
from review.files.notebooks import read_notebook

#: For each row the chapters that show it: their titles, by the names of their pages.
Shown = Mapping[str, Mapping[str, str]]
_ID = re.compile(r"[\w-]+")
_TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)
_SIGNS = re.compile(r"\\(.)|[*`]")


def chapters_of(corpus: Corpus, notebooks: Path, named: Iterable[str]) -> Shown:
    """Return by the ids of figures and claims the chapters that show them, in the order of the pages *named*.

    A chapter shows what its finished notebook prints, and what its findings and quotable sentences are made of.
    """
    rows = corpus.figures.keys() | corpus.claims.keys()
    shown: dict[str, dict[str, str]] = {}
    written = _sentences(corpus)
    for name in named:
        path = notebooks / f"{name}.ipynb"
        if name in corpus.sources or not path.is_file():
            continue
        title, text = _read(path)
        for row_id in rows.intersection(_ID.findall(f"{text} {written[name]}")):
            shown.setdefault(row_id, {})[name] = title
    return shown


def _sentences(corpus: Corpus) -> defaultdict[str, str]:
    """Return by chapter what its page prints out of the tables."""
    written: defaultdict[str, str] = defaultdict(str)
    for finding in corpus.findings.values():
        written[finding.chapter] += f" {spelled_out(corpus, finding.sentence)}"
    for quotable in corpus.tables["quotables"].values():
        written[quotable.chapter] += f" {quotable.may} {quotable.may_not}"
    return written


def _read(path: Path) -> tuple[str, str]:
    """Return the main heading of a notebook (or else its name), and its prose and outputs without its code."""
    cells = read_notebook(path).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    title = next((_SIGNS.sub(r"\1", found[1]) for text in prose if (found := _TITLE.search(text))), path.stem)
    return title, "\n".join([*prose, *(str(cell.outputs) for cell in cells if cell.cell_type == "code")])
