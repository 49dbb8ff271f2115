"""What is shown, as lines that a reviewer can read: tables, charts, frames, HTML and plain values."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pandas as pd

from review.corpus.tables.records import RECORDS
from review.present.html.markup import Html, markup
from review.present.look.chart import Chart

INLINE = {"a", "q", "span", "strong", "cite", "em", "br"}
VOID = {"br", "hr", "img"}
WIDE = 112
#: Of every chart the same, and approved once; and what only repeats a heading.
LEFT_OUT, REPEATED = {"config", "$schema"}, {"data-label"}


class Outline(HTMLParser):
    """HTML as lines: one a block, indented by its depth; what stands inside a line is put in brackets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = " ".join([tag, *(name if value is None else f"{name}={value}" for name, value in kept(attrs))])
        if tag in INLINE and self.lines:
            self.lines[-1] += f"[{said}{']' if tag in VOID else ': '}"
        else:
            depth = sum(name not in INLINE for name in self.open)
            self.lines.append(f"{'  ' * depth}{said}: ")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in INLINE:
            self.lines[-1] += "]"

    def handle_data(self, data: str) -> None:
        if data.strip() or data == " ":
            self.lines = self.lines or [""]
            self.lines[-1] += data.replace("\n", " ")


def kept(attrs: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    """Yield the attributes of an element; a key that its link ends in is told by a sign."""
    said = dict(attrs)
    anchor = (said.get("href") or "").partition("#")[2]
    for name, value in said.items():
        if name not in REPEATED:
            yield name, "#" if anchor and value == anchor else value


def html_lines(html: str) -> str:
    """Return the outline of *html*, which is well nested."""
    outline = Outline()
    outline.feed(html)
    outline.close()
    assert not outline.open
    return "\n".join(line.rstrip().removesuffix(":") for line in outline.lines)


def json_lines(value: Any, depth: int = 0) -> str:
    """Return *value* as sorted JSON in which what fits into a line stands in one."""
    flat = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    if len(flat) + depth <= WIDE or not isinstance(value, (dict, list)) or not value:
        return flat
    inner = " " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(name)}: {json_lines(value[name], depth + 1)}" for name in sorted(value)]
        return "{\n" + ",\n".join(inner + part for part in parts) + f"\n{' ' * depth}}}"
    return "[\n" + ",\n".join(inner + json_lines(part, depth + 1) for part in value) + f"\n{' ' * depth}]"


def without_repeats(node: Any, seen: list[Any]) -> Any:
    """Return a specification in which what a pointer is told stands in full where it stands first."""
    if isinstance(node, list):
        return [without_repeats(one, seen) for one in node]
    if not isinstance(node, dict):
        return node
    shown = {name: without_repeats(part, seen) for name, part in node.items()}
    if (tips := shown.get("tooltip")) in seen:
        shown["tooltip"] = f"those of view {seen.index(tips)}"
    elif isinstance(tips, list):
        seen.append(tips)
    return shown


def spec_lines(spec: Mapping[str, Any]) -> str:
    """Return a specification without what all share; data sets are named by their place."""
    text = json.dumps({name: part for name, part in spec.items() if name not in LEFT_OUT}, ensure_ascii=False)
    for place, name in enumerate(dict.fromkeys(re.findall(r'"(data-[0-9a-f]{8,})"', text))):
        text = text.replace(name, f"data-{place}")
    numbered = {name: f"view_{at}" for at, name in enumerate(dict.fromkeys(re.findall(r"view_\d+", text)))}
    shown = json.loads(re.sub(r"view_\d+", lambda found: numbered[found[0]], text))
    return json_lines(without_repeats(shown, []))


def chart_lines(chart: Chart) -> str:
    drawn = html_lines(chart.spec.text) if isinstance(chart.spec, Html) else spec_lines(chart.spec)
    around = {"finding": chart.finding, "caption": chart.caption, "alternative": chart.alternative}
    lines = [f"{name}: {html_lines(markup(said).text)}" for name, said in around.items()]
    lines += [f"note: {html_lines(markup(note).text)}" for note in chart.notes]
    lines += [f"key: {chart.key}"] if chart.key else []
    return "\n".join([*lines, html_lines(chart.data.html.text) if chart.data else "no data", drawn])


def record_line(record: Any) -> str:
    """Return a record on one line; a row of the corpus within it is told by its key."""
    said = [f"{field.name}={short(getattr(record, field.name))}" for field in dataclasses.fields(record)]
    return f"{type(record).__name__}({', '.join(said)})"


def short(value: Any) -> str:
    if isinstance(value, (Decimal, float)):
        return str(value)
    if dataclasses.is_dataclass(value):
        is_row = type(value) in RECORDS.values()
        return str(getattr(value, dataclasses.fields(value)[0].name)) if is_row else record_line(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{short(name)}: {short(said)}" for name, said in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        return f"({', '.join(map(short, value))})"
    if isinstance(value, (set, frozenset)):
        return f"{{{', '.join(sorted(map(short, value)))}}}"
    return str(value)


def outline(made: Any) -> str:
    """Return what was *made*, of whatever kind, as lines."""
    if isinstance(made, Chart):
        return chart_lines(made)
    if hasattr(made, "to_dict") and hasattr(made, "mark_point"):
        return spec_lines(made.to_dict())
    if isinstance(made, (pd.DataFrame, pd.Series)):
        kinds = made.dtypes.to_string() if isinstance(made, pd.DataFrame) else str(made.dtype)
        return f"{made.to_csv()}\n{kinds}"
    if isinstance(made, Html):
        return html_lines(made.text)
    if hasattr(made, "_repr_html_"):
        return f"{made!r}\n{html_lines(made._repr_html_())}"
    if dataclasses.is_dataclass(made):
        return record_line(made)
    if isinstance(made, Mapping):
        return "\n".join(f"{outline(name)}: {outline(said)}" for name, said in made.items())
    if isinstance(made, (list, tuple, set, frozenset, Iterator)):
        return "\n".join(map(outline, sorted(made, key=str) if isinstance(made, (set, frozenset)) else made))
    return str(made)
