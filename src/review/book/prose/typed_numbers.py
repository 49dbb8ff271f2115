"""The gate on what people write: quantities, ranges, labels of sections, and the works that they cite."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from review.book.prose.markdown_text import GAP, Heading, Passage, heading_lines, headings, passages, roles
from review.book.prose.outputs import titles_in
from review.book.prose.proofs import Proofs, proves, union, what_would_prove
from review.book.prose.proving import Prover, prover_of
from review.book.prose.quantities import find_quantities
from review.book.prose.ranges import HINT, unlike_ranges
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.bibliography import BIBLIOGRAPHY
from review.corpus.tables.judgement_records import SENTENCES
from review.corpus.tables.project import Project
from review.errors import Problem
from review.execution.parameters.templates import templates
from review.files.notebooks import read_template

if TYPE_CHECKING:
    from nbformat import NotebookNode

FREE = frozenset({"one", "first", "second"})
LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
USE = (
    "Print it with {value}, {derived}, {fact}, {count} or {date}; "
    "if it is part of a name, add the name to data/context/names.csv with its reason."
)
# "Covid-19", and not "Under-5" or "Mid-20".
_NAMED = re.compile(
    r"\b(?!(?:about|all|ex|mid|minus|non|over|past|plus|post|pre|sub|top|under|up)-)(?-i:[A-Z])[\w-]*-[0-9]+\b(?![-.,/][0-9])",
    re.IGNORECASE,
)
# A string of fewer words in a notebook's code is a name or an option, not prose.
FEWEST_WORDS = 4
At = tuple[int, int]  # cell and line


@dataclass(frozen=True)
class Text:
    """Markdown that people wrote: where it stands, and the text itself.

    *line* is where in the file it starts, *cell* the number of its cell where it is a notebook's.
    """

    path: str
    text: str
    line: int = 1
    cell: int = 0

    def problem(self, line: int, message: str, hint: str) -> Problem:
        """Return a problem at the text's *line*, counted from one."""
        if self.cell:
            return Problem(self.path, 0, f"cell {self.cell}, line {line}", message, hint)
        return Problem(self.path, self.line + line - 1, "", message, hint)


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


def check_prose(snapshot: Snapshot) -> list[Problem]:
    """Return every unproven quantity, every range of unlike ends and every heading without its label, by place."""
    project, corpus = snapshot.project, snapshot.corpus
    pages = [*_pages(project), *_cells(project)]
    names = proper_names(corpus)
    prover = prover_of(snapshot)
    sections = {path: Sections(_of(path, pages), prover) for path in dict.fromkeys(text.path for text in pages)}
    problems = {*label_problems(pages), *unknown_works(pages, snapshot.bibliography.entries)}
    written = [*_contents(project), *_code_texts(project), *(text for text, _ in texts_of_tables(corpus))]
    for text in [*pages, *written]:
        alone = Sections(_of(text.path, [text]), prover)
        problems |= {*typed_quantities(text, names, sections.get(text.path, alone))}
        problems |= {text.problem(*fault, HINT) for fault in unlike_ranges(corpus, text.text)}
    return sorted(problems)


def texts_of_project(project: Project) -> list[Text]:
    """Return the texts of the pages of a project, then those of its notebooks, by file and in their order."""
    cells = sorted([*_cells(project), *_code_texts(project)], key=lambda text: (text.path, text.cell))
    return [*_pages(project), *cells]


def texts_of_tables(corpus: Corpus) -> Iterator[tuple[Text, str]]:
    """Yield the sentences of findings and those to quote, each with the id of its row."""
    for table, columns in (("findings", ("sentence",)), ("quotables", SENTENCES)):
        path = corpus.path(table)
        for key, row in corpus.tables[table].items():
            yield from ((Text(path, getattr(row, column), corpus.lines[table][key]), key) for column in columns)


def _of(path: str, texts: list[Text]) -> Iterator[tuple[int, int, str]]:
    return ((text.cell, text.line, text.text) for text in texts if text.path == path)


def proper_names(corpus: Corpus) -> tuple[str, ...]:
    """Return the names that may hold a number: those of the table, and those of the sources."""
    return tuple(row.name for table in ("names", "sources") for row in corpus.tables[table].values())


def typed_quantities(text: Text, names: tuple[str, ...] = (), sections: Sections | None = None) -> Iterator[Problem]:
    """Yield a problem for each quantity that is typed in *text* and that its section does not prove (law 5)."""
    for passage in passages(text.text, text.line):
        for start, end in quantity_places(passage, names):
            if sections and sections.prove(passage, start, end, text.cell):
                continue
            message = f"{passage.text[start:end]!r} is typed in prose: “{passage.around(start)}”"
            yield text.problem(passage.line_of(start) - text.line + 1, message, mending_hint(USE, passage, start, end))


