"""What the data answer to a question that a run asked: hashes, by which a change that matters to it is known.

A question is a tuple of texts: ``("row", table, key, columns)``, ``("keys", table)``, ``("call", function,
arguments)`` or ``("file", path)``. A run records its questions with the answers that it got; as long as the data
give the same answers, the run would come out the same.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from review.corpus.tables.records import RECORDS
from review.errors import ReviewError
from review.files.hashing import sha256

Question = tuple[str, ...]
#: What a run asked and was answered.
Reads = Mapping[Question, str]

#: The figures with the corrections applied, beside the table of them as printed.
AS_USED = "figures as used"
#: Stands for the columns of an entry that has none.
WHOLE = "*"
ABSENT = ""

_TABLE_OF = {record: name for name, record in RECORDS.items()}
_PLAIN = (str, int, float, Decimal, type(None))


class Answers:
    """The answers of one state of the data: of files in *folder*, of a *corpus*, and of other *tables* by name."""

    def __init__(self, folder: Path, corpus: Any = None, **tables: Mapping[Any, Any]) -> None:
        self.folder, self.corpus = folder, corpus
        self.tables: Mapping[str, Mapping[Any, Any]] = tables
        if corpus is not None:
            lines = {f"lines of {name}": lines for name, lines in corpus.lines.items()}
            self.tables = {**corpus.tables, **lines, AS_USED: corpus.figures, **tables}
        # Many runs ask the same, such as which figures a source has.
        self.answer = cache(self._answer)
        self._keys_of = cache(self._read_keys)

    def changed(self, reads: Reads) -> list[str]:
        """Return what is answered otherwise than *reads* has it, in words; nothing where all stands as it was."""
        return [named(question) for question, answer in reads.items() if self.answer(question) != answer]

    def digest(self, value: object) -> str:
        """Return a hash of *value*; rows of the corpus count by their keys, since their cells are asked apart."""
        return sha256(repr(self._canonical(value)).encode())[:32]

    def place(self, value: object) -> tuple[str, Any] | None:
        """Return the table and the key of *value* where it is a row of the corpus."""
        name = _TABLE_OF.get(type(value))
        if name is None or self.corpus is None:
            return None
        names = self.corpus.descriptor.table(name).primary_key
        key = tuple(getattr(value, column) for column in names)
        key = key[0] if len(key) == 1 else key
        for table in (AS_USED, name) if name == "figures" else (name,):
            if self.tables[table].get(key) is value:
                return table, key
        return None

    def _answer(self, question: Question) -> str:
        kind, name, *more = question
        if kind == "row":
            return self._cells(name, *more)
        if kind == "keys":
            return self.digest(list(self.tables.get(name, {})))
        if kind == "call":
            return self._called(function_named(name), *json.loads(more[0]))
        path = self.folder / name
        return sha256(path.read_bytes())[:32] if path.is_file() else ABSENT

    def _called(self, function: Any, positional: list[object], named_ones: list[tuple[str, object]]) -> str:
        asked, by_name = [_tuples(value) for value in positional], {name: _tuples(value) for name, value in named_ones}
        try:
            return self.digest(function(self.corpus, *asked, **by_name))
        except (ReviewError, LookupError, ValueError):
            # Such as an id that is gone: the run itself says it better.
            return ABSENT

    def _cells(self, table: str, key: str, columns: str) -> str:
        keys = self._keys_of(table)
        if key not in keys:
            return ABSENT
        row = self.tables[table][keys[key]]
        return self.digest(row if columns == WHOLE else [getattr(row, name) for name in columns.split()])

    def _read_keys(self, table: str) -> dict[str, Any]:
        return {key_text(key): key for key in self.tables.get(table, {})}

    def _canonical(self, value: object) -> object:
        if place := self.place(value):
            return place
        if is_dataclass(value):
            return (type(value).__name__, *(self._canonical(getattr(value, f.name)) for f in fields(value)))
        if isinstance(value, Mapping):
            return [(self._canonical(key), self._canonical(one)) for key, one in value.items()]
        if isinstance(value, (set, frozenset)):
            return sorted(repr(self._canonical(one)) for one in value)
        if isinstance(value, (tuple, list)):
            return [self._canonical(one) for one in value]
        if isinstance(value, _PLAIN):
            return value
        raise TypeError(f"an answer cannot hold a {type(value).__name__}: return plain values and rows")


def key_text(key: Any) -> str:
    """Return a key as one string, the parts of a composed key joined by a slash."""
    return "/".join(key) if isinstance(key, tuple) else str(key)


def call_of(function: Any, positional: Iterable[object], named_ones: Mapping[str, object]) -> Question:
    """Return the question that a call is. Arguments are plain values, and collections of them."""
    name = f"{function.__module__}:{function.__qualname__}"
    arguments = [[_listed(one) for one in positional], [[n, _listed(v)] for n, v in sorted(named_ones.items())]]
    return "call", name, json.dumps(arguments, ensure_ascii=False)


def named(question: Question) -> str:
    """Return a question in words that a user understands.

    >>> named(("row", "figures", "smith2015-found", "low high"))
    'figures smith2015-found'
    >>> named(("keys", "figures"))
    'which figures there are'
    """
    kind, name, *more = question
    if kind == "row":
        return f"{name} {more[0]}"
    if kind == "keys":
        return f"which {name} there are"
    if kind == "call":
        function = name.rpartition(":")[2].rpartition(".")[2]
        positional, named_ones = json.loads(more[0])
        shown = [json.dumps(one) for one in positional] + [f"{n}={json.dumps(v)}" for n, v in named_ones]
        return f"{function}({', '.join(shown)})"
    return name


def function_named(name: str) -> Any:
    """Return the recorded function of that *name*, as ``call_of`` gives it. Raises ValueError for any other."""
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module) if module.partition(".")[0] == __name__.partition(".")[0] else None
    for part in path.split("."):
        found = getattr(found, part, None)
    if not getattr(found, "is_recorded", False):
        raise ValueError(f"{name!r} is no recorded function")
    return found


def _listed(value: object) -> object:
    if isinstance(value, (set, frozenset)):
        return sorted(map(_listed, value))  # type: ignore[type-var]
    if isinstance(value, _PLAIN) and not isinstance(value, Decimal):
        return value
    if isinstance(value, Iterable):
        return [_listed(one) for one in value]
    raise TypeError(f"a recorded function cannot be given a {type(value).__name__}: give it ids")


def _tuples(value: object) -> object:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
