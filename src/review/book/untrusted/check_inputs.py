"""Everything that a stranger can send besides code, looked through before anything is made of it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pybtex.database import Entry

from review.book.site.text_extraction import CODED, PRINTED
from review.book.untrusted import allowlist
from review.book.untrusted.myst import AllowedReferences, Fault, faults, invisible_faults
from review.book.untrusted.settings import CITATION, CONFIG, TOC, settings_problems
from review.corpus.snapshot import Snapshot
from review.corpus.tables.bibliography import BIBLIOGRAPHY
from review.corpus.tables.descriptor import Descriptor, read_descriptor
from review.corpus.tables.judgement_records import SERIES
from review.corpus.tables.project import Project
from review.corpus.tables.reading import MARKUP, read_table
from review.corpus.tables.records import Source
from review.corpus.text.invisible_characters import code_point, hidden_character
from review.errors import CorpusError, NotebookFailed, Problem
from review.execution.parameters.templates import PER_SOURCE, templates
from review.files.folder_entries import files, link_problems
from review.files.folders import THEME
from review.files.notebooks import read_template

if TYPE_CHECKING:
    from nbformat import NotebookNode

FOLDERS = ("data", "book", "notebooks")
_COLUMNS = frozenset(field.name for field in fields(Source))
# An accent such as {\'a} is one sign. A command of letters could be a link.
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_DOI = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9._;()/:-]+")
# What only the library may call and set: it knows which of its cells come out of rows.
_NAMES = frozenset({"coded", "coded_table", "data_coded", "is_coded"})
_MARKS = PRINTED | {CODED}
_HINT = "Use a table of the library, or `table`, whose cells are read; print numbers with value_link and its like."


def contribution_problems(snapshot: Snapshot) -> list[Problem]:
    """Return all beside the tables that could run, read a file, lead elsewhere or hide, sorted by place.

    Where a link stands among the files, nothing is read: it could lead to any file of the machine.
    """
    project = snapshot.project
    links = [problem for name in FOLDERS for problem in link_problems(project.root / name, name)]
    if links := [*links, *link_problems(project.root / CITATION, CITATION)]:
        return sorted(links)
    try:
        descriptor = read_descriptor(project.data)
    except CorpusError as error:
        return list(error.problems)
    problems = [*_strange_files(project, descriptor), *_settings(project), *_texts(project)]
    problems += [*_declarations(project), *_references(snapshot), *_sentences(descriptor)]
    return sorted(set(problems))


def _strange_files(project: Project, descriptor: Descriptor) -> Iterator[Problem]:
    tables = {table.path for table in descriptor.tables}
    for name in FOLDERS:
        folder = project.root / name
        for path in files(folder):
            inner = path.relative_to(folder).as_posix()
            if not allowlist.FILES[name].fullmatch(inner) and not (name == "data" and inner in tables):
                yield Problem(f"{name}/{inner}", 0, "", "no file of this name or kind belongs here", "Remove it.")


def _settings(project: Project) -> Iterator[Problem]:
    for where in (CONFIG, TOC, CITATION):
        path = project.root / where
        if path.is_file():
            text, problem = _read(path, where)
            yield from [problem] if problem else settings_problems(where, text)


def _texts(project: Project) -> Iterator[Problem]:
    static = (THEME / "static", project.book / "_static")
    kept = frozenset(f"_static/{path.name}" for folder in static for path in files(folder))
    for path in sorted(project.book.glob("*.md")):
        where = f"book/{path.name}"
        text, problem = _read(path, where)
        yield from [problem] if problem else _told(where, faults(text, AllowedReferences(kept=kept)))
    for path in templates(project):
        words = allowlist.WORDS | (_COLUMNS if path.stem == PER_SOURCE else frozenset())
        try:
            yield from _notebook(read_template(path), f"notebooks/{path.name}", AllowedReferences(words, kept))
        except NotebookFailed as error:
            yield Problem(f"notebooks/{path.name}", 0, "", str(error).removeprefix(f"{path}: "))


def _read(path: Path, where: str) -> tuple[str, Problem | None]:
    data = path.read_bytes()
    try:
        return data.decode("utf-8").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", Problem(where, line, "", f"byte {data[error.start]:#04x} is not UTF-8", "Save it as UTF-8.")


def _told(where: str, text_faults: Iterator[Fault], cell: int = 0) -> Iterator[Problem]:
    for fault in text_faults:
        line, place = (0, f"cell {cell}, line {fault.line}") if cell else (fault.line, "")
        yield Problem(where, line, place, fault.message, fault.hint)


def _notebook(notebook: NotebookNode, where: str, allowed: AllowedReferences) -> Iterator[Problem]:
    kernel = notebook.metadata.get("kernelspec", {}).get("name", allowlist.KERNEL)
    if strange := sorted(set(notebook.metadata) - allowlist.NOTEBOOK_METADATA):
        yield Problem(where, 0, "", f"the notebook says {strange[0]!r} of itself", "Remove it from its metadata.")
    if kernel != allowlist.KERNEL:
        yield Problem(where, 0, "", f"the notebook asks for the kernel {kernel!r}", f"Use {allowlist.KERNEL}.")
    for number, cell in enumerate(notebook.cells, start=1):
        strange = sorted({*cell.metadata, *cell.get("attachments", {})} - allowlist.CELL_METADATA)
        if strange:
            yield Problem(where, 0, f"cell {number}", f"the cell carries {strange[0]!r}", "Remove it.")
        if cell.get("outputs") or cell.get("execution_count"):
            yield Problem(where, 0, f"cell {number}", "the cell is stored with its output", "Clear all outputs.")
        if cell.cell_type == "markdown":
            written = faults(cell.source, allowed)
        else:
            written = chain(invisible_faults(cell.source), marking_faults(cell.source))
        if cell.cell_type == "raw":
            yield Problem(where, 0, f"cell {number}", "the cell is of the kind 'raw'", "Write Markdown.")
        yield from _told(where, written, number)


def marking_faults(source: str) -> Iterator[Fault]:
    """Yield where the code of a cell marks what it shows as coming out of rows.

    A cell that cannot be parsed has none: its run tells of it.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        for mark in _said(node):
            message = f"the cell marks its own content as coded (got {mark!r})"
            yield Fault(getattr(node, "lineno", 1), message, _HINT)


