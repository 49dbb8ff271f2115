"""What each source changed: how much the review has with it and without, which verdicts moved, what rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from review.book.pages.changes.compared import Compared
from review.book.pages.changes.effect import grown, without_source
from review.book.pages.changes.state import state_of
from review.book.pages.markdown import Parts
from review.book.prose.roles import printed_text
from review.corpus.corpus import Corpus
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.tables.register import KINDS, UNREAD, members, verdict_text
from review.present.words.cells import source_link
from review.present.words.wording import number
from review.synthesis.conclusions.weighing import new_sources, unweighed
from review.synthesis.register.register import register

COLUMNS = ("Source", "Figures", "Statements", "Constraints", "Verdicts moved", "Conclusions")


def by_source_parts(corpus: Corpus) -> Parts:
    """Return what each source changed, counted, and of those that came since the last release one by one."""
    known = lru_cache(maxsize=1)(lambda: _all(corpus))
    return {
        "effect-counts": lambda: _counts(corpus, known()) if corpus.findings else "",
        "effect-of-each": lambda: _each(corpus, known()) if corpus.findings else "",
    }


def _all(corpus: Corpus) -> Mapping[str, Compared]:
    now = state_of(corpus)
    return {source: without_source(corpus, now, source) for source in corpus.sources}


def _counts(corpus: Corpus, known: Mapping[str, Compared]) -> Table:
    rows: list[tuple[Content, ...]] = []
    for source, states in known.items():
        new = [len(states.new(kind)) for kind in ("figures", "claims", "relations")]
        moved = len(states.changed("relations", "verdict"))
        rows.append((source_link(corpus, source), *map(number, (*new, moved, len(grown(states))))))
    return coded_table(COLUMNS, rows, caption="What the review has more with each source, all others kept")


def _each(corpus: Corpus, known: Mapping[str, Compared]) -> Html:
    drawn = []
    for source in (name for name in known if name in new_sources(corpus)):
        tables = [table.unfolded for table in _tables(corpus, source, known[source])]
        summary = element("summary", corpus.sources[source].name)
        drawn.append(element("details", joined([summary, *tables], "\n"), class_="fold", open=True))
    return joined(drawn, "\n") if drawn else element("p", "None has come since the last release.")


def _tables(corpus: Corpus, source: str, states: Compared) -> list[Table]:
    name = corpus.sources[source].name
    judged = {each.relation.relation_id: each for each in register(corpus)}
    out = {*states.new("figures"), *states.new("claims")}
    moved: list[tuple[Content, ...]] = []
    for key, fields in states.changed("relations", "verdict").items():
        link = element("a", KINDS[judged[key].relation.kind], href=f"disagreements.html#{key}")
        moved.append((stacked(link, members(corpus, judged[key])), *map(verdict_text, fields["verdict"])))
    new: list[tuple[Content, ...]] = []
    for key in states.new("relations"):
        link = element("a", KINDS[judged[key].relation.kind], href=f"disagreements.html#{key}")
        verdict = verdict_text(judged[key].verdict) if judged[key].is_read else "not read"
        new.append((link, judged[key].relation.reading or UNREAD, verdict))
    rests: list[tuple[Content, ...]] = []
    for key, names in grown(states).items():
        had = len(states.then("findings")[key]["rests_on"].split())
        rests.append((_conclusion(corpus, key), number(had), number(had + len(names))))
    bearing = {key: sum(row in out for row in rows) for key, rows in unweighed(corpus).items()}
    again: list[tuple[Content, ...]] = [(_conclusion(corpus, key), number(n)) for key, n in bearing.items() if n]
    return [
        coded_table(columns, rows, caption=caption)
        for columns, rows, caption in (
            (("Constraint", "Our reading", "Verdict"), new, f"Constraints that need {name}"),
            (("What is set against what", "Without", "With"), moved, f"Verdicts that are others with {name}"),
            (("Conclusion", "New rows"), again, f"Conclusions to be read again beside {name}, by what bears on each"),
            (("Conclusion", "Without", "With"), rests, f"Conclusions, by how much they rest on with {name}"),
        )
        if rows
    ]


def _conclusion(corpus: Corpus, finding_id: str) -> Html:
    finding = corpus.findings[finding_id]
    address = f"{finding.chapter}.html#finding-{finding_id}"
    return element("a", printed_text(corpus, finding.sentence), href=address)
