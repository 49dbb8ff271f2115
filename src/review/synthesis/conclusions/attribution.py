"""The graph of credit: from each source, over the origins that it credits, to the one that a chain ends in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Fact, Figure, Origin

#: By convention, the facts of this series each deny a figure: the value and unit are those of the figure denied.
DENIALS = "denials"
#: What a chain may end in, beside the kinds of named origins.
UNNAMED, UNCREDITED, BY_NAME = "unnamed", "uncredited", "publication"
#: Ends behind which stands nobody who is named.
DEAD = (UNNAMED, UNCREDITED)
Key = TypeVar("Key", str, int)


@dataclass(frozen=True)
class Node:
    """A source (by its id) or an origin (by its name) in the graph."""

    kind: str
    name: str


@dataclass(frozen=True)
class Chain:
    """One way of credit from a source, the nearest origin first, with the rows that go along it."""

    source_id: str
    origins: tuple[Origin, ...]
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The origins as nodes. Rows of one work that differ in whom it credits in turn are one node."""
        return tuple(Node(origin.kind, work(origin)) for origin in self.origins)

    @property
    def end(self) -> str:
        """What the chain ends in: the kind of the last origin, or that the source credits nobody."""
        return UNCREDITED if self.origins[0].is_nobody else self.origins[-1].kind

    @property
    def is_dead(self) -> bool:
        """Whether nobody who is named stands at the end."""
        return self.end in DEAD

    @property
    def depth(self) -> int:
        """How many origins stand behind the source; none where it credits nobody."""
        return 0 if self.end == UNCREDITED else len(self.origins)


@dataclass(frozen=True)
class Edge:
    """One credits another: with the figures and the claims for which it does."""

    start: Node
    end: Node
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Meeting:
    """An origin to which chains of several sources lead, with those chains by source.

    Where such sources say the same, they are one witness.
    """

    node: Node
    chains: Mapping[str, tuple[Chain, ...]]

    def figures(self, source_id: str = "") -> tuple[Figure, ...]:
        """Return the figures that rest on the origin, of one source or of all."""
        wanted = [source_id] if source_id else [*self.chains]
        return tuple(figure for name in wanted for chain in self.chains[name] for figure in chain.figures)


@dataclass(frozen=True)
class Denial:
    """A fact from outside that denies a figure, with the reported figures that it denies: perhaps none."""

    fact: Fact
    figures: tuple[Figure, ...] = ()


@dataclass
class Tally:
    """How many figures and claims there are of something."""

    figures: int = 0
    claims: int = 0
    sources: Counter[str] = field(default_factory=Counter)  # figures by source


def work(origin: Origin) -> str:
    """Return whose word an origin is: its name without whom it credits, and without what stands in brackets.

    "Lee 2010" of "Lee 2010, crediting a judge"; "The Court" of "The Court (its website)".
    """
    return origin.name.partition(", crediting ")[0].partition(" (")[0]


def source_node(source_id: str) -> Node:
    """Return the node of a source."""
    return Node("source", source_id)


def chains(corpus: Corpus) -> tuple[Chain, ...]:
    """Return every way of credit, source by source, those with most figures first."""
    figures: dict[tuple[str, str], list[Figure]] = {}
    claims: dict[tuple[str, str], list[Claim]] = {}
    for figure in corpus.figures.values():
        figures.setdefault((figure.source_id, figure.origin_id), []).append(figure)
    for claim in corpus.claims.values():
        claims.setdefault((claim.source_id, claim.origin_id), []).append(claim)

    def order(key: tuple[str, str]) -> tuple[str, int, int, str]:
        return key[0], -len(figures.get(key, ())), -len(claims.get(key, ())), key[1]

    return tuple(
        Chain(key[0], corpus.origin_chain(key[1]), tuple(figures.get(key, ())), tuple(claims.get(key, ())))
        for key in sorted({*figures, *claims}, key=order)
    )


def edges(chains: Iterable[Chain]) -> tuple[Edge, ...]:
    """Return who credits whom in *chains*, in the order in which the chains first say so."""
    rows: dict[tuple[Node, Node], tuple[list[Figure], list[Claim]]] = {}
    for chain in chains:
        nodes = (source_node(chain.source_id), *chain.nodes)
        for step in pairwise(nodes):
            figures, claims = rows.setdefault(step, ([], []))
            figures += chain.figures
            claims += chain.claims
    return tuple(Edge(*step, tuple(figures), tuple(claims)) for step, (figures, claims) in rows.items())


def figures_on(some_chains: Iterable[Chain]) -> int:
    """Return how many figures go along chains."""
    return sum(len(chain.figures) for chain in some_chains)


def by_end(chains: Iterable[Chain]) -> Mapping[str, Tally]:
    """Return how much ends in what, the ends with most figures first."""
    return _tallied((chain.end, chain) for chain in chains)


def by_depth(chains: Iterable[Chain]) -> Mapping[int, Tally]:
    """Return how much stands on chains of how many origins, the shortest first."""
    return dict(sorted(_tallied((chain.depth, chain) for chain in chains).items()))


def _tallied(pairs: Iterable[tuple[Key, Chain]]) -> dict[Key, Tally]:
    tallies: dict[Key, Tally] = {}
    for key, chain in pairs:
        tally = tallies.setdefault(key, Tally())
        tally.figures += len(chain.figures)
        tally.claims += len(chain.claims)
        tally.sources[chain.source_id] += len(chain.figures)
    return dict(sorted(tallies.items(), key=lambda item: (-item[1].figures, -item[1].claims, str(item[0]))))


def meetings(chains: Iterable[Chain]) -> tuple[Meeting, ...]:
    """Return the named origins that several sources reach, those with most figures first.

    Whether the "experts" of two sources are the same is not known, so that nobody meets in an origin
    without a name. An origin that all reach through one nearer origin is left out: they meet in that one.
    """
    through: dict[Node, dict[str, list[Chain]]] = {}
    for chain in chains:
        for node in dict.fromkeys(chain.nodes):
            if node.kind != UNNAMED:
                through.setdefault(node, {}).setdefault(chain.source_id, []).append(chain)
    shared = [
        Meeting(node, {name: tuple(ways) for name, ways in sources.items()})
        for node, sources in through.items()
        if len(sources) > 1 and not _met_before(node, [chain for ways in sources.values() for chain in ways])
    ]
    return tuple(sorted(shared, key=lambda m: (-len(m.figures()), m.node.name)))


def _met_before(node: Node, ways: Iterable[Chain]) -> bool:
    """Say whether all *ways* to a node come through one other node."""
    nearer = [set(chain.nodes[: chain.nodes.index(node)]) for chain in ways]
    return any(other.kind != UNNAMED for other in set.intersection(*nearer))


def denials(corpus: Corpus, series: str = DENIALS) -> tuple[Denial, ...]:
    """Return the facts of *series*, each with the figures that it denies."""
    return tuple(
        Denial(fact, tuple(figure for figure in corpus.figures.values() if denies(fact, figure)))
        for fact in corpus.facts.values()
        if fact.series == series
    )


def denies(fact: Fact, figure: Figure) -> bool:
    """Say whether *fact* denies *figure*: only where value and unit are the same, however near another comes."""
    return fact.value is not None and figure.low == fact.value == figure.high and figure.unit == fact.unit
