"""Themes against stances or sources: a sign in each cell, its shape and letter saying the stance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from review.corpus.corpus import Corpus
from review.corpus.records import Claim
from review.present.cells import source_link
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.layout import HEADING_GAP, LINE, text_width, wrap
from review.present.markup import joined
from review.present.palette import BLUE, GREEN, MUTED, RULE, TEXT, VERMILLION
from review.present.tables import claims_table
from review.present.tabular import table
from review.present.theme import SIZE, SMALL, WIDTH
from review.present.wording import list_text

STANCES = {
    "argues": ("square", BLUE),
    "mentions": ("circle", GREEN),
    "disputes": ("diamond", VERMILLION),
}
_LETTERS = {"argues": "A", "mentions": "M", "disputes": "D"}
_READING = (
    "How to read it: A in a square: argues; M in a circle: mentions; D in a diamond: disputes; "
    "dot: nothing coded."
)
_ROW_GAP = 8
_SIGN = 210  # area
# Signs of one cell stand side by side; only a source that says everything of a theme has three.
_OFFSETS = {1: (0.0,), 2: (-8.5, 8.5), 3: (-13.0, 0.0, 13.0)}

Cells = Mapping[tuple[str, str], Mapping[str, str]]  # (theme, column) -> stance -> the text in its sign


def claims_matrix(
    corpus: Corpus, claims: Iterable[Claim], *, caption: str, finding: str = "", notes: Sequence[str] = ()
) -> Chart:
    """Return the matrix of one source's *claims*: themes down, stances across, how many in each."""
    chosen = tuple(claims)
    if not chosen:
        return nothing_to_draw(caption)
    counts = Counter((claim.theme_id, claim.stance) for claim in chosen)
    cells = {key: {key[1]: str(count)} for key, count in counts.items()}
    themes = _ordered_themes(corpus, {claim.theme_id for claim in chosen})
    said = [
        f"{corpus.themes[theme].label}: "
        + list_text([f"{stance} {counts[theme, stance]}" for stance in STANCES if counts[theme, stance]])
        for theme in themes
    ]
    sources = joined([source_link(name) for name in sorted({claim.source_id for claim in chosen})], ", ")
    return chart(
        _drawn(corpus, themes, tuple(STANCES), cells),
        caption=joined([f"{caption.removesuffix('.')}. Unit: claims. Source: ", sources, "."]),
        alt=f"Matrix of claims by theme and stance. {'; '.join(said)}.",
        finding=finding,
        notes=notes,
        data=claims_table(corpus, chosen, caption="Data of this chart"),
    )


