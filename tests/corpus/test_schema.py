"""The schema of the tables: it fits the records, and its columns read a cell as frictionless does."""

from __future__ import annotations

import pickle
import re
from dataclasses import fields
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from bicycles import DECLARATION
from frictionless import Field, Package
from hypothesis import given
from hypothesis import strategies as st

from review.corpus.corpus import Corpus
from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.records import RECORDS
from review.corpus.tables.schema import Column, schema
from review.corpus.vocabulary import VOCABULARIES
from review.export.package import data_package

TYPES = {
    "str": "string",
    "int": "integer",
    "int | None": "integer",
    "Decimal": "number",
    "Decimal | None": "number",
    **dict.fromkeys(VOCABULARIES, "string"),
}
TABLES = schema().with_words(DECLARATION["vocabularies"])
COLUMNS = [column for table in TABLES for column in table.columns]
KEYS = {(table.name, name) for table in TABLES for name in table.column_names}


def test_every_record_has_its_table_and_columns() -> None:
    declared = {table.name: {column.name: column.type for column in table.columns} for table in schema().tables}
    assert declared == {
        name: {field.name: TYPES[str(field.type)] for field in fields(record)} for name, record in RECORDS.items()
    }
    assert len(declared) == len(schema().tables)


def test_every_key_is_of_columns_that_there_are() -> None:
    for table in schema().tables:
        assert table.primary_key and set(table.primary_key) <= set(table.column_names), table.name
        for key in table.foreign_keys:
            assert {(table.name, key.column), (key.table, key.target)} <= KEYS, (table.name, key.column)


def test_every_table_is_a_file_of_its_own_in_the_data_folder() -> None:
    paths = [PurePosixPath(table.path) for table in schema().tables]
    assert len(set(paths)) == len(paths)
    assert all(path.suffix == ".csv" and not path.is_absolute() and ".." not in path.parts for path in paths)


def test_every_table_and_column_says_what_it_holds() -> None:
    assert [table.name for table in TABLES if not table.description] == []
    assert [column.name for column in COLUMNS if not column.description] == []


def test_the_library_decides_on_every_word_of_an_enumeration_and_no_review_extends_one() -> None:
    for table in schema().tables:
        kinds = {field.name: VOCABULARIES.get(str(field.type)) for field in fields(RECORDS[table.name])}
        for column in table.columns:
            if kind := kinds[column.name]:
                assert column.choices and set(column.choices) <= set(kind), (table.name, column.name)
            assert bool(kind) + column.open <= 1, (table.name, column.name)


def test_a_constraint_is_of_a_type_that_has_it() -> None:
    for column in COLUMNS:
        re.compile(column.pattern)
        assert column.type in ("string", "integer", "number"), column.name
        assert column.type == "string" or not (column.choices or column.pattern or column.open), column.name
        assert column.type != "string" or column.minimum is None, column.name


def test_with_the_words_of_a_review_it_is_a_data_package(bicycle_corpus: Corpus) -> None:
    written = data_package(bicycle_corpus.descriptor)
    assert Package.validate_descriptor(written).valid
    fields_read = [each.schema.fields for each in Package.from_descriptor(written).resources]
    assert [[(each.name, each.type) for each in read] for read in fields_read] == [
        [(column.name, column.type) for column in table.columns if not column.optional] for table in TABLES
    ]


def test_it_is_plain_data(bicycle_corpus: Corpus) -> None:
    descriptor: Descriptor = bicycle_corpus.descriptor
    assert pickle.loads(pickle.dumps(descriptor)) == descriptor


def by_frictionless(column: Column) -> Any:
    """Return the cell reader that frictionless makes of *column*."""
    constraints = {
        "required": column.required or None,
        "enum": list(column.choices) or None,
        "pattern": column.pattern or None,
        "minimum": column.minimum,
    }
    kept = {name: value for name, value in constraints.items() if value is not None}
    descriptor = {"name": column.name, "type": column.type, "constraints": kept, "missingValues": [""]}
    return Field.from_descriptor(descriptor).create_cell_reader()


READERS = [(column, by_frictionless(column)) for column in COLUMNS]
# Printable ASCII: of other scripts' digits, and of white space, we take less.
PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
NUMERALS = st.one_of(
    st.integers(-3, 9).map(str),
    st.integers().map(str),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.sampled_from(["", "-0", "0.0", "007", "1_000", "1e3", "INF", "NaN", "+5", " 5", ".5", "5.", "9" * 40]),
)
SHAPED = st.sampled_from([column.pattern for column in COLUMNS if column.pattern]).flatmap(
    lambda pattern: st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)
)
WORDS = st.sampled_from([word for column in COLUMNS for word in column.choices])
CELLS = st.one_of(st.just(""), PRINTABLE, NUMERALS, SHAPED.filter(str.isprintable), WORDS)


@given(reader=st.sampled_from(READERS), cell=CELLS)
def test_a_cell_is_read_as_by_frictionless(reader: tuple[Column, Any], cell: str) -> None:
    column, read = reader
    value, broken = column.read(cell)
    expected, notes = read(cell)
    if broken == "type" and "type" not in (notes or {}):
        # It takes more spellings of numbers than we do: ours are those that everybody reads alike.
        assert not re.fullmatch(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?", cell)
        return
    assert broken == next(iter(notes or {}), "")
    assert (value, type(value)) == (expected, type(expected))


@given(cell=NUMERALS)
def test_a_number_is_read_exactly(cell: str) -> None:
    value, broken = Column("number", "number", "A number.").read(cell)
    assert value is None or (isinstance(value, Decimal) and str(value) == cell and broken == "")


def test_a_digit_of_another_script_is_no_digit() -> None:
    assert Column("day", "string", "A day.", pattern=r"^\d$").read("\u0661") == ("\u0661", "pattern")
    assert Column("number", "integer", "A number.").read("\u0661") == (None, "type")


def test_each_pattern_is_told_by_forms_whose_examples_have_it() -> None:
    """Who types is told a form and an example, and never a regular expression."""
    for column in COLUMNS:
        if column.pattern:
            assert column.forms, column.name
            assert all(re.fullmatch(column.pattern, example, re.ASCII) for _, example in column.forms), column.name
