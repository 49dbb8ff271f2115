"""A chart with what it needs to be read, drawn as static SVG that is complete without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from review.files.hashing import sha256
from review.present.html.markup import Content, Html, element, joined, plain
from review.present.html.tabular import Table
from review.present.look.sizes import PADDING
from review.present.look.widths import Spec, widened

# Altair numbers views and parameters through the whole process: what was drawn before would show.
_COUNTED = re.compile(r"\b(view|param)_\d+\b")
_ARIA = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
# A picture holds nothing to focus: where a mark leads, the live chart leads, and a note or a table beside it.
_LINK = re.compile(r"</?a\b[^>]*>")
_BACKGROUND = re.compile(r'(<svg[^>]*>)<rect [^>]*fill="transparent"[^>]*/>')
_VARIABLE = re.compile(r' (fill|stroke)="var\(--([a-z-]+), (#[0-9a-f]{6})\)"')
_OPENING = re.compile(r'<svg [^>]*?width="([\d.]+)" height="[\d.]+" viewBox="([^"]*)">')
_TEXT_ROOM = 52
#: Between the lines of a text, of no width: words that are copied stand apart. What draws for print does not know it.
GAP = '<tspan font-size="0"> </tspan>'
_LONG_FRACTION = re.compile(r"(\d+\.\d{2})\d+")


@dataclass(frozen=True, repr=False)
class Chart:
    """A drawn chart with its finding, caption, alternative text, notes and data.

    Notebooks show it as a figure with its caption, and its data to unfold.
    """

    spec: Spec | Html  # for Vega-Lite, or the SVG itself
    caption: Content
    alternative: str
    finding: str = ""
    notes: tuple[Content, ...] = ()
    data: Table | None = None
    wide: Spec | None = None  # for a wide page, where it is not the same laid out anew
    key: str = ""  # what the shapes of its marks mean

    def __repr__(self) -> str:
        return f"Chart: {self.alternative}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html.text, "text/plain": repr(self)}

    @property
    def html(self) -> Html:
        """The figure; a sentence where there is nothing to draw."""
        if not self.spec:
            return element("p", self.alternative, class_="chart-empty")
        finding = element("p", self.finding, class_="chart-finding") if self.finding else ""
        label = self.finding or plain(self.caption)
        return figure_html(self.spec, self.alternative, label=label, above=finding, below=self._below(), wide=self.wide)

    def _below(self) -> Html:
        notes = [element("span", note, class_="chart-note") for note in self.notes]
        folds: list[tuple[str, Content, Html]] = []
        if self.key:
            folds.append(("chart-key", "How to read it", element("p", self.key, class_="chart-note")))
        if self.data is not None:
            folds.append(("chart-data", joined(["Data of this chart", self.data.size]), self.data.unfolded))
        parts = [element("figcaption", joined([self.caption, *notes], " "))]
        made = [
            element("details", joined([element("summary", name), inner], "\n"), class_=kind)
            for kind, name, inner in folds
        ]
        return joined([*parts, element("div", joined(made, "\n"), class_="chart-folds")] if made else parts, "\n")


def told_in_a_sentence(caption: str, *, tabled: bool) -> str:
    """Return the alternative text of a chart: what its caption begins with, and where each row can be read.

    >>> told_in_a_sentence("Prices by link. No price states its year.", tabled=True)
    'Prices by link; the table of its data has every row.'
    """
    first = caption.strip().partition(". ")[0].removesuffix(".")
    return f"{first}; the table of its data has every row." if tabled else f"{first}."


def heading_of(finding: str, caption: Content, *, is_changed: bool) -> tuple[str, Content]:
    """Return what heads a chart and what is left of its caption.

    The *finding* holds for the published parameters: another run is headed by what the caption begins with.

    >>> heading_of("Boys cost more", "Prices by link. No price states its year.", is_changed=True)
    ('Prices by link', 'No price states its year.')
    """
    if not (is_changed and finding and isinstance(caption, str)):
        return "" if is_changed else finding, caption
    first, _, rest = caption.partition(". ")
    return first.removesuffix("."), rest


def nothing_to_draw(caption: str) -> Chart:
    """Return what stands in the place of a chart whose rows the parameters of a run leave out."""
    sentence = f"No chart: no row is left to draw with these parameters ({caption.strip().removesuffix('.')})."
    return Chart({}, caption, sentence)


def figure_html(
    spec: Mapping[str, Any] | Html,
    alternative: str,
    *,
    label: str = "Chart",
    above: Content = "",
    below: Content = "",
    wide: Spec | None = None,
) -> Html:
    """Return the figure named *label*: *above*, the drawing, *below*, and the specification for scripts.

    *wide* is what a wide page shows; without it, the same laid out anew. An SVG in the place of the specification is
    the drawing itself, with its text alternative: no script draws it again. The bytes depend on the arguments alone.
    Ids within come from the hash of the specification.
    """
    if isinstance(spec, Html):
        text, drawn, scripts = spec.text, _coloured(spec.text), Html("")
        name = f"chart-{sha256(text.encode())[:12]}"
    else:
        text = _written(spec, alternative)
        name = f"chart-{sha256(text.encode())[:12]}"
        drawn, scripts = _both(wide or widened(spec), text, name, alternative)
    parts = [above, element("div", Html(drawn), class_="chart-static"), below, scripts]
    inner = joined(["", *(part for part in parts if str(part)), ""], "\n")
    is_live = not isinstance(spec, Html)
    return element("figure", inner, class_="chart", id=name, data_chart=is_live, aria_label=label)


def _both(wide: Spec, text: str, name: str, alternative: str) -> tuple[str, Html]:
    """Return the drawings of a specification, written as *text*, and of the *wide* one, and what scripts need of them.

    The second specification goes without the data, which are those of the first.
    """
    second = _written(wide, alternative)
    draw = drawers[-1]
    drawn = both_widths(Html(draw(second, f"{name}-wide", alternative)), Html(draw(text, name, alternative)))
    bare = {key: value for key, value in json.loads(second).items() if key not in ("datasets", "description", "config")}
    both = {"chart-spec": text, "chart-spec-wide": _json(bare)}
    made = [element("script", Html(_script_safe(s)), type="application/json", class_=kind) for kind, s in both.items()]
    return drawn.text, joined(made, "\n")


def both_widths(wide: Html, narrow: Html) -> Html:
    """Return the two drawings of a chart, of which a style sheet shows the one that has room, and else the wide one."""
    parts = (element("div", wide, class_="chart-wide"), element("div", narrow, class_="chart-narrow", hidden=True))
    return joined(parts, "\n")


def _written(spec: Mapping[str, Any], alternative: str) -> str:
    return _json(normalised(spec, alternative))


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def normalised(spec: Mapping[str, Any], alternative: str) -> Spec:
    """Return *spec* without what points to other hosts or depends on charts drawn before."""
    text = json.dumps(dict(spec) | {"description": alternative}, ensure_ascii=False, sort_keys=True)
    order: dict[str, str] = {}
    text = _COUNTED.sub(lambda m: order.setdefault(m.group(), f"{m.group(1)}_{len(order)}"), text)
    own: Spec = json.loads(text)
    own.pop("$schema", None)
    if "mark" in own or "layer" in own:
        # Labels beside a view take their room from it: a telephone has no more.
        own.setdefault("autosize", {"type": "fit-x", "contains": "padding"})
        if any(_ends_in_text(view) for view in (own, *own.get("layer", []))):
            around = own.get("padding", PADDING)
            if isinstance(around, (int, float)):
                own["padding"] = {"left": around, "top": around, "bottom": around, "right": _TEXT_ROOM}
    return own


def converted(spec: str) -> str:
    """Return the SVG of *spec* (JSON) as Vega draws it. The first one of a process takes a second."""
    # What draws takes a second to import, and a page of flows alone has none to draw.
    import altair
    import vl_convert

    version = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    svg: str = vl_convert.vegalite_to_svg(json.loads(spec), version, allowed_base_urls=[])
    return svg


@lru_cache(maxsize=128)
def drawing(spec: str, name: str, alternative: str, convert: Callable[[str], str] = converted) -> str:
    """Return the SVG of *spec* (JSON), its ids led by *name*, its text alternative at the root only.

    A reader of screens gets the one description; without this it would get every mark, unordered.
    """
    svg = convert(spec)
    svg = _LINK.sub("", _ARIA.sub("", svg))
    svg = _BACKGROUND.sub(r"\1", svg, count=1).replace("<g ", '<g aria-hidden="true" ', 1)
    svg = _LONG_FRACTION.sub(r"\1", _coloured(svg)).replace("</tspan><tspan", f"</tspan>{GAP}<tspan")
    for number, identity in enumerate(dict.fromkeys(re.findall(r' id="([^"]+)"', svg))):
        svg = re.sub(rf'(id="|url\(#|href="#){re.escape(identity)}(?=["\)])', rf"\g<1>{name}-{number}", svg)
    opening = element("svg", class_="marks", role="img", aria_label=alternative, focusable="false").text
    opening = opening.removesuffix("></svg>")
    # The book's style sheet sets the width; a notebook has none, and would draw as wide as its window.
    return _OPENING.sub(
        lambda m: f'{opening} xmlns="http://www.w3.org/2000/svg" width="{m[1]}" viewBox="{m[2]}">', svg, count=1
    )


#: Who draws what figures show, the last one, asked as `drawing` is.
drawers: list[Callable[[str, str, str], str]] = [drawing]


def _ends_in_text(view: Mapping[str, Any]) -> bool:
    """Tell whether a view writes to the right of where a value ends: text takes no room of itself."""
    mark = view.get("mark")
    return isinstance(mark, Mapping) and mark.get("type") == "text" and mark.get("align") == "left" and "dx" in mark


def _coloured(svg: str) -> str:
    # A page's style sheet gives the attribute its colour: pages forbid styles that are written into them.
    return _VARIABLE.sub(r' \1="\3" data-\1="\2"', svg)


def _script_safe(text: str) -> str:
    # "</script>" and "<!--" end or hide a script element wherever they stand; JSON may escape the sign.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
