"""Whom the sources credit, as tables and as lists to unfold: ends, dead ends, lengths, shared origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from review.corpus.corpus import Corpus
from review.corpus.rules.phrase_cells import phrases
from review.corpus.tables.records import Figure
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import FEW, Cells, Table, in_lines, listed, stacked, table_of
from review.present.words.cells import source_link, value_cell
from review.present.words.wording import chain_text, counted
from review.synthesis.conclusions.attribution import (
    BY_NAME,
    DEAD,
    UNCREDITED,
    UNNAMED,
    Chain,
    Meeting,
    Node,
    Tally,
    by_depth,
    by_end,
    edges,
    figures_on,
    source_node,
)

#: What chains end in. Other kinds of origins are words already.
_ENDS = {UNNAMED: "somebody unnamed", UNCREDITED: "nobody credited", BY_NAME: "publication known by name only"}
_DEAD_GROUPS = {
    UNNAMED: "Credited to somebody who is not named",
    UNCREDITED: "Credited to nobody: the source states it on its own word",
}


def end_text(end: str) -> str:
    """Return what a chain ends in, in words."""
    return _ENDS.get(end, end.replace("-", " "))


def ended_in(corpus: Corpus, figure: Figure) -> Content:
    """Return who says so in the end, in words: a body, a medium, a work known by name only, or nobody."""
    end = corpus.origin_chain(figure.origin_id)[-1]
    if corpus.is_uncredited(figure):
        return "nobody: the source credits no one"
    if end.kind == UNNAMED:
        return stacked("nobody named", end.name)
    lead = {BY_NAME: "a work known by name only: ", "medium": "a medium: "}.get(end.kind, "")
    return f"{lead}{end.name}"


def dead_ends_table(corpus: Corpus, chains: Iterable[Chain]) -> Table:
    """Return the figures behind which stands nobody who is named: those with somebody unnamed first."""
    dead = sorted((chain for chain in chains if chain.is_dead), key=lambda chain: DEAD.index(chain.end))
    columns: Cells[tuple[str, Figure]] = {
        "Value": lambda row: value_cell(corpus, row[1]),
        "What is counted": lambda row: corpus.measures[row[1].measure_id].label,
        "Source": lambda row: source_link(corpus, row[1].source_id),
        "Chain of credit": lambda row: credit(corpus, row[1]),
    }
    rows = ((_DEAD_GROUPS[chain.end], figure) for chain in dead for figure in chain.figures)
    caption = "Figures whose chain of credit ends in nobody named"
    return table_of(rows, columns, caption=caption, groups=lambda row: row[0])


def credit(corpus: Corpus, figure: Figure) -> Html:
    """Return the chain of a figure in our words, and the words of the source that say so."""
    quotes = [element("q", phrase) for phrase in phrases(figure.origin_basis)]
    return stacked(chain_text(corpus, figure.origin_id), joined(quotes, " … ") if quotes else "")


def ends_table(corpus: Corpus, chains: Iterable[Chain]) -> Table:
    """Return how many figures and statements end in what, and in which sources."""
    rows = ((end_text(end).capitalize(), tally) for end, tally in by_end(chains).items())
    return _tallied(corpus, "The chain ends in", rows, "What the chains of credit end in")


def depth_table(corpus: Corpus, chains: Iterable[Chain]) -> Table:
    """Return how much stands on chains of how many origins."""
    rows = ((str(depth or "None: it credits nobody"), tally) for depth, tally in by_depth(chains).items())
    return _tallied(corpus, "Origins behind the source", rows, "Chains of credit by their length")


def _tallied(corpus: Corpus, lead: str, rows: Iterable[tuple[str, Tally]], caption: str) -> Table:
    columns: Cells[tuple[str, Tally]] = {
        lead: lambda row: row[0],
        "Figures": lambda row: row[1].figures,
        "Statements": lambda row: row[1].claims,
        "Figures by source": lambda row: _by_source(corpus, row[1].sources),
    }
    return table_of(rows, columns, caption=caption)


def _by_source(corpus: Corpus, counts: dict[str, int]) -> Html:
    lines = [joined([source_link(corpus, name), f": {count}"]) for name, count in sorted(counts.items()) if count]
    return in_lines(lines)


def meetings_table(corpus: Corpus, shared: Iterable[Meeting]) -> Table:
    """Return the origins that several sources share, with what rests on each in each source."""
    columns: Cells[tuple[Meeting, str]] = {
        "Source": lambda row: source_link(corpus, row[1]),
        "Figures that rest on it": lambda row: figure_lines(corpus, row[0].figures(row[1])),
        "Statements": lambda row: sum(len(chain.claims) for chain in row[0].chains[row[1]]),
        "By way of": lambda row: in_lines(dict.fromkeys(way(chain.nodes) for chain in row[0].chains[row[1]])),
    }
    return table_of(
        ((meeting, source_id) for meeting in shared for source_id in meeting.chains),
        columns,
        caption="Origins that several sources share",
        groups=lambda row: stacked(row[0].node.name, end_text(row[0].node.kind)),
    )


def figure_lines(corpus: Corpus, figures: Sequence[Figure]) -> Html:
    """Return each figure on a line of its own: its value as a link, and what is counted."""
    lines = [joined([value_cell(corpus, f), f": {corpus.measures[f.measure_id].label}"]) for f in figures]
    return in_lines(lines) if lines else Html("none")


def way(nodes: Sequence[Node]) -> str:
    """Return a chain as the names on it, each crediting the next."""
    return " → ".join(node.name for node in nodes)


# --- to unfold -------------------------------------------------------------------------------------


def unfolded(corpus: Corpus, source_id: str, chains: Iterable[Chain]) -> Html:
    """Return whom a source credits as lists to unfold: the nearest origin, whom it credits, the figures.

    Nothing in it needs a script. What holds no figure is counted and does not unfold.
    """
    mine = [chain for chain in chains if chain.source_id == source_id]
    nearest = [edge for edge in edges(mine) if edge.start == source_node(source_id)]
    by_node = {edge.end: [chain for chain in mine if chain.nodes[0] == edge.end] for edge in nearest}
    items = []
    for node in (edge.end for edge in nearest if edge.figures):
        own = by_node[node]
        lines = element("ul", joined(_branches(corpus, own), "\n"))
        is_short = figures_on(own) <= FEW
        items.append(element("li", _fold(coded(_counted(node.name, own)), "\n", lines, is_open=is_short)))
    if silent := [edge.end for edge in nearest if not edge.figures]:
        lines = listed((coded(_counted(node.name, by_node[node])) for node in silent), None)
        items.append(element("li", _fold("Credited for statements only", lines)))
    return _fold("Whom it credits, and for what", element("ul", joined(items, "\n")))


def _fold(summary: Content, *contents: Content, is_open: bool = False) -> Html:
    return element("details", element("summary", summary), *contents, class_="fold credits", open=is_open)


def _branches(corpus: Corpus, chains: Sequence[Chain]) -> Iterator[Html]:
    for chain in chains:
        if chain.figures:
            further = f"Which credits {way(chain.nodes[1:])}. " if len(chain.nodes) > 1 else ""
            lead = element("p", coded(f"{further}The chain ends in: {end_text(chain.end)}."))
            figures = ((value_cell(corpus, f), " ", coded(corpus.measures[f.measure_id].label)) for f in chain.figures)
            yield element("li", lead, element("ul", joined((element("li", *line) for line in figures), "\n")))


def _counted(name: str, chains: Sequence[Chain]) -> str:
    figures, claims = (sum(len(getattr(chain, rows)) for chain in chains) for rows in ("figures", "claims"))
    counts = [counted(count, noun) for count, noun in ((figures, "figure"), (claims, "statement")) if count]
    return f"{name} ({', '.join(counts)})"
