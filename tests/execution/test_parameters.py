"""Parameters: what a notebook declares, and that nothing else can be given."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.translators import PythonTranslator

from review.errors import NotebookFailed, UsageError
from review.execution.parameters.declared import (
    Parameter,
    changed,
    check_parameters,
    parse_assignments,
    read_parameters,
)

Write = Callable[..., Path]

DECLARED = """
# What a reader may change.
source_id: str = "first"  # the source that is shown
base_year: int = 2010  # year whose prices are used [one of: 2000, 2010]
share: float = 1
unnamed: bool = True  # include unnamed origins
sexes: list[str] = ["female", "male"]  # [one of: female, male, both]
currency: str | None = None  # none: as printed [one of: yuan, yen]
"""

KNOWN = (
    Parameter("source_id", "str", "first", "the source that is shown"),
    Parameter("base_year", "int", 2010, "year whose prices are used", (2000, 2010)),
    Parameter("share", "float", 1.0),
    Parameter("unnamed", "bool", True, "include unnamed origins"),
    Parameter("sexes", "list[str]", ["female", "male"], "", ("female", "male", "both")),
    Parameter("currency", "str | None", None, "none: as printed", ("yuan", "yen")),
)

LISTING = """Known parameters:
  source_id: str = 'first'  the source that is shown
  base_year: int = 2010  year whose prices are used [one of: 2000, 2010]
  share: float = 1.0
  unnamed: bool = True  include unnamed origins
  sexes: list[str] = ['female', 'male'] [one of: female, male, both] (written a,b or ["a", "b"])
  currency: str | None = None  none: as printed [one of: yuan, yen]"""


def test_declaration_is_read_with_types_comments_and_choices(write: Write) -> None:
    known = read_parameters(write(parameters=DECLARED))
    assert known == KNOWN
    assert isinstance(known[2].default, float)


def test_a_parameter_without_a_default_is_required(write: Write) -> None:
    known = read_parameters(write(parameters="source_id: str  # which"))
    assert known == (Parameter("source_id", "str", None, "which", required=True),)
    with pytest.raises(UsageError) as caught:
        check_parameters(known, {})
    assert str(caught.value) == (
        "parameter 'source_id' is required and was not given.\nKnown parameters:\n  source_id: str (required)  which"
    )
    assert check_parameters(known, {"source_id": "a"}) == {"source_id": "a"}
    assert changed(known, {"source_id": "a"}) == {"source_id": "a"}


DECLARE = (
    "Write `name: type = literal  # what it means`, with one of the types str, int, float, bool, list[str], "
    "each perhaps `| None`."
)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("year = 2010", "only annotated assignments may stand in the parameters cell (got `year = 2010`)"),
        ("import os", "only annotated assignments may stand in the parameters cell (got `import os`)"),
        ("a.b: int = 1", "only annotated assignments may stand in the parameters cell (got `a.b: int = 1`)"),
        ("year: int = 2000 + 10", "the default of 'year' is no literal (got `year: int = 2000 + 10`)"),
        ("year: int = now()", "the default of 'year' is no literal (got `year: int = now()`)"),
        ("year: dict = {}", "'dict' is not a type that a parameter can have (got `year: dict = {}`)"),
        ("year: int = '1'", "not of its type (got '1', expected int) (got `year: int = '1'`)"),
        ("year: int = True", "not of its type (got True, expected int) (got `year: int = True`)"),
        ("year: int = None", "not of its type (got None, expected int) (got `year: int = None`)"),
        ("rate: float = 1e999", "not of its type (got inf, expected float) (got `rate: float = 1e309`)"),
        (
            "x: list[str] = [1]",
            'not of its type (got [1], expected list[str] written a,b or ["a", "b"]) (got `x: list[str] = [1]`)',
        ),
        (
            "sex: str = 'x'  # [one of: a, b]",
            "not allowed (got 'x', expected one of: a, b) (got `sex: str = 'x'`)",
        ),
        ("n: int = 1  # [one of: 1, two]", "not of its type (got 'two', expected int) (got `n: int = 1`)"),
        ("first: int = 2", "'first' is declared twice (got `first: int = 2`)"),
    ],
)
def test_what_is_no_declaration_is_refused_with_its_line(write: Write, line: str, message: str) -> None:
    path = write(parameters=f"first: int = 1\n\n{line}")
    with pytest.raises(NotebookFailed) as caught:
        read_parameters(path)
    assert str(caught.value) == f"{path}: cell 1, line 3: {message}. {DECLARE}"


def test_a_cell_that_is_not_python_is_refused(write: Write) -> None:
    path = write(parameters="%matplotlib inline")
    with pytest.raises(NotebookFailed, match=r"cell 1: not Python \(invalid syntax .*\)\. Correct the line"):
        read_parameters(path)


def test_exactly_one_code_cell_must_be_tagged(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    tag = {"tags": ["parameters"]}
    hint = "Tag the cell that assigns the defaults, and no other."

    def refused(*cells: object) -> str:
        nbformat.write(new_notebook(cells=list(cells)), path)
        with pytest.raises(NotebookFailed) as caught:
            read_parameters(path)
        return str(caught.value)

    assert refused(new_code_cell("a: int = 1")) == (f"{path}: one cell must be tagged 'parameters' (got 0). {hint}")
    assert refused(new_code_cell("a: int = 1", metadata=tag), new_code_cell("b: int = 1", metadata=tag)) == (
        f"{path}: one cell must be tagged 'parameters' (got 2: cells 1, 2). {hint}"
    )
    assert refused(new_markdown_cell("a", metadata=tag)) == (
        f"{path}: cell 1 is tagged 'parameters' but holds no code. Make it a code cell."
    )
    injected = new_code_cell("a = 2", metadata={"tags": ["injected-parameters"]})
    assert refused(new_code_cell("a: int = 1", metadata=tag), injected) == (
        f"{path}: holds a cell tagged 'injected-parameters', so it is an output. Run the template."
    )


def test_defaults_complete_what_is_given() -> None:
    values = check_parameters(KNOWN, {"base_year": 2000, "share": 2, "currency": "yuan"})
    assert values == {
        "source_id": "first",
        "base_year": 2000,
        "share": 2.0,
        "unnamed": True,
        "sexes": ["female", "male"],
        "currency": "yuan",
    }
    assert isinstance(values["share"], float)
    assert changed(KNOWN, values) == {"base_year": 2000, "share": 2.0, "currency": "yuan"}
    assert changed(KNOWN, check_parameters(KNOWN, {"base_year": 2010})) == {}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("base_yaer", 2000, "there is no parameter 'base_yaer' (did you mean 'base_year'?)."),
        ("zzz", 1, "there is no parameter 'zzz'."),
        ("base_year", True, "parameter 'base_year': not of its type (got True, expected int)."),
        ("base_year", 2000.0, "parameter 'base_year': not of its type (got 2000.0, expected int)."),
        ("base_year", 1999, "parameter 'base_year': not allowed (got 1999, expected one of: 2000, 2010)."),
        ("share", float("nan"), "parameter 'share': not of its type (got nan, expected float)."),
        ("share", False, "parameter 'share': not of its type (got False, expected float)."),
        ("unnamed", 1, "parameter 'unnamed': not of its type (got 1, expected bool)."),
        ("source_id", None, "parameter 'source_id': not of its type (got None, expected str)."),
        ("source_id", "\udc80", "parameter 'source_id': not of its type (got '\\udc80', expected str)."),
        (
            "sexes",
            "male",
            "parameter 'sexes': not of its type (got 'male', expected list[str] written a,b or [\"a\", \"b\"]).",
        ),
        (
            "sexes",
            ["man"],
            "parameter 'sexes': not allowed (got 'man', expected one of: female, male, both).",
        ),
        (
            "currency",
            "peso",
            "parameter 'currency': not allowed (got 'peso', expected one of: yuan, yen).",
        ),
    ],
)
def test_a_wrong_value_is_refused_with_the_list_of_the_known(name: str, value: object, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_parameters(KNOWN, {name: value})
    assert str(caught.value) == f"{message}\n{LISTING}"


def test_all_wrong_values_are_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        check_parameters(KNOWN, {"zzz": 1, "unnamed": "yes", "share": 10**400})
    problems = str(caught.value).split("\nKnown")[0].splitlines()
    assert len(problems) == 3


def test_assignments_are_read_by_type() -> None:
    given = [
        "source_id=a=b",
        "base_year=2000",
        "share=.5",
        "unnamed=False",
        "sexes=male, female",
        "currency=none",
    ]
    assert parse_assignments(given, KNOWN) == {
        "source_id": "a=b",
        "base_year": 2000,
        "share": 0.5,
        "unnamed": False,
        "sexes": ["male", "female"],
        "currency": None,
    }
    assert parse_assignments(["sexes=", "source_id="], KNOWN) == {"sexes": [], "source_id": ""}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["base_year"], "'base_year' is no assignment (expected name=value)."),
        (["=2000"], "'=2000' is no assignment (expected name=value)."),
        (["base_year=2000", "base_year=2010"], "parameter 'base_year' is given twice. Give it once."),
        (["year=2000"], "there is no parameter 'year' (did you mean 'base_year'?)."),
        (["base_year=2_000"], "parameter 'base_year': not of its type (got '2_000', expected int)."),
        (["base_year=2000.0"], "parameter 'base_year': not of its type (got '2000.0', expected int)."),
        (["base_year=none"], "parameter 'base_year': not of its type (got 'none', expected int)."),
        (["share=inf"], "parameter 'share': not of its type (got 'inf', expected float)."),
        (["share=1e999"], "parameter 'share': not of its type (got inf, expected float)."),
        (["unnamed=yes"], "parameter 'unnamed': not of its type (got 'yes', expected bool)."),
    ],
)
def test_a_malformed_assignment_is_refused(given: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_assignments(given, KNOWN)
    assert str(caught.value) == f"{message}\n{LISTING}"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.one_of(TEXTS, st.integers(), st.floats(allow_nan=False), st.booleans(), st.none(), st.lists(TEXTS)))
def test_papermill_writes_every_value_that_we_allow_as_it_is(value: object) -> None:
    translated = PythonTranslator.translate(value)
    if value not in (float("inf"), float("-inf")):
        assert ast.literal_eval(translated) == value
