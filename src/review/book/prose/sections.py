"""The sections of a page or a notebook as it is written: what stands between two headings, and what its roles prove."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from review.book.prose.markdown_text import Passage, heading_lines, roles
from review.book.prose.proofs import Proofs, proves, union
from review.book.prose.proving import Prover

At = tuple[int, int]  # cell and line


class Sections:
    """What the sections of one page or notebook print by roles, found by cell and line.

    Tables and charts prove nothing here: nobody knows what a cell prints before it has run, and what is let pass
    here must pass when it is built.
    """

    def __init__(self, texts: Iterable[tuple[int, int, str]], prover: Prover) -> None:
        """Read the Markdown *texts* of one file in their order: the cell, its first line, and the text of each."""
        self.prover = prover
        self._headings: list[At] = []
        printed: list[tuple[At, tuple[str, str]]] = []
        for cell, line, text in texts:
            self._headings += [(cell, at) for at in heading_lines(text, line)]
            printed += [((cell, at), (name, argument)) for name, argument, at in roles(text, line)]
        self._roles: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for at, role in printed:
            self._roles[self._section(at)].append(role)

    def proofs_at(self, cell: int, line: int) -> Proofs:
        """Return what is proven at a place. A heading travels without its section, and has what is proven anywhere."""
        if (cell, line) in self._headings:
            return self.prover.everywhere
        here = self._roles.get(self._section((cell, line)), [])
        return union((self.prover.everywhere, *(self.prover.role(*role) for role in here)))

    def prove(self, passage: Passage, start: int, end: int, cell: int = 0) -> bool:
        """Say whether the section of *passage*, which stands in a cell, proves what is typed at a place of it."""
        return proves(self.proofs_at(cell, passage.line), passage.text, start, end, self.prover.counted)

    def _section(self, at: At) -> int:
        return bisect_right(self._headings, at)
