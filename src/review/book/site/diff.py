"""What changed between two builds, in what readers see: numbers, charts and sentences, page by page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString

from review.book.prose.outputs import name_outputs
from review.book.site.comparing import changed_fields, edits
from review.book.site.html_tree import attribute, classes, parse_html, pieces
from review.errors import UsageError
from review.files.notebooks import read_notebook

#: Attributes that name the number that an element prints, and what readers call it.
NUMBERS = {"data-figure-id": "figure", "data-derivation-id": "derived number"}
LINKED = {"fact-value": "fact", "sighting-value": "sighting"}
NONE: Mapping[str, object] = MappingProxyType({})
#: Elements whose text stands for itself; what is within another of them is not told twice.
BLOCKS = frozenset(
    {"caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "li", "p", "pre", "summary", "td", "th"}
)
SILENT = frozenset({"nav", "script", "style", "svg"})
#: Pages that the compiler makes: they change with every word of the others.
MADE = frozenset({"search.html", "genindex.html"})
LONGEST = 240
#: So many rows of a chart are told; a chart that was drawn anew has hundreds.
MOST = 8
#: The fields by which a row of a chart is known.
IDENTITIES = ("figure_id", "derivation_id", "key", "label", "text")

_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Shown:
    """What a page shows: texts of each number by its name, rows of each chart by its id, sentences in order.

    *drawn* is how each chart is drawn, its rows left out.
    """

    numbers: Mapping[str, tuple[str, ...]]
    charts: Mapping[str, tuple[str, ...]]
    drawn: Mapping[str, str]
    sentences: tuple[str, ...]


def page_differences(before: Path, after: Path) -> dict[str, tuple[str, ...]]:
    """Return what changed, in lines by page, from the build in folder *before* to the one in *after*.

    Both are sites, or both are folders of finished notebooks. Raises UsageError where one is neither.
    """
    first, second = pages(before), pages(after)
    if first and second and {Path(name).suffix for name in first} != {Path(name).suffix for name in second}:
        raise UsageError(f"{before} and {after}: a site and notebooks cannot be compared. Name two of a kind.")
    differences: dict[str, tuple[str, ...]] = {}
    for name in sorted({*first, *second}):
        if name not in second:
            differences[name] = ("the page is gone",)
        elif name not in first:
            differences[name] = ("the page is new",)
        elif lines := tuple(compare(shown_in(first[name]), shown_in(second[name]))):
            differences[name] = lines
    return differences


def pages(folder: Path) -> dict[str, Path]:
    """Return the pages of a site, or the notebooks in a folder, by their path in it. Raises UsageError for none."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder. Name a built site, or a folder of finished notebooks.")
    paths = [*folder.glob("*.html")] or [*folder.glob("*.ipynb")]
    named = {path.relative_to(folder).as_posix(): path for path in paths if path.name not in MADE}
    if not named:
        raise UsageError(f"{folder}: no page and no notebook stands there. Name a built site, such as build/site.")
    return named


def shown_in(path: Path) -> Shown:
    """Return what a page or a finished notebook shows."""
    if path.suffix == ".html":
        root = parse_html(path.read_text("utf-8"))
        roots = [root.find("article") or root]
    else:
        roots = [parse_html(html) for html in _parts(path)]
    return shown(roots)


def shown(roots: Iterable[Tag]) -> Shown:
    """Return what parts of a page show."""
    roots = list(roots)
    numbers: dict[str, set[str]] = {}
    rows: dict[str, tuple[str, ...]] = {}
    drawn: dict[str, str] = {}
    for element in (element for root in roots for element in root.find_all(True)):
        if name := number_of(element):
            numbers.setdefault(name, set()).add(flat(element.text))
        if element.name == "figure" and "chart" in classes(element):
            name = chart_name(element, rows)
            rows[name], drawn[name] = _specification(element)
    texts = tuple(sentence for root in roots for _, sentence in sentences_in(root))
    return Shown({name: tuple(sorted(printed)) for name, printed in numbers.items()}, rows, drawn, texts)


def compare(before: Shown, after: Shown) -> Iterator[str]:
    """Yield what differs between a page and what became of it, a line each."""
    for name in sorted({*before.numbers, *after.numbers}):
        was, now = (" / ".join(state.numbers.get(name, ())) for state in (before, after))
        if was != now:
            yield f"{name}: {was or 'not shown'} → {now or 'no longer shown'}"
    for name in sorted({*before.charts, *after.charts}):
        yield from (f'chart "{name}": {line}' for line in chart_changes(name, before, after))
    for gone, new, equal in edits(before.sentences, after.sentences):
        if not equal:
            yield from (f"- {_short(sentence)}" for sentence in gone)
            yield from (f"+ {_short(sentence)}" for sentence in new)


def chart_changes(name: str, before: Shown, after: Shown) -> Iterator[str]:
    """Yield what became of a chart, a line each."""
    if name not in after.charts:
        yield "is gone"
    elif name not in before.charts:
        yield "is new"
    else:
        was, now = Counter(before.charts[name]), Counter(after.charts[name])
        lines = list(_row_changes([*(was - now).elements()], [*(now - was).elements()]))
        yield from lines[:MOST]
        if more := len(lines[MOST:]):
            yield f"and {more} more {'row' if more == 1 else 'rows'}"
        # Other rows move axes and labels; that is told where it is all that changed.
        if not lines and before.drawn[name] != after.drawn[name]:
            yield "is drawn otherwise"


