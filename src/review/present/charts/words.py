"""The words of a chart, from the rows that it draws: its sources, what its marks mean, what it shows, its data."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.corpus.tables.vocabulary_records import by_position
from review.corpus.vocabulary import BasisKind, Stance, UnitKind
from review.present.charts.scales import BARS, DOWN, DRAWN_AS, RINGS, UP, WITH_INTERVAL
from review.present.charts.specification import CONVERTED, COUNTED, LEADS_TO, LINE, SAID, figure_of, nodes
from review.present.charts.views import Datum
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import Cells, Table, coded_table, stacked, table_of
from review.present.look.widths import Spec
from review.present.numbers.computed import computed_link, derived_link
from review.present.numbers.context import facts_table
from review.present.numbers.conversions import CONVERTED_SIGN, converted_text
from review.present.tables.chronicle import events_table
from review.present.words.cells import (
    credited,
    event_ties,
    source_link,
    value_cell,
    where_and_when,
    whom,
)
from review.present.words.formula import formula
from review.present.words.units import unit_kind
from review.present.words.wording import UNNAMED_LABEL, UNNAMED_SIGN, list_text, sentence_case, unit_words, value_text
from review.synthesis.comparing.derivations import evaluate

Ids = Mapping[str, Sequence[str]]
DATA = "Data of this chart"
NOTHING = "nothing coded"
#: As many columns of counts as a page takes.
MOST_COLUMNS = 7
_TECHNICAL = frozenset({CONVERTED, COUNTED, SAID, LEADS_TO})
#: What the kinds of marks mean, in the order in which a panel draws them.
_MEANINGS: Mapping[str, str] = {
    **dict.fromkeys(BARS, "bar: from the lower to the higher number"),
    "vague": "dashed bar: bounds that we read in a vague word",
    **dict.fromkeys(UP, "arrow towards higher numbers: at least, or more than, that many"),
    **dict.fromkeys(DOWN, "arrow towards lower numbers: that many at most"),
    **dict.fromkeys(RINGS, "open point: about that many"),
}
#: The channels in which the colours of `BASIS` are told apart.
_COLOURS = ("color", "fill", "stroke")


def caption_of(corpus: Corpus, ids: Ids, spec: Spec, caption: Content) -> Html:
    """Return *caption*, then the units counted and the sources."""
    lead: list[Content] = [caption if isinstance(caption, Html) else f"{str(caption).rstrip().removesuffix('.')}."]
    if units := dict.fromkeys(unit_words(corpus, figure.unit) for figure in _figures(corpus, ids)):
        lead.append(f"Unit: {list_text(list(units), 'or')}.")
    if sources := _sources(corpus, ids, spec):
        named = joined([source_link(corpus, name) for name in sources], ", ")
        lead.append(joined(["Sources: ", named, "."]))
    return joined(lead if str(caption) else lead[1:], " ")


def _sources(corpus: Corpus, ids: Ids, spec: Spec) -> list[str]:
    """Return the sources of what is drawn, in the order met; of counts, those that their rows name."""
    sources = [figure.source_id for figure in _figures(corpus, ids)]
    for name in ids.get("derivation_id", ()):
        sources += [figure.source_id for figure in evaluate(corpus, name).figures]
    sources += [corpus.claims[name].source_id for name in ids.get("claim_id", ())]
    for name in ids.get("event_id", ()):
        sources += event_ties(corpus, name)
    called = {name: key for key, source in corpus.sources.items() for name in (key, source.name)}
    if not ids:
        counted = (row.get("source_id") or row.get("source") for row in _rows(spec))
        sources += [called[name] for name in counted if name in called]
    return list(dict.fromkeys(sources))


def notes_of(corpus: Corpus, ids: Ids, spec: Spec) -> tuple[Content, ...]:
    """Return what must stand under a chart: what such counts measure, what its colours mean, behind which is nobody."""
    figures = _figures(corpus, ids)
    observed = [figure for figure in figures if corpus.basis(figure).treated_as is BasisKind.OBSERVED]
    deeds = any(corpus.counted(figure).response for figure in observed)
    notes: list[Content] = ["Observed counts measure what was done: enforcement, not prevalence."] if deeds else []
    if _uses(spec, "basis", _COLOURS):
        drawn = dict.fromkeys(row.get("basis") for row in _rows(spec))
        bases = [one for one in by_position(corpus.bases) if one.basis in drawn and one.drawn]
        notes += [f"{one.colour.capitalize()}: {one.drawn}." for one in bases]
    said = {row[name] for row in _rows(spec) for name in (CONVERTED, "figure_id") if row.get(name) and _is_said(row)}
    unnamed = [figure for figure in figures if corpus.is_unnamed(figure) and figure.figure_id not in said]
    if unnamed and _uses(spec, "credit", ("shape",)):
        notes.append("Diamond: a chain of origins that ends in nobody who counted.")
    elif unnamed:
        named = coded(list_text([value_text(corpus, figure) for figure in unnamed]))
        notes.append(joined([f"{UNNAMED_LABEL.capitalize()}: ", named, "."]))
    if any(UNNAMED_SIGN in str(text) for row in _rows(spec) for text in row.values()):
        # Nobody hears the sign in the drawing, so nobody need hear what it means.
        notes.append(element("span", f"{UNNAMED_SIGN} {UNNAMED_LABEL}.", aria_hidden="true"))
    if any(corpus.claims[name].stance is Stance.IMPLIES for name in ids.get("claim_id", ())):
        notes.append("Implies: by our reading.")
    if any(name not in corpus.figures for name in ids.get("figure_id", ())):
        notes.append(f"{CONVERTED_SIGN} converted by us, and printed by no source.")
    if ids.get("derivation_id"):
        notes.append("Green: computed by us, and printed by no source.")
    return tuple(notes)


def key_of(corpus: Corpus, ids: Ids, spec: Spec) -> str:
    """Return what the shapes of marks mean, which the words beside most of them say as well; empty where none does."""
    if not (ids.get("figure_id") or ids.get("derivation_id")):
        return ""
    meanings = list(dict.fromkeys(_MEANINGS[kind] for kind in _kinds(spec)))
    shares = [figure.unit for figure in _figures(corpus, ids)]
    shares += [evaluate(corpus, name).derivation.unit for name in ids.get("derivation_id", ())]
    is_of_whole = any(unit_kind(corpus, name) is UnitKind.SHARE for name in shares)
    drawn = [row for row in _rows(spec) if DRAWN_AS in row]
    if any(row.get(WITH_INTERVAL) for row in drawn):
        meanings.append("thin line: the interval printed with the value")
    if is_of_whole and drawn:
        meanings.append("grey line: the whole of which a share is taken")
    return f"{'; '.join(meanings).capitalize()}." if meanings else ""


def _is_said(row: Datum) -> bool:
    """Tell whether what is written beside a mark says that its origin is not named."""
    written = [" ".join(str(text).split()) for name, text in row.items() if name != "credit"]
    return any(UNNAMED_LABEL in text or UNNAMED_SIGN in text for text in written)


def _kinds(spec: Spec) -> Iterator[str]:
    """Yield the kinds of marks that need a word: of each panel of `interval_chart`, and on the scale `ENDS`."""
    for rows in spec.get("datasets", {}).values():
        drawn = {row.get(DRAWN_AS) for row in rows}
        yield from (kind for kind in _MEANINGS if kind in drawn)
    if _uses(spec, "mark"):
        yield from (row["mark"] for row in _rows(spec) if row.get("mark") in (*UP, *DOWN, *RINGS))


def _uses(spec: Spec, field: str, channels: Container[str] = ()) -> bool:
    """Tell whether *spec* shows *field*, in one of *channels* where any are given."""
    entries = (item for node in nodes(spec) for item in node.items() if not channels or item[0] in channels)
    return any(isinstance(one, Mapping) and one.get("field") == field for _, one in entries)


def data_of(corpus: Corpus, ids: Ids, spec: Spec) -> Table | None:
    """Return what a chart draws as a table, each number a link to its row; None where it draws nothing of the rows."""
    figures, derived = _figures(corpus, ids), list(ids.get("derivation_id", ()))
    if derived:
        return _computed_data(corpus, figures, derived)
    if figures:
        return figures_data(corpus, ids["figure_id"])
    if claims := _by_theme(corpus, ids):
        rows: list[tuple[Content, ...]] = [(theme, *cells.values()) for theme, cells in claims.items()]
        return coded_table(("Theme", *next(iter(claims.values()))), rows, caption=DATA)
    if events := ids.get("event_id"):
        return events_table([corpus.events[name] for name in events], caption=DATA)
    if facts := ids.get("fact_id"):
        return facts_table(corpus, facts, caption=DATA)
    return _counted_data([row for row in _rows(spec) if any(_is_count(row[name]) for name in _told(row))])


def _counted_data(rows: Sequence[Datum]) -> Table | None:
    """Return counts as they are drawn, set against each other where they can be; none of what has no count."""
    names = list(dict.fromkeys(name for row in rows for name in _told(row)))
    if len({row.get("source_id") for row in rows}) == 1 and "source_id" in names:
        names.remove("source_id")  # the caption names it
    if not names:
        return None
    heads = [name.replace("_", " ").capitalize() for name in names]
    cells = list(dict.fromkeys(tuple(_plain(row.get(name)) for name in names) for row in rows))
    heads, cells = _crossed(heads, cells)
    groups = [row[0] for row in cells]
    if len(names) < 3 or 2 * len(set(groups)) > len(groups):
        return coded_table(heads, cells, caption=DATA)
    return coded_table(heads[1:], [row[1:] for row in cells], caption=DATA, groups=groups)


def _crossed(heads: list[str], cells: list[tuple[Content, ...]]) -> tuple[list[str], list[tuple[Content, ...]]]:
    """Return counts with a column for each of a few texts; as they are where these do not tell them apart."""
    columns = [list(dict.fromkeys(column)) for column in zip(*cells, strict=True)]
    counted = [place for place, column in enumerate(columns) if any(map(_is_count, column))]
    rest = [place for place in range(len(columns)) if place not in counted]
    few = [place for place in rest[1:] if 1 < len(columns[place]) <= MOST_COLUMNS]
    if len(counted) != 1 or not few:
        return heads, cells
    rest.remove(across := max(few, key=lambda place: len(columns[place])))
    lines: dict[tuple[Content, ...], dict[Content, Content]] = {}
    for row in cells:
        lines.setdefault(tuple(row[place] for place in rest), {})[row[across]] = row[counted[0]]
    if sum(map(len, lines.values())) != len(cells):
        return heads, cells
    named = [*(heads[place] for place in rest), *(sentence_case(str(name)) for name in columns[across])]
    return named, [(*line, *(counts.get(name, "") for name in columns[across])) for line, counts in lines.items()]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def figures_data(corpus: Corpus, names: Iterable[str]) -> Table:
    """Return the figures of a chart as a table, each value a link to its row, or to how it was converted."""

    def value(row: tuple[str, Figure]) -> Html:
        name, figure = row
        if name in corpus.figures:
            return value_cell(corpus, figure)
        return computed_link(name, converted_text(corpus, corpus.figures[figure.figure_id], figure))

    columns: Cells[tuple[str, Figure]] = {
        "Value": value,
        "What is counted": lambda row: stacked(corpus.measures[row[1].measure_id].label, whom(corpus, row[1])),
        "Where and when": lambda row: where_and_when(corpus, row[1]),
        "Source": lambda row: stacked(
            source_link(corpus, row[1].source_id), joined(["credited to: ", credited(corpus, row[1])])
        ),
    }
    return table_of(((name, figure_of(corpus, name)) for name in names), columns, caption=DATA)


def _computed_data(corpus: Corpus, figures: Iterable[Figure], names: Iterable[str]) -> Table:
    rows: list[tuple[Content, ...]] = []
    for figure in figures:
        counted = stacked(corpus.measures[figure.measure_id].label, whom(corpus, figure))
        rows.append((value_cell(corpus, figure), counted, source_link(corpus, figure.source_id)))
    for name in names:
        derived = evaluate(corpus, name)
        rows.append((derived_link(corpus, derived), derived.derivation.label, formula(corpus, derived)))
    return coded_table(("Value", "What it is", "Source or formula"), rows, caption=DATA)


def _by_theme(corpus: Corpus, ids: Ids) -> dict[str, dict[str, str]]:
    """Return for each theme of the claims drawn, and each source, which stances it takes."""
    by_theme: dict[str, dict[str, set[str]]] = {}
    for name in ids.get("claim_id", ()):
        claim = corpus.claims[name]
        cells = by_theme.setdefault(corpus.themes[claim.theme_id].label, {source: set() for source in corpus.sources})
        cells[claim.source_id].add(claim.stance)
    return {
        theme: {
            corpus.sources[key].name: list_text([s for s in Stance if s in took]) or NOTHING
            for key, took in cells.items()
        }
        for theme, cells in by_theme.items()
    }


def _figures(corpus: Corpus, ids: Ids) -> list[Figure]:
    return [figure_of(corpus, name) for name in ids.get("figure_id", ())]


def _rows(spec: Spec) -> Iterator[Datum]:
    for rows in spec.get("datasets", {}).values():
        yield from rows


def _told(row: Datum) -> Iterator[str]:
    """Yield the columns of a row that tell of it: not where it stands, nor where it leads."""
    yield from (name for name in row if name not in _TECHNICAL and not name.endswith(LINE))


def _plain(value: object) -> Content:
    return "" if value is None else value if isinstance(value, int) else str(value)
