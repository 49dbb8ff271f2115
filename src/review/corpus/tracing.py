"""What a run reads of the data, recorded cell by cell while it reads, each with a hash of what stood there.

What is read is a tuple of texts: ``("row", table, key, columns)``, ``("keys", table)``, the keys of the rows of one
source as ``("of", table, source)``, or ``("file", path)``. A run comes out the same for as long as the same stands in
all that it read. What the library computes of the whole data and a run needs little of is a table as well (`computed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from review.corpus.tables.records import RECORDS, keys_by_source
from review.errors import UsageError
from review.files.hashing import sha256

C = TypeVar("C")
T = TypeVar("T")
Read = tuple[str, ...]
Reads = Mapping[Read, str]

#: The figures with the corrections applied, beside the table of them as printed.
AS_USED = "figures as used"
ABSENT = ""

_RECORD_TYPES = frozenset(RECORDS.values())
#: Whether the library itself reads now, which records what it reads.
reads_itself: ContextVar[bool] = ContextVar("reads_itself", default=False)
# A kernel runs one notebook, whose cells open the corpus without knowing that they are recorded.
_active: list[Recorder] = []


class Held:
    """What one state of the data holds: of files in *folder*, of a *corpus*, and of other *tables* by name."""

    def __init__(self, folder: Path, corpus: Any = None, **tables: Mapping[Any, Any]) -> None:
        self.folder, self.corpus = folder, corpus
        self.tables: dict[str, Mapping[Any, Any]] = {**tables}
        if corpus is not None:
            lines = {f"lines of {name}": lines for name, lines in corpus.lines.items()}
            self.tables = {**corpus.tables, **lines, AS_USED: corpus.figures, **tables}
        # Many runs read the same, such as which figures there are.
        self.digest = cache(self._digest)
        self._keys_of = cache(lambda table: {key_text(key): key for key in self.tables.get(table, {})})
        self._keys_by_source = cache(lambda table: keys_by_source(self.tables.get(table, {})))

    def changed(self, reads: Reads) -> list[str]:
        """Return what of *reads* is otherwise now, in words; nothing where all stands as it was."""
        return [read_in_words(read) for read, digest in reads.items() if self.digest(read) != digest]

    def _digest(self, read: Read) -> str:
        kind, name, *more = read
        if kind == "file":
            path = self.folder / name
            return _hash(path.read_bytes()) if path.is_file() else ABSENT
        if kind == "of":
            return _hash(repr(self._keys_by_source(name).get(*more)).encode())
        keys = self._keys_of(name)
        if kind == "keys":
            return _hash(repr(list(keys)).encode())
        key, columns = more
        if key not in keys:
            return ABSENT
        row = self.tables[name][keys[key]]
        # A value that is no row is read as a whole.
        cells = [getattr(row, column, ABSENT) for column in columns.split()] if type(row) in _RECORD_TYPES else row
        return _hash(repr(cells).encode())


class Recorder:
    """The reads of one run: rows with the columns that were looked at, lists of keys, and files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held = Held(folder)
        self._tables: dict[str, WatchedTable] = {}
        self._files: set[Read] = set()

    def watch(self, corpus: C) -> C:
        """Return *corpus* with what is read of it recorded. Raises UsageError where the run reads another one."""
        known, corpus_read = self.held.corpus, cast(Any, corpus)
        folder = corpus_read.descriptor.folder
        if known is not None and known.descriptor.folder != folder:
            raise UsageError(f"{folder}: a notebook reads one project. Open its own corpus only.")
        if known is None:
            self.held = Held(self.folder, corpus)
        tables = MappingProxyType({name: self.table(name) for name in corpus_read.tables})
        lines = MappingProxyType({name: self.table(f"lines of {name}") for name in corpus_read.lines})
        return cast(C, replace(corpus_read, tables=tables, lines=lines, recorder=self))

    def table(self, name: str, rows: Mapping[Any, Any] | None = None) -> Mapping[Any, Any]:
        """Return the table of that *name*, such as one of the corpus; what is looked at in it is recorded.

        Any other has *rows*, whose values tell by their ``repr`` whether they are the same.
        """
        if name not in self._tables:
            if rows is not None:
                self.held.tables[name] = rows
            self._tables[name] = WatchedTable(self.held.tables[name])
        return self._tables[name]

    def file(self, path: Path) -> None:
        """Record that the run reads *path*."""
        resolved = path.resolve()
        if resolved.is_relative_to(self.folder):
            read = ("file", resolved.relative_to(self.folder).as_posix())
            self._files.add(read)
            self.held.digest(read)

    def reads(self) -> Reads:
        """Return all that was read so far, each with a hash of what stood there."""
        reads = set(self._files)
        for name, table in self._tables.items():
            reads |= {("keys", name)} if table.listed else set()
            reads |= {("of", name, source_id) for source_id in table.sources}
            for key, columns in table.columns.items():
                # That a key is there, or is not, is told by the list of all keys as well.
                if columns or not table.listed:
                    reads.add(("row", name, key_text(key), " ".join(sorted(columns))))
        return {read: self.held.digest(read) for read in sorted(reads)}


