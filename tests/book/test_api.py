"""The page of names and commands: all that is public stands there, in its own words, and its examples run."""

from __future__ import annotations

import shlex
from types import ModuleType
from typing import Any

import pytest
import typer
from approving import approve
from bs4 import Tag
from building import build_site
from examples import failures

from review.book.build.build_lock import held_build
from review.book.build.site import make_site
from review.book.pages.generated import offered_page
from review.book.site.html_tree import parse_html, read_page
from review.cli.application import app
from review.cli.reference import OFFERED, api_parts, docstring_blocks, example, label, signature
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import ReviewError, UsageError

SOURCE = '''
"""Bells: what `rings`."""

__all__ = ["LOUD", "Bell", "ring"]
LOUD = {"bell": 3}


class Bell:
    """A bell of some *size*."""

    def __init__(self, size: int) -> None:
        self.size = size

    @property
    def tone(self) -> str:
        """How it sounds, as ``<tone>``."""
        return "ding"

    def hang(self, where: str = "door") -> None:
        """Hang it."""

    def silent(self) -> None: ...

    def _crack(self) -> None:
        """Nobody calls it."""


def ring(bell: Bell, *, times: int = 2) -> str:
    """Return the sound of two bells.

    - often
    - or never

    >>> ring(Bell(1))
    'ding ding'
    """
    return " ".join([bell.tone] * times)


def secret() -> None:
    """Not public."""
'''


@pytest.fixture(scope="module")
def bells() -> ModuleType:
    module = ModuleType("bells")
    exec(SOURCE, vars(module))
    for name in ("Bell", "ring"):
        getattr(module, name).__module__ = "bells"
    return module


@pytest.fixture(scope="module")
def program() -> Any:
    return typer.main.get_command(app)


def api_page(modules: list[ModuleType], program: Any) -> str:
    """Return the page of *modules* and *program*."""
    return offered_page("api", api_parts(modules, program))


def drawn(text: str) -> list[Tag]:
    return list(parse_html(text).find_all(["p", "ul", "td", "th"]))


# --- names -----------------------------------------------------------------------------------------


def test_every_public_name_stands_there_with_its_signature_and_example(bells: ModuleType, program: Any) -> None:
    page = api_page([bells], program)
    assert "(api-bells-ring)=\n### `ring`" in page
    assert "```python\nring(bell: Bell, *, times: int = 2) -> str\n```" in page
    assert "```pycon\n>>> ring(Bell(1))\n'ding ding'\n```" in page
    assert "```python\nBell.tone\n```" in page
    assert "```python\nBell.hang(where: str = 'door') -> None\n```" in page
    assert "{&#x27;bell&#x27;: 3}" in page
    assert not {"secret", "_crack", "silent"} & set(page.replace("(", " ").replace(".", " ").split())


def test_a_page_of_names_and_commands(bells: ModuleType, request: pytest.FixtureRequest) -> None:
    ringing = typer.Typer(name="ringing", help="Ring bells.", add_completion=False)

    @ringing.callback()
    def before(loud: bool = typer.Option(False, help="Ring <loud>.")) -> None: ...

    @ringing.command("once", help="Ring a bell once.\n\nExample: ringing once door --times 2")
    def once(where: str, times: int = typer.Option(1, "-n", "--times", help="How *often*.")) -> None: ...

    @ringing.command("all", help="Ring all bells.\n\nExample: ringing all")
    def every() -> None: ...

    approve("book/api.md", api_page([bells], typer.main.get_command(ringing)), request)


def test_what_stands_before_a_command_is_told(bells: ModuleType, program: Any) -> None:
    page = api_page([bells], program)
    assert "review [OPTIONS] COMMAND [ARGS]..." in page
    assert "<code>--version</code>" in page


def test_what_is_stable_is_said(bells: ModuleType, program: Any) -> None:
    assert "is stable: the names in `review.notebook`, the commands with their options" in api_page([bells], program)


def test_a_docstring_is_marked_up_and_escaped() -> None:
    (one, code) = docstring_blocks("Read *path* or ``<x>``,\n    two `rows`.\n\n    >>> 1 + 1\n    2")
    assert "<p data-coded>Read <em>path</em> or <code>&lt;x&gt;</code>, two <code>rows</code>.</p>" in str(one)
    assert code == "```pycon\n>>> 1 + 1\n2\n```\n"


def test_a_long_signature_has_a_parameter_a_line() -> None:
    def draw(first: str, *, caption: str = "a caption that is long", finding: str = "a finding that is longer") -> str:
        return first

    assert signature("draw", draw).splitlines() == [
        "draw(",
        "    first: str,",
        "    *,",
        "    caption: str = 'a caption that is long',",
        "    finding: str = 'a finding that is longer',",
        ") -> str",
    ]


def test_an_example_that_is_wrong_is_found(bells: ModuleType) -> None:
    assert failures(bells) == []
    bells.ring.__doc__ = ">>> ring(Bell(1))\n'dong'"
    assert failures(bells) == ["ring"]
    bells.ring.__doc__ = "Say it.\n\n>>> given + 1\n2"
    assert failures(bells, given=1) == []


# --- in a book -------------------------------------------------------------------------------------


def test_the_page_passes_every_gate_and_has_a_heading_a_name(fresh: Project) -> None:
    toc = fresh.book / "_toc.yml"
    toc.write_text(f"{toc.read_text('utf-8')}  - file: api\n", "utf-8")
    with held_build(fresh):
        make_site(Snapshot(fresh), fresh.root / "finished", lambda now: None, offered=OFFERED)
    page = read_page(fresh.site / "api.html", fresh.site)
    assert {label(f"review.notebook-{name}") for name in ("open_chapter", "publish")} <= page.targets
    assert "api-review-check" in page.targets


def test_a_page_that_nobody_offers_is_missing(fresh: Project) -> None:
    toc = fresh.book / "_toc.yml"
    toc.write_text(f"{toc.read_text('utf-8')}  - file: api\n", "utf-8")
    with pytest.raises(UsageError, match="the page 'api' is named and missing"):
        build_site(fresh, fresh.root / "finished")


# --- commands --------------------------------------------------------------------------------------


def test_every_command_stands_there_with_its_options_and_example(program: Any) -> None:
    page = api_page([], program)
    texts = [element.text for element in drawn(page)]
    for name, command in program.commands.items():
        assert f"### `review {name}`" in page
        assert f"```bash\n{example(command)}\n```" in page
        for each in command.params:
            assert any(text.startswith(each.opts[0]) for text in texts), (name, each.opts)


def test_the_example_of_a_command_can_be_called(program: Any) -> None:
    for name, command in program.commands.items():
        called, given, *arguments = shlex.split(example(command))
        assert (called, given) == ("review", name)
        context = command.make_context(name, arguments)
        assert set(context.params) == {each.name for each in command.params}


def test_every_exit_status_is_told(program: Any) -> None:
    told = {element.text for element in drawn(api_page([], program)) if element.name == "th"}
    statuses = {kind.status for kind in ReviewError.__subclasses__()}
    assert {"0", *map(str, statuses)} <= told


def test_the_page_is_the_same_on_every_terminal(program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = api_page([], program)
    monkeypatch.setenv("COLUMNS", "30")
    assert api_page([], program) == wide
