"""What a run reads of the data, recorded cell by cell while it reads, so that nobody has to declare it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from functools import cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, cast

from review.corpus.tables.records import RECORDS
from review.corpus.tracing.digests import WHOLE, Answers, Question, Reads, call_of, key_text
from review.errors import UsageError

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C")

#: Whether the library itself reads now, which records what it reads.
reads_itself: ContextVar[bool] = ContextVar("reads_itself", default=False)
# A kernel runs one notebook, whose cells open the corpus without knowing that they are recorded.
_active: list[Recorder] = []


class Recorder:
    """The reads of one run: rows with the columns that were looked at, lists of keys, calls and files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers = Answers(folder)
        self._tables: dict[str, WatchedTable] = {}
        self._asked: dict[Question, str] = {}

    def watch(self, corpus: C) -> C:
        """Return *corpus* with what is read of it recorded. Raises UsageError where the run reads another one."""
        known, corpus_read = self.answers.corpus, cast(Any, corpus)
        folder = corpus_read.descriptor.folder
        if known is not None and known.descriptor.folder != folder:
            raise UsageError(f"{folder}: a notebook reads one project. Open its own corpus only.")
        if known is None:
            self.answers = Answers(self.folder, corpus)
        tables = MappingProxyType({name: self.table(name) for name in corpus_read.tables})
        lines = MappingProxyType({name: self.table(f"lines of {name}") for name in corpus_read.lines})
        return cast(C, replace(corpus_read, tables=tables, lines=lines, recorder=self))

    def add(self, tables: Mapping[str, Mapping[Any, Any]]) -> None:
        """Let the answers be those of *tables* as well, each under its name."""
        self.answers.tables = {**self.answers.tables, **tables}

    def table(self, name: str) -> Mapping[Any, Any]:
        """Return the table of that *name*; what is looked at in it is recorded."""
        if name not in self._tables:
            self._tables[name] = WatchedTable(self.answers.tables[name])
        return self._tables[name]

    def ask(self, function: Callable[..., T], positional: tuple[object, ...], named: dict[str, object]) -> T:
        """Return what *function* gives for the corpus, recorded as one question, however widely it reads."""
        question = call_of(function, positional, named)
        answer = function(self.answers.corpus, *positional, **named)
        self._asked[question] = self.answers.digest(answer)
        return cast(T, self._watched(answer))

    def file(self, path: Path) -> None:
        """Record that the run reads *path*."""
        resolved = path.resolve()
        if resolved.is_relative_to(self.folder):
            question = ("file", resolved.relative_to(self.folder).as_posix())
            self._asked[question] = self.answers.answer(question)

    def reads(self) -> Reads:
        """Return all that was asked so far, with the answers."""
        found = dict(self._asked)
        for name, table in self._tables.items():
            questions: list[Question] = [("keys", name)] if table.listed else []
            for key, columns in table.columns.items():
                # That a key is there, or is not, is told by the list of all keys as well.
                if columns or not table.listed:
                    questions.append(("row", name, key_text(key), " ".join(sorted(columns))))
            found |= {question: self.answers.answer(question) for question in questions}
        return dict(sorted(found.items()))

    def _watched(self, value: Any) -> Any:
        """Return *value* with the rows of the corpus in it watched."""
        if place := self.answers.place(value):
            name, key = place
            return self.table(name)[key]
        if isinstance(value, (tuple, list)):
            return type(value)(map(self._watched, value))
        if isinstance(value, Mapping):
            return {key: self._watched(one) for key, one in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: self._watched(getattr(value, f.name)) for f in fields(value) if f.init})
        return value


class WatchedTable(Mapping[Any, Any]):
    """A table that remembers which keys were looked up, which columns of them were read, and whether all were."""

    def __init__(self, rows: Mapping[Any, Any]) -> None:
        self._rows, self._made = rows, dict[Any, Any]()
        self.columns: dict[Any, set[str]] = {}
        self.listed = False

    def __getitem__(self, key: Any) -> Any:
        read = self.columns.setdefault(key, set())
        row = self._rows[key]
        if type(row) not in _RECORD_TYPES:
            read.add(WHOLE)
            return row
        if key not in self._made:
            self._made[key] = _watched_row(row, read)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        self.columns.setdefault(key, set())
        return key in self._rows

    def __iter__(self) -> Iterator[Any]:
        self.listed = True
        return iter(self._rows)

    def __len__(self) -> int:
        self.listed = True
        return len(self._rows)


def recorded(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function of a corpus count as one read, with what it returns, rather than by all that it looks at.

    For functions that look widely and return little: plain values and rows. Their arguments are plain values.
    """

    @wraps(function)
    def asked(*positional: P.args, **named: P.kwargs) -> T:
        corpus, *others = positional
        recorder: Recorder | None = cast(Any, corpus).recorder
        if recorder is None:
            return function(*positional, **named)
        # What can be gone through only once is gone through to write the question down.
        again = [tuple(one) if isinstance(one, Iterator) else one for one in (*others, *named.values())]
        return recorder.ask(function, tuple(again[: len(others)]), dict(zip(named, again[len(others) :], strict=True)))

    asked.is_recorded = True  # type: ignore[attr-defined]
    return asked


def start_recording(folder: Path) -> Recorder:
    """Record what this process reads of the project in *folder* from now on."""
    _active[:] = [Recorder(folder.resolve())]
    return _active[0]


def recorder() -> Recorder | None:
    """Return what records this process, if anything does."""
    return _active[0] if _active else None


@contextmanager
def own_reads() -> Iterator[None]:
    """Let the library open files in the block. What it reads of them has to be recorded in another way."""
    token = reads_itself.set(True)
    try:
        yield
    finally:
        reads_itself.reset(token)


@contextmanager
def declared(path: Path) -> Iterator[None]:
    """Let *path* be read in the block, as a whole, as something that the run depends on."""
    with own_reads():
        if active := recorder():
            active.file(path)
        yield


def _watched_row(row: Any, read: set[str]) -> Any:
    record: Any = type(row)
    made = object.__new__(_watched_type(record))
    # The records are frozen.
    object.__setattr__(made, "_row", row)
    object.__setattr__(made, "_read", read)
    return made


@cache
def _watched_type(record: Any) -> Any:
    """Return the type of rows like *record* that say which of their columns are read."""
    names = [field.name for field in fields(record)]

    def new(cls: type, *values: object, **columns: object) -> object:
        # Such as `dataclasses.replace` makes: no longer a row of the table.
        return record(*values, **columns)

    def equal(self: Any, other: object) -> bool:
        if self is other or not isinstance(other, record):
            return self is other
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def keyed(self: Any) -> int:
        return hash(getattr(self._row, names[0]))

    cells = {name: _cell(name) for name in names}
    return type(record.__name__, (record,), {**cells, "__new__": new, "__eq__": equal, "__hash__": keyed})


def _cell(name: str) -> property:
    def read(row: Any) -> object:
        row._read.add(name)
        return getattr(row._row, name)

    return property(read)


_RECORD_TYPES = frozenset(RECORDS.values())