def source_theme_matrix(
    corpus: Corpus,
    kinds: str | Sequence[str],
    *,
    caption: str,
    sources: Sequence[str] = (),
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the matrix of themes of *kinds* by source: which source argues, mentions or disputes what."""
    wanted = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    columns = tuple(sources) or tuple(corpus.sources)
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for claim in corpus.claims_where(source_id=columns):
        if corpus.themes[claim.theme_id].kind in wanted:
            cells.setdefault((claim.theme_id, claim.source_id), {})[claim.stance] = _LETTERS[claim.stance]
    themes = _ordered_themes(corpus, {name for name, theme in corpus.themes.items() if theme.kind in wanted})
    rows = [(corpus.themes[t].label, *(_stances(cells, t, c) for c in columns)) for t in themes]
    said = [_spoken(row[0], row[1:], columns) for row in rows]
    links = joined([source_link(name) for name in columns], ", ")
    return chart(
        _drawn(corpus, themes, columns, cells),
        caption=joined([f"{caption.removesuffix('.')}. Unit: stance of a source. Sources: ", links, "."]),
        alt=f"Matrix of themes by source. {' '.join(said)}",
        finding=finding,
        notes=(*notes, _READING),
        data=table(("Theme", *columns), rows, caption="Data of this chart"),
    )


def _stances(cells: Cells, theme: str, column: str) -> str:
    return (
        list_text([stance for stance in STANCES if stance in cells.get((theme, column), {})])
        or "nothing coded"
    )


def _spoken(theme: str, stances: Sequence[str], columns: Sequence[str]) -> str:
    told = [
        f"{name} {stance}" for name, stance in zip(columns, stances, strict=True) if stance != "nothing coded"
    ]
    return f"{theme}: {', '.join(told) if told else 'nothing coded'}."


def _ordered_themes(corpus: Corpus, themes: Iterable[str]) -> list[str]:
    column = next(c for c in corpus.descriptor.table("themes").columns if c.name == "kind")
    return sorted(themes, key=lambda name: (column.choices.index(corpus.themes[name].kind), name))


# --- drawing ---------------------------------------------------------------------------------------

Rows = list[dict[str, Any]]


def _drawn(corpus: Corpus, themes: Sequence[str], columns: Sequence[str], cells: Cells) -> alt.LayerChart:
    if not themes:
        raise ValueError("a matrix needs a theme (got none)")
    column = min(200 / len(columns), 58)
    xs = {name: WIDTH - column * (len(columns) - index - 0.5) for index, name in enumerate(columns)}
    texts, leaders, y = _header(xs, column)
    signs: Rows = []
    rules: Rows = []
    kind = ""
    for theme in themes:
        row = corpus.themes[theme]
        if row.kind != kind:
            y += HEADING_GAP if kind else 0
            texts.append({"x": 0, "y": y + LINE / 2, "text": row.kind.capitalize(), "style": "heading"})
            y, kind = y + LINE + 4, row.kind
        lines = wrap(row.label, WIDTH - column * len(columns) - 6)
        for number, line in enumerate(lines):
            texts.append({"x": 0, "y": y + LINE * (number + 0.5), "text": line, "style": "label"})
        for name, x in xs.items():
            middle = y + LINE * len(lines) / 2
            signs += _signs(theme, row.label, name, x, middle, cells.get((theme, name), {}))
        y += LINE * len(lines) + _ROW_GAP
        rules.append({"x": 0, "end": WIDTH, "y": y - _ROW_GAP / 2})
    return _layers(texts, leaders, signs, rules, y)


def _header(xs: Mapping[str, float], column: float) -> tuple[Rows, Rows, float]:
    """Return the names of the columns, lines that lead down from them, and where the rows begin.

    Long names stand on lines of their own, each led down to its column: upright they stay readable
    however narrow the columns are. The last column's stands highest, so that no line crosses a name.
    """
    if all(text_width(name) < column for name in xs):
        names = [{"x": x, "y": LINE / 2, "text": name, "style": "centred"} for name, x in xs.items()]
        return names, [], LINE + 8
    bottom = LINE * len(xs) + 6
    texts: Rows = []
    leaders: Rows = []
    for index, (name, x) in enumerate(xs.items()):
        y = LINE * (len(xs) - 1 - index)
        texts.append({"x": x + 3, "y": y + LINE / 2, "text": name, "style": "column"})
        leaders.append({"x": x, "y": y + LINE, "bottom": bottom})
    return texts, leaders, bottom + 2


def _signs(
    theme: str, label: str, column: str, x: float, y: float, stances: Mapping[str, str]
) -> list[dict[str, Any]]:
    present = [stance for stance in STANCES if stance in stances]
    base = {"theme_id": theme, "theme": label, "column": column, "y": y}
    if not present:
        return [base | {"x": x, "text": "·", "stance": "nothing coded"}]
    offsets = _OFFSETS[len(present)]
    return [
        base | {"x": x + offset, "text": stances[stance], "stance": stance}
        for stance, offset in zip(present, offsets, strict=True)
    ]


def _layers(texts: Rows, leaders: Rows, signs: Rows, rules: Rows, height: float) -> alt.LayerChart:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False))
    layers = [alt.Chart({"values": rules}).mark_rule(color=RULE, opacity=0.25).encode(x=x, x2="end:Q", y=y)]
    if leaders:
        layers.append(alt.Chart({"values": leaders}).mark_rule(color=RULE).encode(x=x, y=y, y2="bottom:Q"))
    tips = [alt.Tooltip(f"{name}:N") for name in ("theme", "column", "stance")]
    for stance, (shape, colour) in STANCES.items():
        chosen = [sign for sign in signs if sign["stance"] == stance]
        look: dict[str, Any] = {
            "shape": shape,
            "fill": colour,
            "fillOpacity": 0.22,
            "stroke": colour,
            "strokeWidth": 1.8,
        }
        base = alt.Chart({"values": chosen}).mark_point(size=_SIGN, opacity=1, **look)
        if chosen:
            layers.append(base.encode(x=x, y=y, tooltip=tips))
    for style, letters in _TEXTS.items():
        chosen = signs if style == "sign" else [text for text in texts if text["style"] == style]
        written = alt.Chart({"values": chosen}).mark_text(baseline="middle", **letters)
        if chosen:
            layers.append(written.encode(x=x, y=y, text="text:N"))
    return alt.LayerChart(layer=layers, width=WIDTH, height=height)


_TEXTS: dict[str, dict[str, Any]] = {
    "sign": {"fontSize": SMALL, "fontWeight": "bold", "color": TEXT},
    "heading": {"align": "left", "fontSize": SIZE, "fontWeight": "bold", "color": TEXT},
    "label": {"align": "left", "fontSize": SIZE, "color": TEXT},
    "column": {"align": "right", "fontSize": SIZE, "color": MUTED},
    "centred": {"fontSize": SIZE, "color": MUTED},
}
