"""What `check` says of every cell of a small review when it says something else: one approved text for all tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from approving import approve
from bicycle_project import Small, hold, make_bicycles
from coded_twice import code_twice
from sightings_of_bicycles import add_sightings

from review.corpus.coding.agreement import settlement_problems
from review.corpus.coding.statements import claim_settlement_problems
from review.corpus.corpus import Corpus, freeze
from review.corpus.rules.checks import RULES
from review.corpus.rules.corrections import correction_problems
from review.corpus.tables.keys import key_problems
from review.corpus.tables.reading import Row, TableRead, read_cell, read_tables
from review.corpus.tables.schema import Column
from review.corpus.verification.trial import pass_problems
from review.corpus.verification.verification import verify
from review.errors import CorpusError, Problem

# What a number, an id and a quotation say does not make another message of it.
SPECIAL = re.compile(r"'[^']*'|[0-9][0-9.-]*|\b[a-z]+[0-9]{4}-[a-z0-9-]+")
WORDS = {
    "thefts": "thefts", "bicycles-found": "bicycles were found", "bicycle-price": "euros", "frames-found": "frames",
    "persons-held": "held",
}  # fmt: skip
CELL = "the cell: "
# What takes longer is asked of so many lines of a table.
FIRST_ROWS = 4
ODD = {
    "string": ("", "nothing-of-the-kind", "2013-02-30", "2015 to 2016", "=1", "<b>", " a", "απογραφή", "a\u200bb"),
    "integer": ("", "-1", "0", "1000", "1.5"),
    "number": ("", "-1", "0", "100000", "many"),
    "boolean": ("", "perhaps"),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Return a small review that has rows in each table."""
    small = add_sightings(code_twice(make_bicycles(tmp_path_factory.mktemp("told") / "project")))
    for name, words in WORDS.items():
        small.change("measures", name, words=words)
    small.change("events", "raid-2014-03", words="raid | Harbour Street")
    add_rows(small)
    return small


@pytest.fixture(scope="module")
def reads(small: Small) -> dict[str, TableRead]:
    """Return its tables as they are read."""
    return {read.table.name: read for read in read_tables(small.descriptor, "data")}


def add_rows(small: Small) -> None:
    """Add a row to each table in which the small project has none."""
    cells = {"field": "high", "found": "1204", "used": "1300", "reason": "The office rounds."}
    small.add("corrections", correction_id="higher", figure_id="ward2014-thefts", **cells)
    seen = {"seen": "a handbook", "addresses": "example.org/a", "hand": "second"}
    small.add("terms", term_id="theft", label="Theft", language="Greek", tag="el", written="κλοπή", romanised="klopí",
              about="measures:thefts | events:raid-2014-03", **seen)  # fmt: skip
    small.add("terms", term_id="lock", label="Lock", language="Greek", tag="el")
    for position, name in (("1", "ward2014-thefts"), ("2", "ward2014-found")):
        words = {"question": "How many?", "may": f"The office counts {{value}}`{name}`.", "may_not": "All of them."}
        small.add("quotables", figure_id=name, chapter="thefts", position=position, **words)
    small.add("ids", kind="figure", id="ward2014-thefts", since="1.0.0")
    gone = {"fate": "merged", "became": "ward2014-thefts", "reason": "It says the same."}
    small.add("ids", kind="figure", id="ward2014-gone", since="1.0.0", **gone)
    expression = "{months:ward2014-thefts} + {fact:euro-2012} * {months:ward2014-thefts:ward2014-station}"
    small.add("derivations", "station-share", derivation_id="months", expression=expression)


def cells_of(column: Column, rows: list[Mapping[str, Any]], own: Any) -> Iterator[str]:
    """Yield what else a cell may say: two neighbours in its column, and what hardly fits."""
    others = dict.fromkeys(str(row[column.name]) for row in rows if row[column.name] not in (own, None))
    yield from dict.fromkeys([*list(others)[:3], *ODD.get(column.type, ODD["string"])])


