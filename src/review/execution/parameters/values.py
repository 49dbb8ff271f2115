"""The types of values that a run may change: what fits them, and how a command line writes it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

INT = re.compile(r"[+-]?[0-9]+")
SURROGATE = re.compile(r"[\ud800-\udfff]")
FLOAT = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Parameter:
    """One value that a run may change: ``name: annotation = default  # description [one of: choices]``.

    A *required* parameter has an annotation only; its ``default`` is None and means nothing.
    """

    name: str
    annotation: str
    default: object
    description: str = ""
    choices: tuple[object, ...] = ()
    required: bool = False

    def __str__(self) -> str:
        """Return the line of help that a user reads."""
        value = " (required)" if self.required else f" = {self.default!r}"
        choices = f" [one of: {', '.join(map(str, self.choices))}]" if self.choices else ""
        description = f"  {self.description}" if self.description else ""
        return f"{self.name}: {self.annotation}{value}{description}{choices}"

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
        fits = CONVERTERS[self.kind](value)
        if fits is None:
            raise ValueError(f"not of its type (got {value!r}, expected {self.annotation})")
        for part in fits if isinstance(fits, list) else [fits]:
            if self.choices and part not in self.choices:
                allowed = ", ".join(map(str, self.choices))
                raise ValueError(f"not allowed (got {part!r}, expected one of: {allowed})")
        return fits

    def parse(self, text: str) -> object:
        """Return what *text* means; what cannot be read is returned as it is, for ``fit`` to refuse."""
        plain = text.strip()
        if self.optional and plain.lower() == "none":
            return None
        if self.kind == "bool":
            return {"true": True, "false": False}.get(plain.lower(), text)
        if self.kind == "int":
            return int(plain) if INT.fullmatch(plain) else text
        if self.kind == "float":
            return float(plain) if FLOAT.fullmatch(plain) else text
        if self.kind == "list[str]":
            return [part.strip() for part in plain.split(",")] if plain else []
        return text


def _text(value: object) -> str | None:
    # A command line with bytes that are no UTF-8 gives lone surrogates, which no file can hold.
    return value if isinstance(value, str) and not SURROGATE.search(value) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _real(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        real = float(value)
    except OverflowError:
        return None
    return real if math.isfinite(real) else None


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: object) -> list[str] | None:
    texts = [_text(each) for each in value] if isinstance(value, list | tuple) else [None]
    return None if None in texts else [text for text in texts if text is not None]


# Each returns the value as its type has it, or None if it does not fit.
CONVERTERS: dict[str, Callable[[object], object]] = {
    "str": _text,
    "int": _whole,
    "float": _real,
    "bool": _truth,
    "list[str]": _texts,
}
TYPES = tuple(CONVERTERS)