def _said(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) | ast.keyword(arg=str(name)):
            yield from {name} & _NAMES
        case ast.Constant(value=str(text)):
            yield from sorted(mark for mark in _MARKS if mark in text)


def _sentences(descriptor: Descriptor) -> Iterator[Problem]:
    """Yield the problems of the cells that are parsed as Markdown."""
    read = read_table(descriptor.table("findings"), descriptor.folder, "data")
    for row in read.rows:
        # A series is spelled out in other roles before anything is parsed; on a page there is no such role.
        for fault in faults(SERIES.sub("", row.values["sentence"] or ""), AllowedReferences(frozenset())):
            yield Problem(read.path, row.line, "sentence", fault.message, fault.hint)


def _declarations(project: Project) -> Iterator[Problem]:
    """Yield what hides, or is markup, in the JSON files among the data: the book prints much of it."""
    for path in sorted(project.data.rglob("*.json")):
        where = f"data/{path.relative_to(project.data).as_posix()}"
        text, problem = _read(path, where)
        if problem:
            yield problem
            continue
        try:
            strings = set(_strings(json.loads(text)))
        except ValueError:
            continue  # who reads the file tells of it
        for string in strings:
            if (place := hidden_character(string)) >= 0:
                message = f"a text has a hidden character (got {code_point(string[place])})"
                yield Problem(where, _line_of(text, string), "", message, "Remove it.")
            elif markup := MARKUP.search(string):
                yield Problem(where, _line_of(text, string), "", f"a text has markup (got {markup[0]!r})", "Remove it.")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (str(key), *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _line_of(text: str, string: str) -> int:
    for written in (json.dumps(string, ensure_ascii=False), json.dumps(string)):
        if (place := text.find(written)) >= 0:
            return text.count("\n", 0, place) + 1
    return 0


def _references(snapshot: Snapshot) -> Iterator[Problem]:
    where = f"data/{BIBLIOGRAPHY}"
    try:
        known = snapshot.bibliography.entries
    except CorpusError as error:
        yield from error.problems
        return
    text, _ = _read(snapshot.project.data / BIBLIOGRAPHY, where)
    yield from _told(where, invisible_faults(text))
    for key, entry in known.items():
        match = re.search(rf"@\w+\s*\{{\s*{re.escape(key)}\s*,", text)
        line = text.count("\n", 0, match.start()) + 1 if match else 0
        for name, message in _entry_faults(key, entry):
            yield Problem(where, line, name, message, "Write plain text; a link belongs into `url` or `doi`.")


def _entry_faults(key: str, entry: Entry) -> Iterator[tuple[str, str]]:
    if not allowlist.IDENTIFIER.fullmatch(key):
        yield "", f"the key {key!r} is malformed (expected lower-case letters, digits and hyphens)"
    people = [str(person) for persons in entry.persons.values() for person in persons]
    for name, value in [*entry.fields.items(), *(("author", person) for person in people)]:
        if command := _COMMAND.search(value):
            yield name, f"the entry has a command (got {command[0]!r})"
        elif markup := MARKUP.search(re.sub(r"[{}]", "", value)):
            yield name, f"the entry has markup (got {markup[0]!r})"
    if not _DOI.fullmatch(doi := entry.fields.get("doi", "10.1000/1")):
        yield "doi", f"malformed (got {doi!r})"