def faults(reads: Mapping[str, TableRead], name: str, row: Row, column: Column, cell: str) -> list[str]:
    """Return what is said of the row *row* of a table, and of others because of it, with another *cell*."""
    value, fault = read_cell(column, cell)
    if fault:
        return [CELL + ". ".join(fault)]
    read = reads[name]
    changed = replace(row, values={**row.values, column.name: value})
    rows = tuple(changed if each is row else each for each in read.rows)
    all_reads = {**reads, name: replace(read, rows=rows)}
    if problems := key_problems(tuple(all_reads.values())):
        return [str(problem) for problem in problems]
    tables = {each.table.name: {one.values[each.table.primary_key[0]]: one for one in each.rows}
              for each in all_reads.values()}  # fmt: skip
    rules, _ = RULES.get(name, ((), frozenset()))
    found = [f"{told}: {message}. {hint}" for rule in rules for told, message, hint in rule(changed.values, tables)]
    if name in ("figures", "corrections"):
        found += [str(problem) for problem in correction_problems(all_reads, tables)]
    return found


def changes(reads: Mapping[str, TableRead], *names: str) -> Iterator[tuple[str, Row, Column, str]]:
    """Yield each cell of the tables *names* with what it may say else."""
    for name in names:
        rows = [row.values for row in reads[name].rows]
        for row in reads[name].rows:
            for column in reads[name].table.columns:
                yield from ((name, row, column, cell) for cell in cells_of(column, rows, row.values[column.name]))


def test_what_is_said_of_another_cell(reads: Mapping[str, TableRead], request: pytest.FixtureRequest) -> None:
    lines: dict[str, str] = {}
    for name, row, column, cell in changes(reads, *reads):
        for said in faults(reads, name, row, column, cell):
            line = f"{name} {row.line}, {column.name} {row.values[column.name]!s} → {cell}\n    {said}\n"
            # What no cell of a kind may hold is the same in every table.
            same = said.partition("(")[0] if said.startswith(CELL) else f"{name} {column.name} {said}"
            lines.setdefault(SPECIAL.sub("…", same), line)
    approve("corpus/changed-cells.txt", "".join(lines.values()), request)


def frozen(small: Small, reads: Mapping[str, TableRead], name: str, row: Row, values: dict[str, Any]) -> Corpus:
    """Return the corpus in which the row *row* of a table has other *values*."""
    rows = tuple(replace(row, values=values) if each is row else each for each in reads[name].rows)
    return freeze((*(reads | {name: replace(reads[name], rows=rows)}).values(),), small.descriptor)


def said_of(
    small: Small, reads: Mapping[str, TableRead], names: tuple[str, ...], judge: Callable[[Corpus], Iterable[Problem]]
) -> str:
    """Return what *judge* says of a corpus with another cell, where the tables alone find nothing to say."""
    lines: dict[str, str] = {}
    for name, row, column, cell in changes(reads, *names):
        if row.line < FIRST_ROWS and not faults(reads, name, row, column, cell):
            values = row.values | {column.name: read_cell(column, cell)[0]}
            for problem in judge(frozen(small, reads, name, row, values)):
                line = f"{name} {row.line}, {column.name} {row.values[column.name]!s} → {cell}\n    {problem}\n"
                lines.setdefault(SPECIAL.sub("…", f"{name} {column.name} {problem}"), line)
    return "".join(lines.values())


def test_what_is_said_of_another_code_or_settlement(
    small: Small, reads: Mapping[str, TableRead], request: pytest.FixtureRequest
) -> None:
    def judge(corpus: Corpus) -> Iterator[Problem]:
        for find in (settlement_problems, claim_settlement_problems):
            try:
                hold(find(corpus))
            except CorpusError as error:
                yield from error.problems

    tables = ("claims", "pass_figures", "pass_claims", "settlements", "claim_settlements")
    approve("corpus/changed-codes.txt", said_of(small, reads, tables, judge), request)


def test_what_the_texts_say_of_another_cell(
    small: Small, reads: Mapping[str, TableRead], request: pytest.FixtureRequest
) -> None:
    def judge(corpus: Corpus) -> Iterator[Problem]:
        found = verify(corpus, small.texts)
        yield from (*found.problems, *pass_problems(corpus, found))

    tables = ("sources", "sections", "figures", "claims", "exclusions", "appraisals", "pass_figures", "pass_claims")
    approve("corpus/changed-cells-and-texts.txt", said_of(small, reads, tables, judge), request)
