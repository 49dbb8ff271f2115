"""The page of the attribution graph: who says it in the end, and where nobody named does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from review.book.pages import markdown
from review.corpus.corpus import Corpus
from review.present.flows.attribution import source_chart
from review.present.flows.chain_ends import ends_chart
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import Table, coded_table
from review.present.numbers.context import fact_text, reference_link
from review.present.tables.attribution import (
    count_text,
    dead_ends_table,
    depth_table,
    ends_table,
    figure_lines,
    meetings_table,
    unfolded,
)
from review.present.words.wording import date_text, list_text
from review.synthesis.conclusions.attribution import (
    BY_NAME,
    UNCREDITED,
    Chain,
    Denial,
    Meeting,
    chains,
    denials,
    meetings,
)

PAGE = "who-says-so"
TITLE = "Who says so"
QUESTION = """\
A source seldom counts by itself. It credits somebody, who may credit somebody else in turn. Who stands at
the end of that chain, and where do several sources lead to the same one?
"""
GRAPH = """\
The graph leads from each source, over the origin that it credits, to the origin that the chain of credit
ends in. The first chart gathers the ends by their kind. Below it, each source has a chart of its own, with
every origin that its figures are credited to. A pointer over an origin brings out what passes through it
and shows its figures; the lists under each chart say the same without one. Whom the sources credit for
statements only stands in the lists and not in the charts.
"""
DEAD_ENDS = """\
At the end of these chains stands nobody named. Some credit a group that nobody names; the others are stated
without credit, so that only the source itself could be asked. Wherever the book prints such a figure, it stands
beside the words *origin unnamed*.
"""
NO_DEAD_ENDS = "Every figure has a named origin at the end of its chain.\n"
SHARED = """\
Where chains of several sources lead to one origin, these sources are not several witnesses: where they say
the same, there is one, told of more than once. An origin without a name is left out here, since nobody
knows whether the experts of one source are those of another.
"""
NOT_SHARED = "The sources lead to no named origin together, as far as they name whom they credit.\n"
LENGTH = """\
Each origin between a source and the end of a chain is one more telling in which something may have changed.
"""
DENIED = """\
Somebody may deny a figure. A denial that is known from outside the sources is attached to a figure only
where both the value and the unit are the ones denied, never to a figure that is merely like it.
"""
NOT_DENIED = """\
No reviewed source reports a figure that is denied here. These denials bear on no figure of this book.
"""
LIMITS = """\
- An origin that sources share without naming it stays unseen. So does a body that they credit under
  different names or through different works, unless a chain ties these together. There may be fewer
  witnesses than the graph shows.
- A credit shows that a work was cited. It does not show that the work was read, or that it says what it is
  cited for.
- What the publications known by name only are, is not known: they may be studies, newspapers, reports of an
  office. The chain may go on behind them to an origin that another source credits, or to nobody.
