"""What a notebook lets its reader change, and whether given values fit that."""

from __future__ import annotations

import ast
import contextlib
import difflib
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from review.errors import UsageError
from review.execution.parameters.values import TYPES, Parameter
from review.files.notebooks import failure, first_line, read_template

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["Parameter", "changed", "check_parameters", "parse_assignments", "read_parameters"]

DECLARE = (
    f"Write `name: type = literal  # what it means`, with one of the types {', '.join(TYPES)}, each perhaps `| None`."
)
CHOICES = re.compile(r"\s*\[(?P<kind>one of|from):(?P<choices>[^\[\]]*)\]\s*$")
#: What to write in the place of a parameter that is no more.
RENAMED = {"include_unnamed": "origins=named in the place of include_unnamed=false", "sources": "exclude_sources"}


def read_parameters(notebook: Path, *, is_chapter: bool = True) -> tuple[Parameter, ...]:
    """Return the parameters that *notebook* declares in its one cell tagged ``parameters``, in its order.

    One that is no chapter of a book may have no such cell, and assign what it likes: its plain assignments of
    literals are parameters without a type. Raises UsageError if there is no such file, NotebookFailed if the
    declaration cannot be read.
    """
    return declared(read_template(notebook), notebook, is_chapter=is_chapter)


def declared(content: NotebookNode, notebook: Path, *, is_chapter: bool = True) -> tuple[Parameter, ...]:
    """Return the parameters in *content*, which was read from *notebook*."""
    if not is_chapter and not parameter_cells(content):
        return ()
    cell, place = _declaration(content, notebook)
    try:
        statements, comments = ast.parse(cell.source).body, _comments(cell.source)
    except (SyntaxError, ValueError, tokenize.TokenError) as error:
        raise failure(notebook, f"{place}: not Python ({first_line(error)})", "Correct the line.") from None
    if not is_chapter:
        return tuple(_assigned(statements, comments))
    known: dict[str, Parameter] = {}
    for statement in statements:
        try:
            parameter = _parameter(statement, comments.get(statement.end_lineno or 0, ""))
            if parameter.name in known:
                raise ValueError(f"'{parameter.name}' is declared twice")
        except (TypeError, ValueError) as error:
            got = first_line(ast.unparse(statement))
            raise failure(notebook, f"{place}, line {statement.lineno}: {error} (got `{got}`)", DECLARE) from None
        known[parameter.name] = parameter
    return tuple(known.values())


def parameter_cells(content: NotebookNode) -> list[int]:
    """Return the numbers, from 1, of the cells tagged ``parameters``."""
    return [n for n, cell in enumerate(content.cells, start=1) if "parameters" in cell.metadata.get("tags", [])]


def check_parameters(known: Sequence[Parameter], given: Mapping[str, object]) -> dict[str, object]:
    """Return a value for every parameter, in their order: the one in *given*, or the default.

    An int is taken as a float where a float is declared; a bool is not an int. All that is wrong is told in
    one UsageError, with the list of what is known.
    """
    problems = [_unknown(name, known) for name in given if name not in {each.name for each in known}]
    values: dict[str, object] = {}
    for parameter in known:
        if parameter.name not in given and parameter.required:
            problems.append(f"parameter '{parameter.name}' is required and was not given.")
            continue
        try:
            values[parameter.name] = parameter.fit(given.get(parameter.name, parameter.default))
        except ValueError as error:
            problems.append(f"parameter '{parameter.name}': {error}.")
    if problems:
        raise UsageError(_explain(problems, known))
    return values


def parse_assignments(assignments: Iterable[str], known: Sequence[Parameter]) -> dict[str, object]:
    """Return the values in ``name=value`` texts, each read by the type of its parameter.

    ``true`` and ``false`` are bools, ``none`` is the None of an optional parameter, ``a,b,c`` is a list.
    """
    by_name = {parameter.name: parameter for parameter in known}
    values: dict[str, object] = {}
    problems: list[str] = []
    for assignment in assignments:
        name, sign, text = assignment.partition("=")
        name = name.strip()
        if not sign or not name:
            problems.append(f"'{assignment}' is no assignment (expected name=value).")
        elif name not in by_name:
            problems.append(_unknown(name, known))
        elif name in values:
            problems.append(f"parameter '{name}' is given twice. Give it once.")
        else:
            try:
                values[name] = by_name[name].fit(by_name[name].parse(text))
            except ValueError as error:
                problems.append(f"parameter '{name}': {error}.")
                values[name] = None
    if problems:
        raise UsageError(_explain(problems, known))
    return values


