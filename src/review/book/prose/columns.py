"""The gate on what the reviewers wrote into the tables: no quantity is typed in a note, a reading, a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any

from review.book.prose.markdown_text import GAP, Passage
from review.book.prose.proofs import proves, union
from review.book.prose.proving import Prover
from review.book.prose.quantities import find_quantities
from review.book.prose.typed_numbers import mending_hint, proper_names, quantity_places
from review.corpus.corpus import Corpus
from review.corpus.rules.row_rules import IMPLIED
from review.corpus.rules.rule import Fault
from review.corpus.tables.descriptor import DESCRIPTOR
from review.corpus.tables.judgement_records import SENTENCES
from review.corpus.tables.records import Population, SourceSection
from review.corpus.tables.schema import Column, TableSchema
from review.errors import Problem
from review.present.words.wording import date_text

#: Columns of free text that are coded or copied, in whatever table. Every other one holds the reviewers' prose.
CODED = frozenset(
    # What a source prints, and the words by which it is recognised.
    {"prefix", "quote", "suffix", "printed", "numeral", "starts", "words", "measure_basis", "population_basis"}
    | {"event_basis", "interval_basis", "dated"}
    # Terms, ids and values, which the tables' own rules check.
    | {"unit", "units", "act", "stage", "stages", "place", "part_of", "status", "members", "expression", "rests_on"}
    | {"field", "found", "used", "first", "second", "settled", "series"}
    # Have their roles, and are read with the pages.
    | {"sentence", *SENTENCES}
)
#: The same of single columns: titles as printed, and those of the book as a release lists them; the names that are
#: allowed to hold a number; and what is copied from pages outside the sources, numbers and all. What is computed from
#: these stands in derivations.
CODED_HERE = frozenset(
    {
        ("sources", "title"),
        ("sources", "converter"),
        ("sections", "page"),
        ("figures", "cell"),
        ("ids", "title"),
        ("names", "name"),
        ("lines", "label"),
        ("weighings", "rows"),
    }
    | {("sightings", name) for name in ("number_printed", "counts_what", "for_period", "credits", "note")}
    | {("sightings", name) for name in ("publisher", "via", "author", "title")}
    # What a rate is per, which the rule of units holds to its column.
    | {("units", name) for name in ("label", "singular", "plural")}
)
# A pass is kept as its coder left it: nothing is mended there.
AS_LEFT = frozenset({"pass_figures", "pass_claims"})
# A phrase of the source, or what the reviewers say instead of one.
BASES = frozenset({"place_basis", "period_basis", "origin_basis"})
USE = (
    "Say it without a number; what is counted or computed stands as a figure or a derivation. "
    "If it is part of a name, add the name to data/context/names.csv with its reason."
)
# The tables whose rows prove a number or a date where a text names them.
PROVING = ("figures", "derivations", "facts", "events")
DECLARATION = f"data/{DESCRIPTOR}"
#: File, line, column, text and row of what somebody wrote; of what is typed there the passage, its place, its proof.
_Written = tuple[str, int, str, str, object]
_Typed = tuple[str, int, str, Passage, int, int, bool]
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Where a source says something: the number is the source's own.
_FOOTNOTE = re.compile(r"\b[Ff]ootnote [0-9]+\b(?![.,][0-9])")
_ADDRESS = re.compile(r"https?://\S+")


def column_problems(corpus: Corpus) -> list[Problem]:
    """Return every quantity that is typed in the reviewers' prose in the tables (law 5), sorted by place.

    The words of the open vocabularies are read as well. Dates that *corpus* knows are free, and the names that
    it lists; that a label stands in a vocabulary frees nothing.
    """
    problems = set()
    for path, line, column, passage, start, end, is_proven in _typed(corpus):
        if not is_proven:
            message = f"{passage.text[start:end]!r} is typed in a text of the reviewers: “{passage.around(start)}”"
            problems.add(Problem(path, line, column, message, mending_hint(USE, passage, start, end)))
    return sorted(problems)


def proven_texts(corpus: Corpus) -> frozenset[str]:
    """Return the texts of the tables in which a number is typed and proven by its row, or one that the row names.

    They may stand on any page, since no page that prints them need print these rows beside them.
    """
    return frozenset(passage.text for *_, passage, _, _, is_proven in _typed(corpus) if is_proven)


def typed_in_row(corpus: Corpus, table: str, row: Any) -> Iterator[Fault]:
    """Yield each quantity that is typed in the prose of *row*, a record of *table* that *corpus* need not have."""
    schema = corpus.descriptor.table(table)
    texts = [one for one in _prose(_prose_columns(schema), row) if any(find_quantities(one[1]))]
    if not texts:
        return
    rows = {**corpus.tables[table], attrgetter(*schema.primary_key)(row): row}
    beside = replace(corpus, tables={**corpus.tables, table: rows})
    for *_, column, passage, start, end, is_proven in _found(beside, [("", 0, *text, row) for text in texts]):
        if not is_proven:
            message = f"{passage.text[start:end]!r} is typed in a text of the reviewers"
            yield column, message, mending_hint(USE, passage, start, end)


@lru_cache(maxsize=1)
def _typed(corpus: Corpus) -> tuple[_Typed, ...]:
    return tuple(_found(corpus, chain(_declared(corpus), _texts(corpus))))


def _found(corpus: Corpus, texts: Iterable[_Written]) -> Iterator[_Typed]:
    names = proper_names(corpus)
    free, prover = _free(corpus), Prover(corpus)
    for path, line, column, text, row in texts:
        for start, end in quantity_places(Passage(free(text), line), names):
            proofs = union((prover.everywhere, *(prover.row(*named) for named in _named(corpus, row))))
            is_age = isinstance(row, Population) and text[start:end].isdecimal() and row.says_age(int(text[start:end]))
            is_proven = is_age or proves(proofs, text, start, end, prover.counted)
            yield path, line, column, Passage(text, line), start, end, is_proven


def _named(corpus: Corpus, row: object) -> Iterator[tuple[str, str]]:
    """Yield the table and the key of each row that *row* is or names: in a column of keys, or by an id in its words."""
    for value in vars(row).values() if row else ():
        for name in _ID.findall(value) if isinstance(value, str) else ():
            # A word of prose may happen to be a key; one with hyphens is meant.
            if "-" in name or name == value:
                yield from ((table, name) for table in PROVING if name in corpus.tables[table])


def is_prose(table: TableSchema, column: Column) -> bool:
    """Say whether a column holds what the reviewers wrote in their own words."""
    if column.type != "string" or column.choices or column.pattern or column.name in table.own_columns:
        return False
    if table.name in AS_LEFT or column.name in CODED or (table.name, column.name) in CODED_HERE:
        return False
    return column.name not in (*table.primary_key, *(key.column for key in table.foreign_keys))


def known_dates(corpus: Corpus) -> re.Pattern[str]:
    """Return the pattern of the dates in the tables as they are printed, as precise as they are and less so.

    A letter may follow a year, as in the citation of one of several works.
    """
    texts = set()
    for table in corpus.descriptor.tables:
        dated = [c.name for c in table.columns if c.pattern.startswith(r"^\d{4}")]
        for row in corpus.tables[table.name].values():
            for value in (getattr(row, name) for name in dated):
                if _DATE.fullmatch(value):
                    texts |= {date_text(value[:length]) for length in (4, 7, 10)}
    alternatives = "|".join(map(re.escape, sorted(texts, key=len, reverse=True))) or r"(?!)"
    return re.compile(rf"(?<![\w.,])(?:{alternatives})(?![0-9])(?![.,][0-9])")


def _texts(corpus: Corpus) -> Iterator[_Written]:
    """Yield what the reviewers wrote, with its file, its line, its column and its row."""
    for table in corpus.descriptor.tables:
        columns = _prose_columns(table)
        for key, row in corpus.tables[table.name].items():
            for column, text in _prose(columns, row):
                yield f"data/{table.path}", corpus.lines[table.name][key], column, text, row


def _prose(columns: Iterable[str], row: object) -> Iterator[tuple[str, str]]:
    """Yield what the reviewers wrote in a row, with its column."""
    if not (isinstance(row, SourceSection) and row.is_whole_page):
        for column in columns:
            yield from ((column, text) for text in _own_words(column, getattr(row, column)))


def _prose_columns(table: TableSchema) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if is_prose(table, column))


def _declared(corpus: Corpus) -> Iterator[_Written]:
    """Yield the words that the review gives the open vocabularies: the codebook prints them."""
    for table in corpus.descriptor.tables:
        for column in table.columns:
            for word in (*column.choices, *column.meanings) if column.open else ():
                yield DECLARATION, 0, f"{table.name}.{column.name}", word, None


def _own_words(column: str, text: str) -> Iterator[str]:
    parts = re.split(r"\s[|+]\s", text) if column in BASES else [text]
    yield from (part for part in parts if column not in BASES or part.strip().startswith(IMPLIED.strip()))


def _free(corpus: Corpus) -> Callable[[str], str]:
    """Return what takes out of a text what it may cite: rows by ids, addresses, a source's footnotes, known dates."""
    ids = {key for name in ("sources", "figures", "claims") for key in corpus.tables[name]}
    dates = known_dates(corpus)

    def gap(match: re.Match[str]) -> str:
        return GAP * len(match[0])

    def free(text: str) -> str:
        text = _ADDRESS.sub(gap, text)
        text = _ID.sub(lambda match: gap(match) if match[0] in ids else match[0], text)
        return dates.sub(gap, _FOOTNOTE.sub(gap, text))

    return free
