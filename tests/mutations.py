"""The small errors that can be made in one module, each a piece of text and what stands there instead."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
# What a function returns instead, by the beginning of its annotation; None where there is no other.
DEFAULTS = {"str": "''", "int": "0", "bool": "False", "list": "[]", "dict": "{}", "tuple": "()", "set": "set()"}
LOGGERS = {"logger", "logging"}
# So many of a sample are of each room, however small it is.
LEAST = 4
Change = tuple[ast.AST, str]


@dataclass(frozen=True)
class Mutant:
    """One error in one module: the bytes from *start* to *end* become *after*."""

    room: str
    path: Path
    text: bytes
    line: int
    start: int
    end: int
    after: str

    def mutated(self) -> bytes:
        """Return the module with the error."""
        return self.text[: self.start] + self.after.encode() + self.text[self.end :]

    def is_python(self) -> bool:
        """Return whether the module with the error can be read."""
        try:
            ast.parse(self.mutated())
        except SyntaxError:
            return False
        return True

    def is_in_function(self) -> bool:
        """Return whether the error stands where nothing runs as the module is imported."""
        functions = (node for node in ast.walk(ast.parse(self.text)) if isinstance(node, ast.FunctionDef | ast.Lambda))
        return any(node.lineno <= self.line <= (node.end_lineno or 0) for node in functions)

    def __str__(self) -> str:
        name = self.path.as_posix().rpartition("/src/")[2]
        before, after = _narrow(" ".join(self.text[self.start : self.end].decode().split()), self.after)
        return f"{self.room}  src/{name}:{self.line}  {before} → {after}"


def _narrow(before: str, after: str) -> tuple[str, str]:
    """Return both cut to what surrounds their difference."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    cut = max(0, at - 30)
    return tuple(
        ("…" if cut else "") + text[cut : cut + 70] + ("…" if len(text) > cut + 70 else "") for text in (before, after)
    )


def mutants_of(path: Path, room: str) -> Iterator[Mutant]:
    """Yield the errors that can be made in a module, in the order of its text."""
    text = path.read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, after in _changes(ast.parse(text), ""):
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        yield Mutant(room, path, text, node.lineno, start, end, after)


def _changes(node: ast.AST, returns: str) -> Iterator[Change]:
    """Yield what can be changed in a node and below it; *returns* is the annotation of the function around it."""
    if isinstance(node, ast.FunctionDef):
        returns = ast.unparse(node.returns) if node.returns else ""
    yield from _own_changes(node, returns)
    # A position within an f-string is not that of the text before Python 3.12.
    if not isinstance(node, ast.JoinedStr):
        for child in _below(node):
            yield from _changes(child, returns)


def _below(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the children in which errors are made."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _passed_over(child):
                yield child


def _passed_over(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.keyword(arg="strict"):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Compare(left=ast.Name(id="__name__"))):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
            return name in LOGGERS
    return False


def _with(node: ast.AST, change: Callable[[ast.AST], None]) -> Change:
    """Return the node written with a change, in brackets, so that it binds as before."""
    other = copy.deepcopy(node)
    change(other)
    return node, f"({ast.unparse(other)})"


def _own_changes(node: ast.AST, returns: str) -> Iterator[Change]:
    match node:
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                yield _with(node, lambda other, n=number, o=operator: other.ops.__setitem__(n, SWAPPED[type(o)]()))
        case ast.BoolOp():
            yield _with(node, lambda other: setattr(other, "op", SWAPPED[type(node.op)]()))
        case ast.BinOp(op=ast.Add() | ast.Sub()) if not any(_is_text(side) for side in (node.left, node.right)):
            yield _with(node, lambda other: setattr(other, "op", SWAPPED[type(node.op)]()))
        case ast.UnaryOp(op=ast.Not()):
            yield node, f"({ast.unparse(node.operand)})"
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) if not _is_negatable(test):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.comprehension():
            yield from ((test, f"(not ({ast.unparse(test)}))") for test in node.ifs if not _is_negatable(test))
        case ast.Constant() | ast.JoinedStr():
            yield from _constant_changes(node)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            default = DEFAULTS.get(re.split(r"\W", returns)[0], "None")
            yield value, default
        case ast.Expr(value=ast.Call()):
            yield node, "pass"
        case ast.Call(func=ast.Name(id="sorted" | "reversed"), args=[first, *_]):
            yield node, f"list({ast.unparse(first)})"
        case ast.Break():
            yield node, "continue"
        case ast.Continue():
            yield node, "break"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _is_negatable(test: ast.AST) -> bool:
    """Return whether the test is changed in another way already."""
    return isinstance(test, ast.Compare) or (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))


def _constant_changes(node: ast.Constant | ast.JoinedStr) -> Iterator[Change]:
    """Yield a number one off, a truth turned, and a sentence with its longest word changed."""
    if isinstance(node, ast.JoinedStr):
        parts = [
            n for n, part in enumerate(node.values) if isinstance(part, ast.Constant) and " " in part.value.strip()
        ]
        for number in parts[:1]:
            changed = _changed_words(node.values[number].value)
            yield _with(node, lambda other, n=number, c=changed: setattr(other.values[n], "value", c))
    elif isinstance(node.value, bool):
        yield node, str(not node.value)
    elif isinstance(node.value, int):
        yield node, str(node.value + 1)
    elif isinstance(node.value, str) and " " in node.value.strip():
        yield node, f"({_changed_words(node.value)!r})"


def _changed_words(text: str) -> str:
    longest = max(re.findall(r"[^\W\d_]+", text) or [text], key=len)
    return text.replace(longest, "XX", 1)


def shares(lines: dict[str, int], count: int) -> dict[str, int]:
    """Return how many of *count* each room gets: in proportion to its lines, and four at least."""
    given = {room: max(LEAST, round(count * lines[room] / sum(lines.values()))) for room in lines}
    while (over := sum(given.values()) - count) != 0:
        free = [room for room in given if over < 0 or given[room] > LEAST]
        if not free:
            break
        most = max(free, key=lambda room: (given[room], room))
        given[most] -= 1 if over > 0 else -1
    return given
