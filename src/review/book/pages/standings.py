"""What becomes of each conclusion when something is left out, or an event read otherwise: the parts of its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from review.book.pages.markdown import Parts
from review.book.prose.roles import printed_text
from review.corpus.corpus import Corpus
from review.present.html.markup import Html, element
from review.present.html.tabular import Table, coded_table, stacked
from review.present.words.wording import number
from review.synthesis.conclusions.left_out import LeftOut
from review.synthesis.conclusions.standing import Standing, Standpoint, inferred_events, standings

UNNAMED = "Origin unnamed"
APART = "That it is one event: {event}"
All = Mapping[str, tuple[Standpoint, ...]]


def standing_parts(corpus: Corpus, names: Mapping[str, str]) -> Parts:
    """Return how the findings stand without each source, called by its name in *names*: counted, and one by one."""
    known = lru_cache(maxsize=1)(lambda: dict(_all(corpus, names)))
    return {
        "standing-counts": lambda: _counts(known()) if corpus.findings else "",
        "standing-of-each": lambda: _each(corpus, known()) if corpus.findings else "",
    }


def _all(corpus: Corpus, names: Mapping[str, str]) -> Iterator[tuple[str, tuple[Standpoint, ...]]]:
    for source in corpus.sources:
        yield (
            corpus.sources[source].called or names.get(source, source),
            standings(corpus, LeftOut(sources=frozenset({source}))),
        )
    yield UNNAMED, standings(corpus, LeftOut(unnamed=True))
    for event in inferred_events(corpus):
        yield APART.format(event=corpus.events[event].label), standings(corpus, LeftOut(), [event])


def _counts(known: All) -> Table:
    rows = []
    for name, held in known.items():
        count = Counter(one.standing for one in held)
        rows.append((name, *(number(count[standing]) for standing in Standing)))
    columns = ("Left out", *(standing.capitalize() for standing in Standing))
    return coded_table(columns, rows, caption="Conclusions by what becomes of them when something is left out")


def _each(corpus: Corpus, by_name: All) -> Html:
    rows = []
    for place, finding in enumerate(corpus.findings.values()):
        address = f"{finding.chapter}.html#finding-{finding.finding_id}"
        link = element("a", printed_text(corpus, finding.sentence), href=address)
        rows.append((link, *(_mark(held[place]) for held in by_name.values())))
    caption = "Each conclusion, and what becomes of it when something is left out"
    return coded_table(("Conclusion", *by_name), rows, caption=caption).unfolded


def _mark(held: Standpoint) -> Html:
    word = element("span", held.standing, class_=f"standing {held.standing.name.lower()}")
    return (
        stacked(word)
        if held.standing is not Standing.LOSES
        else stacked(word, f"{len(held.left)} of {len(held.left) + len(held.gone)} left")
    )