def _row_changes(gone: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield what became of the rows that are *gone*: the new row most like each, or nothing."""
    left = [json.loads(row) for row in new]
    for old in map(json.loads, gone):
        like = [row for row in left if _likeness(old, row)]
        if not like:
            yield f"- {_short(_row(old))}"
            continue
        row = max(like, key=lambda row: _likeness(old, row))
        left.remove(row)
        fields = ", ".join(f"{name} {was} → {now}" for name, (was, now) in changed_fields(old, row).items())
        yield f"{next((old[name] for name in IDENTITIES if old.get(name)), 'row')}: {_short(fields)}"
    yield from (f"+ {_short(_row(row))}" for row in left)


def _likeness(old: Any, new: Any) -> int:
    """Return in how many fields two rows of one form are alike; none where their forms differ."""
    if not (isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys()):
        return 0
    return sum(old[name] == new[name] for name in old)


def _parts(notebook: Path) -> Iterator[str]:
    """Yield what a notebook shows, each part as HTML: Markdown counts by its paragraphs as they are written."""
    content = read_notebook(notebook)
    name_outputs(content, notebook.stem)
    for cell in content.cells:
        if cell.cell_type == "markdown":
            yield _paragraphs(cell.source)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                yield data["text/html"]
            else:
                yield _paragraphs(data.get("text/markdown") or data.get("text/plain") or output.get("text", ""))


def _paragraphs(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", escaped))


def number_of(element: Tag) -> str:
    """Return the name of the number that *element* prints, such as "figure ward2014-thefts"; empty for none."""
    candidates = [(word, attribute(element, name)) for name, word in NUMBERS.items()]
    address = attribute(element, "href").partition("#")[2]
    candidates += [(word, address) for css, word in LINKED.items() if css in classes(element)]
    named = next((f"{word} {key}" for word, key in candidates if key), "")
    return "" if named and element.find_parent("svg") else named


def sentences_in(root: Tag) -> Iterator[tuple[Tag, str]]:
    """Yield each sentence with its block, the numbers in it by their names: how they read is told apart."""
    if root.name not in SILENT:
        if root.name in BLOCKS:
            yield from ((root, sentence) for sentence in _END.split(flat(_text(root))) if sentence)
        for child in root.find_all(True, recursive=False):
            yield from sentences_in(child)


def _text(element: Tag) -> str:
    parts: list[str] = []
    for child in pieces(element):
        if isinstance(child, NavigableString):
            parts.append(child)
        elif name := number_of(child):
            parts.append(f"[{name.rpartition(' ')[2]}]")
        elif child.name not in BLOCKS | SILENT:
            parts.append(_text(child))
    return "".join(parts)


def chart_name(chart: Tag, taken: Mapping[str, object] = NONE) -> str:
    """Return the id of a chart that is cited; of another its caption."""
    cited = chart.find_parent(attrs={"data-kind": "chart"})
    outer = chart.find_parent("figure") or chart
    caption = next((flat(each.text) for each in (chart.find("figcaption"), outer.find("figcaption")) if each), "")
    name = attribute(cited, "id") if cited else caption if len(caption) <= 90 else f"{caption[:89]}…"
    return name if name not in taken else f"{name} ({len(taken)})"


def _specification(chart: Tag) -> tuple[tuple[str, ...], str]:
    """Return the rows that a chart shows and how it draws them, each as JSON; of an SVG, what its marks tell."""
    script = chart.find(class_="chart-spec")
    rows: list[str] = []
    if script:
        drawn = _without_rows(json.loads(script.get_text()), rows)
    else:
        titles = [title.text.partition("\n") for title in chart.find_all("title")]
        rows += [_row({"key": key, "told": rest}) for key, _, rest in titles]
        drawn = [part.attrs for svg in chart.find_all("svg") for part in (svg, *svg.find_all(True))]
    return tuple(rows), json.dumps(drawn, sort_keys=True, ensure_ascii=False)


def _without_rows(node: Any, rows: list[str]) -> Any:
    """Return a specification without its rows, which are added to *rows*."""
    if isinstance(node, list):
        return [_without_rows(each, rows) for each in node]
    if not isinstance(node, dict):
        return node
    left = {}
    for key, value in node.items():
        # A description is made of the rows.
        if key in ("values", "datasets"):
            rows += [_row(row) for row in _leaves(value)]
        elif key != "description":
            left[key] = _without_rows(value, rows)
    return left


def _leaves(value: Any) -> Sequence[Any]:
    if isinstance(value, dict):
        return [row for each in value.values() for row in _leaves(each)]
    return value if isinstance(value, list) else [value]


def _row(row: Any) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)


def flat(text: str) -> str:
    """Return *text* in one line, without the signs beside headings."""
    return " ".join(text.replace("¶", " ").split())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
