"""The page of the interface: what of the library is stable, and how each part of that is used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from types import ModuleType
from typing import Any

from review import errors
from review.book.pages.api.names import docstring_blocks, label, module_part, prose
from review.book.pages.markdown import Parts, Piece, fenced, heading
from review.errors import ReviewError
from review.present.html.markup import element, joined
from review.present.html.tabular import coded_table

PAGE = "api"
#: What begins the example in the help of every command.
EXAMPLE = "Example: "
_WIDTH = 88


def api_parts(modules: Iterable[ModuleType], program: Any) -> Parts:
    """Return the parts on the public names of *modules* and on the commands of *program*, made from their own words."""
    listed = list(modules)
    return {
        "public-names": lambda: chain.from_iterable(map(module_part, listed)),
        "commands": lambda: commands_part(program),
    }


def commands_part(program: Any) -> list[Piece]:
    """Return the part of the page on *program*, a command group of typer, as its own help tells it."""
    name = program.name
    # Whatever terminal the build has, the page is the same.
    above = program.context_class(program, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH)
    parts = [heading(2, "Commands", "api-commands"), *_command(program, above)]
    for command in program.commands.values():
        parts += [heading(3, f"`{name} {command.name}`", label(f"{name}-{command.name}"))]
        parts += _command(command, command.context_class(command, info_name=command.name, parent=above))
    return [*parts, *_endings()]


def example(command: Any) -> str:
    """Return the example in the help of *command*; empty where it has none."""
    match = re.search(rf"^{EXAMPLE}(.+)$", command.help or "", re.MULTILINE)
    return match[1] if match else ""


def _command(command: Any, context: Any) -> list[Piece]:
    text = re.sub(rf"^{EXAMPLE}.*$", "", command.help or "", flags=re.MULTILINE)
    parts = docstring_blocks(text)
    records = [record for each in command.params if not each.hidden and (record := each.get_help_record(context))]
    if rows := [(element("code", written), prose(meaning)) for written, meaning in records]:
        table = coded_table(("Given", "What it says"), rows, caption=f"What {command.name} may be given")
        parts += [
            fenced("text", command.get_usage(context).removeprefix("Usage: ").strip()),
            table,
        ]
    return [*parts, "For example:\n", fenced("bash", example(command))] if example(command) else parts


def _endings() -> list[Piece]:
    """Return the table of exit statuses, as the errors that users can mend declare them."""
    meanings: dict[int, list[str]] = {0: ["It did what was asked."]}
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, ReviewError) and kind is not ReviewError:
            meanings.setdefault(kind.status, []).append((kind.__doc__ or "").partition("\n")[0])
    rows = [(str(status), joined(map(prose, texts), " ")) for status, texts in sorted(meanings.items())]
    table = coded_table(("Status", "What it says"), rows, caption="Exit statuses")
    return [heading(2, "Exit statuses", "api-statuses"), table]