def changed(known: Sequence[Parameter], values: Mapping[str, object]) -> dict[str, object]:
    """Return those of the complete *values* that differ from the defaults."""
    return {each.name: values[each.name] for each in known if each.required or values[each.name] != each.default}


def _declaration(content: NotebookNode, notebook: Path) -> tuple[NotebookNode, str]:
    tagged = parameter_cells(content)
    if len(tagged) != 1:
        where = f": cells {', '.join(map(str, tagged))}" if tagged else ""
        raise failure(
            notebook,
            f"one cell must be tagged 'parameters' (got {len(tagged)}{where})",
            "Tag the cell that assigns the defaults, and no other.",
        )
    if any("injected-parameters" in cell.metadata.get("tags", []) for cell in content.cells):
        # Its cell of given values would silently win over the defaults.
        raise failure(notebook, "holds a cell tagged 'injected-parameters', so it is an output", "Run the template.")
    cell, place = content.cells[tagged[0] - 1], f"cell {tagged[0]}"
    if cell.cell_type != "code":
        raise failure(notebook, f"{place} is tagged 'parameters' but holds no code", "Make it a code cell.")
    return cell, place


def _parameter(statement: ast.stmt, comment: str) -> Parameter:
    if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)):
        raise TypeError("only annotated assignments may stand in the parameters cell")
    name, annotation = statement.target.id, ast.unparse(statement.annotation)
    if annotation.removesuffix(" | None") not in TYPES:
        raise ValueError(f"'{annotation}' is not a type that a parameter can have")
    match = CHOICES.search(comment)
    description = comment[: match.start()] if match else comment
    of = match["choices"].strip() if match and match["kind"] == "from" else ""
    choices = [choice.strip() for choice in match["choices"].split(",")] if match and not of else []
    element = "str" if annotation.startswith("list[str]") else annotation.removesuffix(" | None")
    single = Parameter(name, element, None)
    typed = tuple(single.fit(single.parse(choice)) for choice in choices)
    if statement.value is None:
        return Parameter(name, annotation, None, description, typed, required=True, of=of)
    try:
        default = ast.literal_eval(statement.value)
    except ValueError:
        raise ValueError(f"the default of '{name}' is no literal") from None
    parameter = Parameter(name, annotation, default, description, typed)
    return Parameter(name, annotation, parameter.fit(default), description, typed, of=of)


def _assigned(statements: Iterable[ast.stmt], comments: Mapping[int, str]) -> Iterator[Parameter]:
    """Yield what an ordinary cell assigns to a name by itself, where it is a literal."""
    for each in statements:
        target = each.targets[0] if isinstance(each, ast.Assign) else getattr(each, "target", None)
        if isinstance(each, (ast.Assign, ast.AnnAssign)) and isinstance(target, ast.Name) and each.value:
            with contextlib.suppress(ValueError):
                yield Parameter(target.id, "", ast.literal_eval(each.value), comments.get(each.end_lineno or 0, ""))


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("#").strip() for token in tokens if token.type == tokenize.COMMENT}


def _unknown(name: str, known: Sequence[Parameter]) -> str:
    if name in RENAMED:
        return f"there is no parameter '{name}' any more. Write {RENAMED[name]}."
    close = difflib.get_close_matches(name, [each.name for each in known])
    return f"there is no parameter '{name}'{f' (did you mean {close[0]!r}?)' if close else ''}."


def _explain(problems: Sequence[str], known: Sequence[Parameter]) -> str:
    listed = [f"  {parameter}" for parameter in known] or ["  none"]
    return "\n".join([*problems, "Known parameters:", *listed])
