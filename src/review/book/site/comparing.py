"""What differs between two states of a thing: the fields of a row, the parts of a text or list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Value = TypeVar("Value")


def changed_fields(before: Mapping[str, Value], now: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    """Return the fields that both have and that differ, in the order of *before*, each as it was and as it is.

    >>> changed_fields({"low": "1", "unit": "person"}, {"low": "2", "unit": "person", "note": "new"})
    {'low': ('1', '2')}
    """
    return {name: (was, now[name]) for name, was in before.items() if name in now and now[name] != was}


def edits(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[list[str], list[str], bool]]:
    """Yield the parts of two sequences in their order: what stood, what stands in its place, whether they are equal.

    >>> [*edits(["a", "b"], ["a", "c"])]
    [(['a'], ['a'], True), (['b'], ['c'], False)]
    """
    matched = SequenceMatcher(None, before, now, autojunk=False)
    for kind, start, end, new_start, new_end in matched.get_opcodes():
        yield [*before[start:end]], [*now[new_start:new_end]], kind == "equal"
