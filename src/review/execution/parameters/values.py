"""The types of values that a run may change: what fits them, and how a command line writes it."""

from __future__ import annotations

import ast
import contextlib
import json
import re
import sys
from dataclasses import dataclass

#: The types that a parameter can have.
TYPES = ("str", "int", "float", "bool", "list[str]")
#: How a list is written on a command line.
LIST = 'written a,b or ["a", "b"]'
INT = re.compile(r"[+-]?[0-9]+")
SURROGATE = re.compile(r"[\ud800-\udfff]")
FLOAT = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Parameter:
    """One value that a run may change: ``name: annotation = default  # description [one of: choices]``.

    Instead of choices, ``[from: table]`` or ``[from: table.column]`` says that the data have its values (*of*). A
    *required* parameter has an annotation only; its ``default`` is None and means nothing. Without an
    annotation it takes whatever can be written.
    """

    name: str
    annotation: str
    default: object
    description: str = ""
    choices: tuple[object, ...] = ()
    required: bool = False
    of: str = ""

    def __str__(self) -> str:
        """Return the line of help that a user reads."""
        value = " (required)" if self.required else f" = {self.default!r}"
        choices = f" [one of: {', '.join(map(str, self.choices))}]" if self.choices else ""
        choices = f" [from: {self.of}]" if self.of else choices
        description = f"  {self.description}" if self.description else ""
        form = f" ({LIST})" if self.kind == "list[str]" else ""
        return f"{self.name}{self.annotation and ': '}{self.annotation}{value}{description}{choices}{form}"

    @property
    def optional(self) -> bool:
        """Whether None is a value of this parameter."""
        return self.annotation.endswith(" | None")

    @property
    def kind(self) -> str:
        """The annotation without ``| None``."""
        return self.annotation.removesuffix(" | None")

    def fit(self, value: object) -> object:
        """Return *value* in the parameter's type. ValueError says what was got and what was expected."""
        if value is None and self.optional:
            return None
        if not self.annotation:
            return value
        fits = _converted(value, self.kind)
        if fits is None:
            form = f" {LIST}" if self.kind == "list[str]" else ""
            raise ValueError(f"not of its type (got {value!r}, expected {self.annotation}{form})")
        for part in fits if isinstance(fits, list) else [fits]:
            if self.choices and part not in self.choices:
                allowed = ", ".join(map(str, self.choices))
                raise ValueError(f"not allowed (got {part!r}, expected one of: {allowed})")
        return fits

    def parse(self, text: str) -> object:
        """Return what *text* means; what cannot be read is returned as it is, for ``fit`` to refuse."""
        plain = text.strip()
        if not self.annotation:
            return _read(plain, text)
        if self.optional and plain.lower() == "none":
            return None
        if self.kind == "bool":
            return {"true": True, "false": False}.get(plain.lower(), text)
        if self.kind == "int":
            return int(plain) if INT.fullmatch(plain) else text
        if self.kind == "float":
            return float(plain) if FLOAT.fullmatch(plain) else text
        if self.kind == "list[str]":
            listed = _read(plain, None) if plain.startswith("[") else None
            return listed if isinstance(listed, list) else [part.strip() for part in plain.split(",")] if plain else []
        return text


def _read(plain: str, text: object) -> object:
    """Return what JSON or a literal of Python says, *text* where it is neither."""
    for read in (json.loads, ast.literal_eval):
        with contextlib.suppress(ValueError, SyntaxError, RecursionError):
            value: object = read(plain)
            return value
    return {"true": True, "false": False, "none": None}.get(plain.lower(), text)


def _converted(value: object, kind: str) -> object:
    """Return the value as a type of `TYPES` has it, or None if it does not fit."""
    match kind, value:
        # A command line with bytes that are no UTF-8 gives lone surrogates, which no file can hold.
        case "str", str() if not SURROGATE.search(value):
            return value
        case "bool", bool():
            return value
        case "int" | "float", bool():  # which Python takes for a whole number
            return None
        case "int", int():
            return value
        case "float", int() | float() if abs(value) <= sys.float_info.max:
            return float(value)
        case "list[str]", list() | tuple():
            texts = [_converted(each, "str") for each in value]
            return None if None in texts else texts
    return None