def mending_hint(use: str, passage: Passage, start: int, end: int) -> str:
    """Return how to mend what is typed at a place: *use*, and what would prove it as it stands."""
    return " ".join(part for part in (use, what_would_prove(passage.text, start, end)) if part)


def quantity_places(passage: Passage, names: tuple[str, ...] = ()) -> Iterator[tuple[int, int]]:
    """Yield the place of each quantity of *passage*; *names* are none, nor what clings to a capital as in "Covid-19".

    Nor are the free words, but in captions and titles, which are read without the text around them.
    """
    bare = passage.text
    if not any(find_quantities(bare)):  # most passages have none, and there may be very many names
        return
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, GAP * len(name))
    bare = _NAMED.sub(lambda match: GAP * len(match[0]), bare)
    for start, end in find_quantities(bare):
        if passage.is_title or passage.text[start:end].lower() not in FREE:
            yield start, end


def unknown_works(texts: Iterable[Text], known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each citation of a work that the bibliography does not have."""
    for text in texts:
        for name, argument, line in roles(text.text):
            for key in map(str.strip, argument.split(",") if name.startswith("cite:") else ()):
                if key not in known:
                    near = get_close_matches(key, known, n=1)
                    hint = f"Did you mean {near[0]!r}?" if near else f"Add it to data/{BIBLIOGRAPHY}."
                    yield text.problem(line, f"{key!r} is the key of no reference", hint)


def label_problems(texts: list[Text]) -> Iterator[Problem]:
    """Yield a problem for each heading of level one or two without a label of its own in the right form."""
    seen: dict[str, str] = {}
    for text in texts:
        for heading in headings(text.text):
            yield from _label_faults(text, heading, seen)


def _label_faults(text: Text, heading: Heading, seen: dict[str, str]) -> Iterator[Problem]:
    label, line = heading.label, heading.line
    if not label:
        message = f"the heading {heading.title!r} has no label"
        yield text.problem(line, message, "Write (a-label-of-its-own)= above it; it is fixed for good.")
    elif not LABEL.fullmatch(label):
        message = f"the label {label!r} is malformed (expected lower-case letters, digits and hyphens)"
        yield text.problem(line, message, "Write it so, and mend what refers to it.")
    elif label in seen:
        message = f"the label {label!r} is already used in {seen[label]}"
        yield text.problem(line, message, "Give the newer section another.")
    else:
        seen[label] = text.path


def _pages(project: Project) -> Iterator[Text]:
    for path in sorted(project.book.glob("*.md")):
        yield Text(f"book/{path.name}", path.read_text(encoding="utf-8"))


def _contents(project: Project) -> Iterator[Text]:
    """Yield the captions and titles in the table of contents, which the sidebar of every page shows."""
    contents = project.book / "_toc.yml"
    lines = contents.read_text(encoding="utf-8").splitlines() if contents.is_file() else []
    for number, line in enumerate(lines, start=1):
        if match := re.match(r"[\s-]*(?:caption|title):(.*)", line):
            yield Text("book/_toc.yml", match[1].strip(), number)


def _cells(project: Project) -> Iterator[Text]:
    for path, number, cell in _notebook_cells(project):
        if cell["cell_type"] == "markdown":
            yield Text(f"notebooks/{path.name}", cell["source"], cell=number)


def _code_texts(project: Project) -> Iterator[Text]:
    """Yield the sentences in the notebooks' code: captions, alternative texts, notes, titles to cite by."""
    for path, number, cell in _notebook_cells(project):
        if cell["cell_type"] != "code" or "parameters" in cell["metadata"].get("tags", []):
            continue
        try:
            tree = ast.parse(cell["source"])
        except SyntaxError:
            continue  # the run of the notebook tells of it
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_prose(node.value):
                blank = "\n" * (node.lineno - 1)
                yield Text(f"notebooks/{path.name}", blank + node.value, cell=number)
        for title, line in titles_in(cell["source"]):
            yield Text(f"notebooks/{path.name}", "\n" * (line - 1) + title, cell=number)


def _is_prose(value: str) -> bool:
    return len(value.split()) >= FEWEST_WORDS


def _notebook_cells(project: Project) -> Iterator[tuple[Path, int, NotebookNode]]:
    for path in templates(project):
        for number, cell in enumerate(read_template(path).cells, start=1):
            yield path, number, cell
