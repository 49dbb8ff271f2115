"""Outputs that were approved: each is compared with a file beside the tests, and one option writes the files anew."""

from __future__ import annotations

import difflib
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

import review

APPROVED = Path(__file__).resolve().parent / "approved"
LIBRARY = Path(review.__file__).resolve().parent


@dataclass(frozen=True)
class Approved:
    """The approved files of a room, and whether they are to be written."""

    room: str
    command: str
    is_writing: bool

    def __call__(self, name: str, text: str) -> None:
        """Compare *text* with what was approved under *name*; where asked for, write it instead."""
        path, text = APPROVED / self.room / name, f"{text.rstrip()}\n"
        if self.is_writing:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        was = path.read_text("utf-8") if path.is_file() else ""
        if was != text:
            told = difflib.unified_diff(was.splitlines(), text.splitlines(), f"approved/{self.room}/{name}", "now", n=1)
            pytest.fail("\n".join([*told, f"If that is meant, approve it: {self.command}"]), pytrace=False)

    def names(self) -> set[str]:
        """Return the names of the files that are kept."""
        return {path.name for path in (APPROVED / self.room).iterdir()}


def approve(path: str, text: str, request: pytest.FixtureRequest) -> None:
    """Hold *text* to the approved text at *path*, below tests/approved, and show what differs.

    With `--approve` it is written instead: read what `git diff` shows after that.
    """
    approved = APPROVED / path
    if request.config.getoption("--approve"):
        approved.parent.mkdir(parents=True, exist_ok=True)
        approved.write_text(text, "utf-8", newline="\n")
    before = approved.read_bytes().decode() if approved.exists() else ""
    lines = (part.splitlines(keepends=True) for part in (before, text))
    difference = "".join(difflib.unified_diff(*lines, f"approved/{path}", "what was made"))
    if before != text:
        pytest.fail(f"{difference}\nIf this is right, run the test again with --approve.", pytrace=False)


def functions_of(room: str) -> dict[CodeType, str]:
    """Return the public functions of a room, and the public methods of its public classes, by their code."""
    found: dict[CodeType, str] = {}
    for path in sorted((LIBRARY / room).rglob("*.py")):
        module = import_module(".".join(("review", *path.relative_to(LIBRARY).with_suffix("").parts)))
        for name, thing in vars(module).items():
            if not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__:
                found |= {code: f"{module.__name__}.{name}{member}" for member, code in _codes(thing)}
    return found


def _codes(thing: Any) -> Iterator[tuple[str, CodeType]]:
    if inspect.isclass(thing):
        if getattr(thing, "_is_protocol", False):
            return
        for name, member in vars(thing).items():
            plain = getattr(member, "fget", None) or getattr(member, "func", None) or member
            if not name.startswith("_") and isinstance(plain, FunctionType) and plain.__module__ == thing.__module__:
                yield f".{name}", plain.__code__
        return
    plain = inspect.unwrap(thing)
    if isinstance(plain, FunctionType):
        yield "", plain.__code__


class Outputs:
    """What the makers of a room make, each made once, and which public functions of the room were called for it."""

    def __init__(self, room: str, makers: Mapping[str, Callable[[], str]]) -> None:
        self._makers, self._wanted = makers, functions_of(room)
        self._made: dict[str, str] = {}
        self._called: set[CodeType] = set()
        # What a function keeps from an earlier test it would not be called for.
        for module in [module for name, module in sys.modules.items() if name.startswith("review.")]:
            for thing in vars(module).values():
                if callable(getattr(thing, "cache_clear", None)):
                    thing.cache_clear()

    def text(self, name: str) -> str:
        """Return what is made under *name*."""
        if name not in self._made:
            before = sys.getprofile()
            sys.setprofile(self._note)
            try:
                self._made[name] = self._makers[name]()
            finally:
                sys.setprofile(before)
        return self._made[name]

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            self._called.add(frame.f_code)

    def never_called(self) -> list[str]:
        """Return the public functions of the room that nothing which is approved comes from."""
        for name in self._makers:
            self.text(name)
        return sorted(name for code, name in self._wanted.items() if code not in self._called)
