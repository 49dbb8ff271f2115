"""The page of the interface: what of the library is stable, and how each part of that is used."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from review.book.pages import markdown
from review.book.pages.api.commands import commands_part
from review.book.pages.api.names import module_part
from review.book.pages.markdown import Parts

PAGE = "api"


def api_parts(modules: Iterable[ModuleType], program: Any) -> Parts:
    """Return the parts on the public names of *modules* and on the commands of *program*, made from their own words."""
    told = list(modules)
    return {
        "public-names": lambda: markdown.page(*(part for module in told for part in module_part(module))),
        "commands": lambda: markdown.page(*commands_part(program)),
    }
