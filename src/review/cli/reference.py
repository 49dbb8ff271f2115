"""The pages of the book that tell of the program: its names and commands, and all that is checked."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from types import ModuleType
from typing import Any

import typer

from review import errors
from review.book.pages.generated import Offered
from review.book.pages.markdown import Parts, Piece, fenced, heading
from review.cli.application import app
from review.corpus.requirement import Requirement, Stage
from review.errors import ReviewError
from review.present.html.markup import Html, element, joined
from review.present.html.tabular import coded_table

# Where an object stands in memory differs from run to run.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
#: A longer signature takes several lines.
LONGEST = 76
# What reST and Markdown mark alike, or nearly so: ``code``, `code`, *emphasis*.
_MARKED = re.compile(r"``(.+?)``|`(.+?)`|(?<![\w*])\*(\w[\w ]*)\*(?![\w*])")
_EXAMPLE = ">>>"
_ITEM = "- "


def module_part(module: ModuleType) -> list[Piece]:
    """Return the part of the page on *module*: what it says of itself, then every name of its ``__all__``.

    Classes come with their own methods and properties; what is no function and no class stands in one table.
    """
    name = module.__name__
    parts = [heading(2, f"`{name}`", label(name)), *docstring_blocks(module.__doc__)]
    public = {each: getattr(module, each) for each in module.__all__}
    documented = {each: value for each, value in public.items() if inspect.isroutine(value) or inspect.isclass(value)}
    for each, value in documented.items():
        shown = fenced("python", signature(each, value))
        parts += [heading(3, f"`{each}`", label(f"{name}-{each}")), shown, *_told(value)]
        if inspect.isclass(value):
            parts += [part for member in _members(value) for part in _member(each, *member)]
    if rows := [(element("code", each), _shown(public[each])) for each in public if each not in documented]:
        parts.append(coded_table(("Name", "Value"), rows, caption=f"Values in {name}"))
    return parts


def label(name: str) -> str:
    """Return the fixed label of a name's heading.

    >>> label("review.notebook-open_chapter")
    'api-review-notebook-open-chapter'
    """
    return f"api-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"


def _member(owner: str, name: str, value: Any) -> list[Piece]:
    written = f"{owner}.{name}" if isinstance(value, property) else signature(f"{owner}.{name}", value)
    return [fenced("python", written), *_told(value)]


def _told(value: Any) -> list[Piece]:
    return docstring_blocks(inspect.getdoc(value))


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the methods and properties that *kind* itself documents, in the order in which they are written."""
    for name, value in vars(kind).items():
        value = property(value.func, doc=value.func.__doc__) if hasattr(value, "func") else value
        value = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if not name.startswith("_") and inspect.getdoc(value) and callable(value) | isinstance(value, property):
            yield name, value


class _Bare(str):
    """An annotation as it is written in the code: without quotes around it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def signature(name: str, value: Any) -> str:
    """Return how *value* is called, one parameter a line where a line would be too long."""
    try:
        call = inspect.signature(value)
    except (TypeError, ValueError):
        return f"{name}(...)"
    given = [
        each.replace(annotation=_bare(each.annotation))
        for each in call.parameters.values()
        if each.name not in ("self", "cls")  # who calls it does not write them
    ]
    call = call.replace(parameters=given, return_annotation=_bare(call.return_annotation))
    written = _ADDRESS.sub("", f"{name}{call}")
    if len(written) <= LONGEST:
        return written
    lines, kinds = [str(each) for each in given], [each.kind for each in given]
    if inspect.Parameter.KEYWORD_ONLY in kinds and inspect.Parameter.VAR_POSITIONAL not in kinds:
        lines.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    gives = written.rpartition(")")[2]
    return _ADDRESS.sub("", "\n".join([f"{name}(", *(f"    {each}," for each in lines), f"){gives}"]))


def _bare(annotation: Any) -> Any:
    return _Bare(annotation) if isinstance(annotation, str) else annotation


def _shown(value: object) -> str:
    return _ADDRESS.sub("", repr(value))


def docstring_blocks(docstring: str | None) -> list[Piece]:
    """Return the blocks of a docstring as pieces of a page: paragraphs, lists and examples.

    What stands there is said of code and counts nothing in the sources, so it is marked as coded.
    """
    blocks = re.split(r"\n\s*\n", inspect.cleandoc(docstring or "").strip())
    return [_block(block) for block in blocks if block]


def _block(block: str) -> Piece:
    if block.lstrip().startswith(_EXAMPLE):
        return fenced("pycon", block.strip())
    if block.startswith(_ITEM):
        items = re.split(r"^- ", block, flags=re.MULTILINE)[1:]
        return element("ul", *(element("li", prose(item)) for item in items), data_coded=True)
    return element("p", prose(block), data_coded=True)


def prose(text: str) -> Html:
    """Return running text with its marks as elements.

    >>> str(prose("Read *path*: ``a < b`` or `c`."))
    'Read <em>path</em>: <code>a &lt; b</code> or <code>c</code>.'
    """
    parts: list[Html | str] = []
    at = 0
    text = " ".join(text.split())
    for mark in _MARKED.finditer(text):
        parts.append(text[at : mark.start()])
        parts.append(element("em", mark[3]) if mark[3] else element("code", mark[1] or mark[2]))
        at = mark.end()
    return joined([*parts, text[at:]])


INTERFACE = "api"
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


CHECKLIST = "requirements"
STAGES = {
    Stage.ROWS: "Of the tables and files",
    Stage.CONCLUSIONS: "Of what is concluded from the rows",
    Stage.PAGES: "Of the pages as they are written",
    Stage.TEXTS: "Beside the texts of the sources",
    Stage.SITE: "Of the finished site",
    Stage.RELEASE: "Of a release",
    Stage.ADVICE: "What a release had better have, and can be made without",
    Stage.COPY: "Of a copy of the project, told by `review doctor`",
}


def checklist_parts(requirements: Iterable[Requirement[Any]]) -> Parts:
    """Return the part that lists *requirements*."""
    asked = list(requirements)
    parts = []
    for stage, title in STAGES.items():
        rows = [f"- `{one.name}`: {one.says}" for one in asked if one.stage == stage]
        parts += [heading(2, title, f"{CHECKLIST}-{stage}"), "\n".join(rows) + "\n"]
    return {CHECKLIST: lambda: parts}


def interface_parts() -> Parts:
    """Return the parts of the page of the names and commands that others may build on."""
    # It brings pandas and Altair, which no command needs to say what it does.
    from review import notebook

    return api_parts([notebook], typer.main.get_command(app))


def requirements_parts() -> Parts:
    """Return the part of the page of all that is checked."""
    return checklist_parts(all_requirements())


def all_requirements() -> tuple[Requirement[Any], ...]:
    """Return all that is asked, of a project and of its finished site."""
    from review.book.requirements import REQUIREMENTS
    from review.book.site.gates import GATES

    return tuple(sorted((*REQUIREMENTS, *GATES), key=lambda one: list(Stage).index(one.stage)))


#: The pages that the program offers to a book, by name, with their parts; one is made where the contents name it.
OFFERED: Offered = {INTERFACE: interface_parts, CHECKLIST: requirements_parts}
