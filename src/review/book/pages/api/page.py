"""The page of the interface: what of the library is stable, and how each part of that is used."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from review.book.pages import markdown
from review.book.pages.api.commands import commands_part
from review.book.pages.api.names import module_part

PAGE = "api"
STABLE = """\
What stands on this page is stable: {names}the commands with their options, and the exit statuses. It changes with
notice in the changelog. Everything else in the library may change at any time.
"""


def api_page(modules: Iterable[ModuleType], program: Any) -> str:
    """Return the page of the public names of *modules* and of the commands of *program*, made from their own words."""
    told = list(modules)
    names = "".join(f"the names in `{module.__name__}`, " for module in told)
    parts = [markdown.heading(1, "Names and commands", PAGE), STABLE.format(names=names)]
    for module in told:
        parts += module_part(module)
    return markdown.page(*parts, *commands_part(program))
