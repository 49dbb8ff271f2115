"""Themes against stances or sources: a sign in each cell, its shape and letter saying the stance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import altair as alt

from review.corpus.corpus import Corpus
from review.corpus.records import Claim
from review.present.cells import source_link
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.grid import GridRow, Sign, grid
from review.present.markup import joined
from review.present.palette import BLUE, GREEN, OCHRE, VERMILLION
from review.present.tables import claims_table
from review.present.tabular import coded_table
from review.present.wording import list_text

# A path of our own: an upright box holds an I, and none of the built-in shapes looks like it.
_UPRIGHT = "M-0.65,-1.15L0.65,-1.15L0.65,1.15L-0.65,1.15Z"
STANCES = {
    "argues": ("square", BLUE),
    "mentions": ("circle", GREEN),
    "implies": (_UPRIGHT, OCHRE),
    "disputes": ("diamond", VERMILLION),
}
_LETTERS = {stance: stance[0].upper() for stance in STANCES}
READING = (
    "How to read it: A in a square: argues; M in a circle: mentions; I in a narrow upright box: implies, "
    "by our reading; D in a diamond: disputes; dot: nothing coded."
)
NOTHING = "nothing coded"

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
    """Return the matrix of themes of *kinds* by source: which source takes which stance on what."""
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
        notes=(*notes, READING),
        data=coded_table(("Theme", *columns), rows, caption="Data of this chart"),
    )


def _stances(cells: Cells, theme: str, column: str) -> str:
    return list_text([stance for stance in STANCES if stance in cells.get((theme, column), {})]) or NOTHING


def _spoken(theme: str, stances: Sequence[str], columns: Sequence[str]) -> str:
    told = [f"{name} {stance}" for name, stance in zip(columns, stances, strict=True) if stance != NOTHING]
    return f"{theme}: {', '.join(told) or NOTHING}."


def _ordered_themes(corpus: Corpus, themes: Iterable[str]) -> list[str]:
    column = next(c for c in corpus.descriptor.table("themes").columns if c.name == "kind")
    return sorted(themes, key=lambda name: (column.choices.index(corpus.themes[name].kind), name))


def _drawn(corpus: Corpus, themes: Sequence[str], columns: Sequence[str], cells: Cells) -> alt.LayerChart:
    rows = []
    for theme in themes:
        row = corpus.themes[theme]
        signs = {name: _signs(cells.get((theme, name), {})) for name in columns}
        data = {"theme_id": theme, "theme": row.label}
        rows.append(GridRow(row.kind.capitalize(), row.label, signs, data, {"stance": NOTHING}))
    return grid(rows, columns)


def _signs(stances: Mapping[str, str]) -> list[Sign]:
    return [
        Sign(text, shape, colour, {"stance": stance} | ({"count_of": "claims"} if text.isdigit() else {}))
        for stance, (shape, colour) in STANCES.items()
        if (text := stances.get(stance))
    ]
