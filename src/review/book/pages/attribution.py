"""The page of the attribution graph: who says it in the end, and where nobody named does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from review.book.pages.markdown import Parts, Piece, escape_markdown, heading
from review.corpus.corpus import Corpus
from review.present.flows.attribution import source_chart
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import coded_table
from review.present.numbers.context import fact_text, reference_link
from review.present.tables.attribution import (
    dead_ends_table,
    depth_table,
    ends_table,
    figure_lines,
    meetings_table,
    unfolded,
)
from review.present.words.wording import counted, date_text, list_text
from review.synthesis.conclusions.attribution import (
    BY_NAME,
    UNCREDITED,
    Chain,
    Denial,
    Meeting,
    chains,
    denials,
    figures_on,
    meetings,
)

PAGE = "who-says-so"
NOT_DENIED = "No reviewed source reports a figure that is denied here. These denials bear on no figure of this book.\n"

#: The part that is a drawing, in which no heading stands.
DRAWN = "credit-ends"


def attribution_parts(corpus: Corpus, names: Mapping[str, str]) -> Parts:
    """Return the parts of the attribution graph. *names* are the short names of the references, by key."""

    @lru_cache(maxsize=1)
    def all_chains() -> Sequence[Chain]:
        return chains(corpus)

    return {
        "credit-answer": lambda: answer(corpus, all_chains()),
        DRAWN: lambda: _ends(corpus, all_chains()),
        "credit-by-source": lambda: _sources(corpus, all_chains()),
        "dead-ends": lambda: dead_ends_table(corpus, all_chains()),
        "shared-origins": lambda: meetings_table(corpus, meetings(all_chains())),
        "chain-lengths": lambda: (depth_table(corpus, all_chains()), ends_table(corpus, all_chains())),
        "denials": lambda: _denials(corpus, denials(corpus), names),
    }


def _ends(corpus: Corpus, all_chains: Sequence[Chain]) -> Html:
    # Late: Altair takes half a second, and commands that look for headings draw nothing.
    from review.present.charts.chain_ends import ends_chart

    return ends_chart(corpus, all_chains, caption="What the chains of credit end in.").html


def answer(corpus: Corpus, all_chains: Sequence[Chain]) -> Html:
    """Return what the page answers, in sentences whose numbers come out of the graph."""
    sentences = [_unnamed(corpus, all_chains), _by_name(all_chains), _shared(corpus, meetings(all_chains))]
    return element("p", joined((coded(sentence) for sentence in sentences if sentence), " "), class_="answer")


def _unnamed(corpus: Corpus, all_chains: Iterable[Chain]) -> str:
    dead = [chain for chain in all_chains if chain.is_dead]
    silent = figures_on(chain for chain in dead if chain.end == UNCREDITED)
    of_all = counted(len(corpus.figures), "reported figure")
    if not (count := figures_on(dead)):
        return f"At the end of the chain of credit of each of the {of_all} stands somebody who is named."
    stated = f", and {silent} of these are credited to nobody at all" if silent else ""
    return f"Of the {of_all}, {count} have a chain of credit that ends in nobody named{stated}."


def _by_name(all_chains: Iterable[Chain]) -> str:
    count = figures_on(chain for chain in all_chains if chain.end == BY_NAME)
    if not count:
        return ""
    return f"For {counted(count, 'figure')} the chain ends in a publication known by name only."


def _shared(corpus: Corpus, shared: Sequence[Meeting]) -> str:
    clauses = [
        f"{meeting.node.name} stands behind {counted(len(meeting.figures()), 'figure')} of "
        f"{list_text([corpus.sources[name].name for name in meeting.chains if meeting.figures(name)])}"
        for meeting in shared
        if sum(bool(meeting.figures(name)) for name in meeting.chains) > 1
    ]
    return f"Several sources lead to one origin: {list_text(clauses)}." if clauses else ""


def _sources(corpus: Corpus, all_chains: Sequence[Chain]) -> Iterator[Piece]:
    """Yield a chart for each source, and its lists."""
    for source_id in corpus.sources:
        mine = [chain for chain in all_chains if chain.source_id == source_id]
        if not mine:
            continue
        yield heading(3, escape_markdown(corpus.sources[source_id].name), f"{PAGE}-{source_id}")
        if figures_on(mine):
            yield source_chart(corpus, source_id, mine, caption="Whom the source credits.").html
        yield unfolded(corpus, source_id, mine)


def _denials(corpus: Corpus, known: Sequence[Denial], names: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the denials known from outside, with the figures that each denies."""
    if not known:
        return
    if not any(denial.figures for denial in known):
        yield NOT_DENIED
    rows = [_denial(corpus, denial, names) for denial in known]
    columns = ("What was denied", "When", "What is known", "Reference", "Figures that it denies")
    yield coded_table(columns, rows, caption="Denials, from outside the sources")


def _denial(corpus: Corpus, denial: Denial, names: Mapping[str, str]) -> tuple[Content, ...]:
    fact = denial.fact
    name = names.get(fact.reference, "")
    return (
        element("a", fact_text(corpus, fact), class_="fact-value", href=f"context.html#{fact.fact_id}"),
        date_text(fact.period),
        fact.statement,
        joined([reference_link(corpus, fact, name), f" ({fact.hand} hand)"]),
        figure_lines(corpus, denial.figures),
    )