- That an origin is named does not say how it came by its number.
"""

DIFFER = """\
Sources differ in how far they lead back. Some name the body that counted, some a work that names it, some only
that somebody says so. Numbers that disagree weigh no more for being printed again where their chains meet, and
those that agree there confirm nothing. Every constraint between such numbers stands in the
[register](#disagreements).
"""
SETTLE = """\
- The reference lists that a copy lacks: they would say what the publications known by name only are.
- From whoever credits somebody unnamed: who said it, when, and on what count.
- From the bodies in which several sources meet: their own tables, with what is counted, from when and until when.
"""


def attribution_page(corpus: Corpus, names: Mapping[str, str]) -> str:
    """Return the page of the attribution graph. *names* are the short names of the references, by key."""
    found = chains(corpus)
    return markdown.page(
        markdown.heading(1, TITLE, PAGE),
        QUESTION,
        markdown.raw(answer(corpus, found)),
        markdown.heading(2, "The graph", f"{PAGE}-graph"),
        GRAPH,
        markdown.raw(ends_chart(corpus, found, caption="What the chains of credit end in.").html),
        *_sources(corpus, found, names),
        markdown.heading(2, "Dead ends", f"{PAGE}-dead-ends"),
        *_told(DEAD_ENDS, dead_ends_table(corpus, found), NO_DEAD_ENDS),
        markdown.heading(2, "Origins that sources share", f"{PAGE}-shared"),
        *_told(SHARED, meetings_table(corpus, meetings(found)), NOT_SHARED),
        markdown.heading(2, "Ends and lengths of the chains", f"{PAGE}-depth"),
        LENGTH,
        markdown.raw(depth_table(corpus, found).html),
        markdown.raw(ends_table(corpus, found).html),
        *_denials(corpus, denials(corpus), names),
        markdown.heading(2, "Where the sources differ, and why", f"{PAGE}-differ"),
        DIFFER,
        markdown.heading(2, "What the graph cannot say", f"{PAGE}-limits"),
        LIMITS,
        markdown.heading(2, "What would settle it", f"{PAGE}-settle"),
        SETTLE,
    )


def answer(corpus: Corpus, found: Sequence[Chain]) -> Html:
    """Return what the page answers, in sentences whose numbers come out of the graph."""
    sentences = [_unnamed(corpus, found), _by_name(found), _shared(corpus, meetings(found))]
    return element("p", joined((coded(sentence) for sentence in sentences if sentence), " "), class_="answer")


def _unnamed(corpus: Corpus, found: Iterable[Chain]) -> str:
    dead = [chain for chain in found if chain.is_dead]
    silent = _figures(chain for chain in dead if chain.end == UNCREDITED)
    of_all = count_text(len(corpus.figures), "reported figure")
    if not (count := _figures(dead)):
        return f"At the end of the chain of credit of each of the {of_all} stands somebody who is named."
    stated = f", and {silent} of these are credited to nobody at all" if silent else ""
    return f"Of the {of_all}, {count} have a chain of credit that ends in nobody named{stated}."


def _by_name(found: Iterable[Chain]) -> str:
    count = _figures(chain for chain in found if chain.end == BY_NAME)
    if not count:
        return ""
    return f"For {count_text(count, 'figure')} the chain ends in a publication known by name only."


def _shared(corpus: Corpus, shared: Sequence[Meeting]) -> str:
    told = [
        f"{meeting.node.name} stands behind {count_text(len(meeting.figures()), 'figure')} of "
        f"{list_text([corpus.sources[name].name for name in meeting.chains if meeting.figures(name)])}"
        for meeting in shared
        if sum(bool(meeting.figures(name)) for name in meeting.chains) > 1
    ]
    return f"Several sources lead to one origin: {list_text(told)}." if told else ""


def _figures(found: Iterable[Chain]) -> int:
    return sum(len(chain.figures) for chain in found)


def _sources(corpus: Corpus, found: Sequence[Chain], names: Mapping[str, str]) -> Iterator[str]:
    """Yield a chart for each source, and its lists."""
    for source_id in corpus.sources:
        mine = [chain for chain in found if chain.source_id == source_id]
        if not mine:
            continue
        yield markdown.heading(3, markdown.plain(corpus.sources[source_id].name), f"{PAGE}-{source_id}")
        if _figures(mine):
            yield markdown.raw(source_chart(corpus, source_id, mine, caption="Whom the source credits.").html)
        yield markdown.raw(unfolded(corpus, source_id, mine))


def _told(lead: str, made: Table, nothing: str) -> tuple[str, ...]:
    return (lead, markdown.raw(made.html)) if made.rows else (nothing,)


def _denials(corpus: Corpus, found: Sequence[Denial], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the denials known from outside, with the figures that each denies."""
    yield markdown.heading(2, "Denials from outside the sources", f"{PAGE}-denials")
    if not found:
        yield "No denial of a figure is known from outside the sources.\n"
        return
    yield DENIED
    if not any(denial.figures for denial in found):
        yield NOT_DENIED
    rows = [_denial(corpus, denial, names) for denial in found]
    columns = ("What was denied", "When", "What is known", "Reference", "Figures that it denies")
    yield markdown.raw(coded_table(columns, rows, caption="Denials, from outside the sources").html)


def _denial(corpus: Corpus, denial: Denial, names: Mapping[str, str]) -> tuple[Content, ...]:
    fact = denial.fact
    name = names.get(fact.reference, "")
    return (
        element("a", fact_text(fact), class_="fact-value", href=f"context.html#{fact.fact_id}"),
        date_text(fact.period),
        fact.statement,
        joined([reference_link(corpus, fact, name), f" ({fact.hand} hand)"]),
        figure_lines(corpus, denial.figures),
    )