class WatchedTable(Mapping[Any, Any]):
    """A table that remembers which keys were looked up, with which columns, and if all were, or all of a source."""

    def __init__(self, rows: Mapping[Any, Any]) -> None:
        self._rows, self._made = rows, dict[Any, Any]()
        self.columns: dict[Any, set[str]] = {}
        self.listed, self.sources = False, set[str]()

    @cached_property
    def _by_source(self) -> Mapping[str, Sequence[Any]]:
        return keys_by_source(self._rows)

    def of_source(self, source_id: str) -> list[Any]:
        """Return the rows of one source, in their order."""
        self.sources.add(source_id)
        return [self[key] for key in self._by_source.get(source_id, ())]

    def __getitem__(self, key: Any) -> Any:
        read = self.columns.setdefault(key, set())
        row = self._rows[key]
        if type(row) not in _RECORD_TYPES:
            read.add("value")
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


def computed(corpus: C, name: str, make: Callable[[C], Mapping[str, T]]) -> Mapping[str, T]:
    """Return the table of that *name* that *make* computes of a corpus; where reads are recorded, it is read by key.

    For what looks at many rows and finds little for each key. The build has to hold the table, too.
    """
    recorder: Recorder | None = cast(Any, corpus).recorder
    return make(corpus) if recorder is None else recorder.table(name, make(recorder.held.corpus))


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
def declared_read(path: Path) -> Iterator[None]:
    """Let *path* be read in the block, as a whole, as something that the run depends on."""
    with own_reads():
        if active := recorder():
            active.file(path)
        yield


def key_text(key: Any) -> str:
    """Return a key as one string, the parts of a composed key joined by a slash."""
    return "/".join(key) if isinstance(key, tuple) else str(key)


def read_in_words(read: Read) -> str:
    """Return what was read in words that a user understands.

    >>> read_in_words(("row", "figures", "smith2015-found", "low high")), read_in_words(("keys", "figures"))
    ('figures smith2015-found', 'which figures there are')
    """
    kind, name, *more = read
    listed = f"which {' of '.join([name, *more])} there are"
    return {"row": " ".join([name, *more[:1]]), "keys": listed, "of": listed}.get(kind, name)


def _hash(content: bytes) -> str:
    return sha256(content)[:32]


def _watched_row(row: Any, read: set[str]) -> Any:
    record: Any = type(row)
    watched = object.__new__(_watched_type(record))
    # The records are frozen.
    object.__setattr__(watched, "_row", row)
    object.__setattr__(watched, "_read", read)
    return watched


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

    def own(self: Any, name: str) -> object:
        # A column that the review has added: the record has no field for it.
        self._read.add(name)
        return getattr(self._row, name)

    cells = {name: _column(name) for name in names}
    methods = {"__new__": new, "__eq__": equal, "__hash__": keyed, "__getattr__": own}
    return type(record.__name__, (record,), {**cells, **methods})


def _column(name: str) -> property:
    def read(row: Any) -> object:
        row._read.add(name)
        return getattr(row._row, name)

    return property(read)
