"""Markdown read as people read it: its running text without code, roles and addresses, and its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

#: What the book's settings switch on beside CommonMark.
EXTENSIONS = ("attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "substitution")
# Directives whose bodies are not prose. Any other is read: a forgotten one is then seen, not missed.
SILENT = frozenset(
    {"answer", "bibliography", "image", "raw", "reference", "tableofcontents", "toctree"}
    | {"code", "code-block", "literalinclude", "math", "mermaid"}
)
# Stands where something was that is not read, so that the words around it stay apart.
GAP = "\ufffc"
#: Options of directives that readers are told.
SPOKEN = frozenset({"alt", "caption", "title"})
_OPTION = re.compile(r"^\s*:([\w-]+):(.*)$")
_OPENING = re.compile(r"\{([^}]+)\}\s*(.*)")
# Code that is a number and nothing else is prose in other letters.
NUMBER = re.compile(r"[+-]?[0-9][0-9.,\s]*%?")


@dataclass(frozen=True)
class Passage:
    """A piece of running text; *line* is the line of its first line. A title stands alone, as a caption does."""

    text: str
    line: int
    is_title: bool = False

    def line_of(self, offset: int) -> int:
        """Return the line of a place in the passage."""
        return self.line + self.text.count("\n", 0, offset)

    def around(self, offset: int) -> str:
        """Return the sentence that holds a place, shortened where it is long."""
        start = max(self.text.rfind(". ", 0, offset) + 2, 0) if ". " in self.text[:offset] else 0
        end = self.text.find(". ", offset)
        sentence = self.text[start : end + 1 if end >= 0 else None]
        sentence = " ".join(re.sub(f"{GAP}+", "…", sentence).split())
        return sentence if len(sentence) <= 120 else f"{sentence[:117]}…"


@dataclass(frozen=True)
class Heading:
    """A heading of level one or two with the label directly above it; empty where it has none."""

    title: str
    line: int
    label: str


@dataclass(frozen=True)
class Role:
    """A role that stands in running text: its name and its argument."""

    name: str
    argument: str


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)


# A check asks a text for its headings, its roles and its passages: it is parsed once for all of them.
@lru_cache(maxsize=2048)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_parser().parse(text))


def _placed(text: str, line: int) -> Iterator[tuple[Token, int]]:
    """Yield the tokens of *text*, each with its line."""
    return ((token, line + (token.map[0] if token.map else 0)) for token in _tokens(text))


def passages(text: str, line: int = 1) -> Iterator[Passage]:
    """Yield the running text of MyST *text*, the first line of which is *line*."""
    for token, at in _placed(text, line):
        if token.type == "inline":
            yield Passage(_running_text(token.children or []), at)
        elif token.type == "ordered_list_open" and token.attrs.get("start", 1) not in (0, 1):
            # The marker of a list that does not just count: "412. children".
            yield Passage(f"{token.attrs['start']}.", at)
        elif opening := _opening(token):
            yield from _directive(*opening, token.content, at)
        elif token.type == "html_block":
            yield Passage(re.sub(r"<[^>]*>", GAP, token.content), at)


def headings(text: str) -> Iterator[Heading]:
    """Yield the headings of level one and two."""
    tokens = _tokens(text)
    for before, token, inline in zip([None, *tokens], tokens, tokens[1:], strict=False):
        if token.type == "heading_open" and token.tag in ("h1", "h2") and token.map:
            label = before.content if before is not None and before.type == "myst_target" else ""
            yield Heading(inline.content, 1 + token.map[0], label)


def running_parts(text: str, line: int = 1) -> Iterator[tuple[list[str | Role], int]]:
    """Yield the running text of MyST *text* with its roles in their places, a paragraph each, and its first line.

    An answer, which prints the sentences of findings, stands there as a role does.
    """
    for token, at in _placed(text, line):
        if token.type == "inline":
            yield [_part(inner) for inner in token.children or []], at
        elif opening := _opening(token):
            name, argument = opening
            if name == "answer":
                yield [Role(name, argument)], at
            elif name not in SILENT:
                yield from running_parts(argument, at)
                yield from running_parts(token.content, at + 1)


def directives(text: str) -> Iterator[tuple[str, str, str, range]]:
    """Yield each directive that stands in no other: its name, its argument, its body, and its lines from zero."""
    for token in _tokens(text):
        if token.level == 0 and token.map and (opening := _opening(token)):
            yield *opening, token.content, range(*token.map)


def _opening(token: Token) -> tuple[str, str] | None:
    """Return the name and the argument of the directive that *token* is, None where it is something else."""
    match = _OPENING.match(token.info.strip()) if token.type in ("fence", "colon_fence") else None
    return (match[1], match[2]) if match else None


def _part(token: Token) -> str | Role:
    return Role(token.meta["name"], token.content) if token.type == "myst_role" else _running_text([token])


def heading_lines(text: str, line: int = 1) -> list[int]:
    """Return the lines of the headings of every level, those in directives left out."""
    return [line + token.map[0] for token in _tokens(text) if token.type == "heading_open" and token.map]


def roles(text: str, line: int = 1) -> Iterator[tuple[str, str, int]]:
    """Yield the name, the argument and the line of each role that is printed, and of each answer."""
    for parts, at in running_parts(text, line):
        yield from ((part.name, part.argument, at) for part in parts if isinstance(part, Role))


def _directive(name: str, argument: str, body: str, at: int) -> Iterator[Passage]:
    lines = body.split("\n")
    skipped = 0
    while skipped < len(lines) and (option := _OPTION.match(lines[skipped])):
        skipped += 1
        if option[1] in SPOKEN:
            yield Passage(option[2], at + skipped)
    if name in SILENT:
        return
    yield from passages(argument, at)
    yield from passages("\n".join(lines[skipped:]), at + 1 + skipped)


def _running_text(tokens: list[Token]) -> str:
    parts: list[str] = []
    in_address = False
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            in_address = token.type == "link_open" and token.info == "auto"
        elif token.type == "text":
            parts.append(GAP if in_address else token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "image":
            parts.append(_running_text(token.children or []))
        elif token.type == "code_inline" and NUMBER.fullmatch(token.content):
            parts.append(token.content)
        elif token.content:
            parts.append(GAP)
        if title := token.attrGet("title"):
            parts.append(f" ({title}) ")
    return "".join(parts)
