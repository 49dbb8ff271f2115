"""MyST Markdown of strangers, parsed and held against the list of what may be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from review.book.prose.markdown_text import EXTENSIONS
from review.book.untrusted import allowlist
from review.book.untrusted.addresses import link_fault, picture_fault
from review.corpus.text.invisible_characters import code_point, hidden_character

LEAVE_OUT = "Leave it out; src/review/book/untrusted/allowlist.py lists what may be written."
_OPTION = re.compile(r"(?P<name>[A-Za-z0-9_-]+):(?: +(?P<value>.*))?")
_READS_OR_RUNS = {
    "include": "it copies any file into the page",
    "literalinclude": "it copies any file into the page",
    "download": "it copies any file into the site",
    "raw": "it writes unchecked HTML",
    "eval-rst": "it leads around this list",
    "code-cell": "it runs code",
}
_RUN_THE_PAGE = frozenset({"kernelspec", "jupytext", "file_format", "mystnb"})
_CALLED = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "myst_line_comment": "a comment (the page would carry it unseen)",
    "myst_block_break": "a block break (the page would carry it unseen)",
}


@dataclass(frozen=True)
class Fault:
    """What may not be written, on which line of the text, and how to mend it."""

    line: int
    message: str
    hint: str = LEAVE_OUT


@dataclass(frozen=True)
class AllowedReferences:
    """What a text may lean on: the *words* that ``{{ }}`` knows, and the *kept* files of the book, by path."""

    words: frozenset[str] = allowlist.WORDS
    kept: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
    # The parser drops the worst links and prints them as text; here they are to be seen and told.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def faults(text: str, allowed: AllowedReferences, line: int = 1) -> Iterator[Fault]:
    """Yield what may not stand in MyST *text*, the first line of which is *line*."""
    yield from invisible_faults(text, line)
    env: dict[str, Any] = {}
    for token in _parser().parse(text, env):
        yield from _block(token, line + (token.map[0] if token.map else 0), allowed)
    defined = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    for reference in defined:
        if fault := link_fault(reference["href"]):
            at = line + reference["map"][0] if reference.get("map") else line
            yield Fault(at, f"the definition of a link is {fault}", "Lead to https://, or to a page of the book.")


def invisible_faults(text: str, line: int = 1) -> Iterator[Fault]:
    """Yield the lines of *text* that have a character that nobody sees, written as it is or as an entity."""
    for number, one in enumerate(map(unescape, text.split("\n")), start=line):
        if (place := hidden_character(one)) >= 0:
            message = f"the line has a hidden character (got {code_point(one[place])})"
            yield Fault(number, message, "Remove it.")


def _block(token: Token, at: int, allowed: AllowedReferences) -> Iterator[Fault]:
    yield from _kind(token, at)
    match token.type:
        case "inline":
            for child, line in _children(token, at):
                yield from _kind(child, line)
                yield from _inline(child, line, allowed)
        case "fence" | "colon_fence":
            yield from _fence(token, at, allowed)
        case "myst_target" if not allowlist.IDENTIFIER.fullmatch(token.content):
            message = f"the label {token.content!r} is malformed (expected lower-case letters, digits and hyphens)"
            yield Fault(at, message, "Write it so.")
        case "substitution_block":
            yield from _substitution(token, at, allowed)
        case "front_matter":
            yield from _front_matter(token, at)


def _children(token: Token, at: int) -> Iterator[tuple[Token, int]]:
    for child in token.children or ():
        yield child, at
        if child.type == "image":
            yield from _children(child, at)
        at += child.type in ("softbreak", "hardbreak")


def _kind(token: Token, at: int) -> Iterator[Fault]:
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if kind not in allowlist.KINDS and kind != "front_matter":
        what = _CALLED.get(kind, f"markup of the kind {kind!r}")
        seen = "" if kind not in ("html_block", "html_inline") else f" ({token.content.strip()[:40]!r})"
        yield Fault(at, f"{what}{seen} may not be written", LEAVE_OUT)
    elif by_hand := sorted(set(token.attrs) - allowlist.ATTRIBUTES.get(kind, frozenset())):
        yield Fault(at, f"the attribute {by_hand[0]!r} is set by hand", LEAVE_OUT)


def _inline(token: Token, at: int, allowed: AllowedReferences) -> Iterator[Fault]:
    match token.type:
        case "link_open":
            if fault := link_fault(str(token.attrs["href"])):
                yield Fault(at, fault, "Lead to https://, or to a page of the book.")
        case "image":
            if fault := picture_fault(str(token.attrs["src"]), allowed.kept):
                yield Fault(at, fault, "Put the picture into book/_static and name it so.")
        case "myst_role":
            yield from _role(token, at)
        case "substitution_inline":
            yield from _substitution(token, at, allowed)


def _role(token: Token, at: int) -> Iterator[Fault]:
    name = str(token.meta["name"])
    if name not in allowlist.ROLES:
        why = f" ({_READS_OR_RUNS[name]})" if name in _READS_OR_RUNS else ""
        yield Fault(at, f"the role {{{name}}} may not be used{why}", LEAVE_OUT)
    elif name != "math" and not allowlist.ROLE_TEXT.fullmatch(token.content):
        yield Fault(at, f"the role {{{name}}} has a malformed text (got {token.content!r})", "Write an id.")


def _substitution(token: Token, at: int, allowed: AllowedReferences) -> Iterator[Fault]:
    if token.content.strip() not in allowed.words:
        known = ", ".join(sorted(allowed.words)) or "none"
        message = f"{{{{ {token.content.strip()} }}}} is no name that is printed here (known: {known})"
        yield Fault(at, message, "Use one of them; nothing is computed between the braces.")


def _front_matter(token: Token, at: int) -> Iterator[Fault]:
    try:
        header = yaml.safe_load(token.content)
    except yaml.YAMLError:
        header = None
    if not isinstance(header, dict):
        yield Fault(at, "the header of the page cannot be read", LEAVE_OUT)
        return
    for key in header:
        why = " (it would run the page as a notebook)" if key in _RUN_THE_PAGE else ""
        yield Fault(at, f"the page's header may not say {str(key)!r}{why}", LEAVE_OUT)


def _fence(token: Token, at: int, allowed: AllowedReferences) -> Iterator[Fault]:
    first, *rest = token.info.split(maxsplit=1) or [""]
    if not (first.startswith("{") and first.endswith("}")):
        if token.type == "colon_fence" or not allowlist.LANGUAGE.fullmatch(token.info.strip()):
            yield Fault(at, f"{token.info.strip()!r} is neither a directive nor a language", "Write `python`, say.")
        return
    name, argument = first[1:-1], rest[0].strip() if rest else ""
    directive = allowlist.DIRECTIVES.get(name)
    if directive is None:
        why = f" ({_READS_OR_RUNS[name]})" if name in _READS_OR_RUNS else ""
        yield Fault(at, f"the directive {{{name}}} may not be used{why}", LEAVE_OUT)
        return
    yield from _argument(name, argument, directive, at, allowed)
    # A fence within a fence of colons is no option.
    nested = token.type == "colon_fence" and token.content.startswith(":::")
    lines = token.content.splitlines()
    options = [] if nested else _option_lines(lines)
    yield from _options(name, directive, lines, options, at)
    if directive.has_prose:
        yield from faults("\n".join(lines[len(options) :]), allowed, at + 1 + len(options))


def _argument(
    name: str, argument: str, directive: allowlist.Directive, at: int, allowed: AllowedReferences
) -> Iterator[Fault]:
    if directive.argument == "prose":
        yield from faults(argument, allowed, at)
    elif directive.argument == "picture":
        if fault := picture_fault(argument, allowed.kept):
            yield Fault(at, fault, "Put the picture into book/_static and name it so.")
    elif argument and isinstance(form := directive.argument, re.Pattern) and not form.fullmatch(argument):
        yield Fault(at, f"the directive {{{name}}} has a malformed argument (got {argument!r})", LEAVE_OUT)


def _option_lines(lines: list[str]) -> list[str]:
    """Return the lines at the start that MyST takes for options, found the way MyST finds them."""
    options: list[str] = []
    for line in lines:
        if not line.lstrip().startswith(":"):
            break
        options.append(line.lstrip()[1:])
    return options


def _options(
    name: str, directive: allowlist.Directive, lines: list[str], options: Iterable[str], at: int
) -> Iterator[Fault]:
    if lines and lines[0].startswith("---"):
        yield Fault(at + 1, f"the options of {{{name}}} stand in a block", "Write each as `:name: value`.")
    for number, line in enumerate(options, start=at + 1):
        match = _OPTION.fullmatch(line.rstrip())
        form = directive.options.get(match["name"]) if match else None
        if not match or form is None:
            option = match["name"] if match else line
            yield Fault(number, f"the option {option!r} of {{{name}}} may not be used", LEAVE_OUT)
        elif not form.fullmatch((match["value"] or "").strip()):
            message = f"the option {match['name']!r} of {{{name}}} is malformed (got {match['value']!r})"
            yield Fault(number, message, LEAVE_OUT)
