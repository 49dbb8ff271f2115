"""The tables of the page of changes: a row for each thing that reads otherwise, as it was and as it is."""

from __future__ import annotations

from collections import Counter
from typing import Any

from review.book.pages.changes.compared import Compared, Fields, marked
from review.book.pages.changes.state import AS_COUNT
from review.book.prose.roles import DEPENDS
from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import LEVELS
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.numbers.computed import computed_link
from review.present.tables.register import KINDS, members, verdict_text
from review.present.words.cells import source_link
from review.present.words.formula import overridden
from review.present.words.wording import href, sentence_case, value_link
from review.synthesis.register.register import register

NOTHING, NEW, GONE = "nothing", "did not stand", "does not stand any more"
#: Where the words for a key stand: the table, and the column of it.
_WORDS = {
    "measure_id": ("measures", "label"),
    "population_id": ("populations", "label"),
    "event_id": ("events", "label"),
    "origin_id": ("origins", "name"),
    "theme_id": ("themes", "label"),
}
#: The pages on which the rows of other kinds than figures and claims stand, and where the anchor is the id.
PLACES = {"relation": "disagreements", "derivation": "derivations", "fact": "context"}


def findings_table(corpus: Corpus, states: Compared) -> Table:
    """Return the findings that read otherwise, each with a link to its chapter."""
    rows = []
    for name, fields in states.changed("findings", "sentence").items():
        finding = corpus.findings[name]
        link = element("a", name, href=f"{finding.chapter}.html")
        remark = DEPENDS if finding.depends_on_coding else ""
        rows.append((stacked(link, remark), *marked(*fields["sentence"])))
    return coded_table(("Finding", "Before", "Now"), rows, caption="Findings that read otherwise")


def ratings_table(corpus: Corpus, states: Compared) -> Table:
    """Return the ratings with another level, those that fell first, each with the reasons that are new and gone."""
    rows: list[tuple[bool, tuple[Content, ...]]] = []
    for key, fields in states.changed("ratings", "level").items():
        name, _, kind = key.partition("/")
        was, now = fields["level"]
        old, new = (text.split("\n") for text in fields.get("reasons", ("", "")))
        why: list[Content] = [reason for reason in new if reason not in old]
        why += [joined([element("em", "No longer:"), " ", reason]) for reason in old if reason not in new]
        cells = (
            _figure(corpus, name),
            sentence_case(kind or AS_COUNT),
            was,
            now,
            joined(element("div", each) for each in why),
        )
        rows.append((rank(now) > rank(was), cells))
    rows.sort(key=lambda row: row[0])
    groups = ["Higher than before" if higher else "Lower than before" for higher, _ in rows]
    columns = ("Figure", "Rating", "Before", "Now", "Why")
    return coded_table(columns, [cells for _, cells in rows], caption="Ratings with another level", groups=groups)


def rank(level: str) -> int:
    """Return how high a level of certainty is; one that the rules have no more is below all."""
    return LEVELS.index(level) if level in LEVELS else -1


def changed_figures_table(corpus: Corpus, states: Compared) -> Table:
    """Return the figures of which anything that is coded changed."""
    rows = [(_figure(corpus, name), _told(corpus, fields)) for name, fields in states.changed("figures").items()]
    return coded_table(("Figure", "What changed"), rows, caption="Figures that changed")


def recoded_by_source(corpus: Corpus, states: Compared) -> Table:
    """Return how many claims have another theme or stance, a row a kind of theme and a column a source."""
    total = Counter(_kind(corpus, name) for name in states.kept("claims"))
    changed = Counter(_kind(corpus, name) for name in states.changed("claims", "theme_id", "stance"))
    kinds = dict.fromkeys(kind for kind, _ in total)
    rows = [
        (sentence_case(kind), *(f"{changed[kind, name]} of {total[kind, name]}" for name in corpus.sources))
        for kind in kinds
    ]
    columns = ("Kind of theme", *(row.name for row in corpus.sources.values()))
    return coded_table(columns, rows, caption="Statements with another theme or stance, of all that stood before")


def changed_claims_tables(corpus: Corpus, states: Compared) -> list[Table]:
    """Return the claims with another theme, stance or credit, counted and by source; no table where there is none."""
    changed = states.changed("claims", "theme_id", "stance", "origin_id")
    rows = []
    for name, fields in changed.items():
        others = {field: pair for field, pair in fields.items() if field != "paraphrase"}
        claim = corpus.claims[name]
        rows.append((element("a", claim.paraphrase, href=href(claim)), _told(corpus, others)))
    groups = [corpus.named(corpus.claims[name]) for name in changed]
    caption = "Statements with another theme, stance or credit"
    table = coded_table(("Statement", "What changed"), rows, caption=caption, groups=groups)
    return [recoded_by_source(corpus, states), table] if rows else []


def paraphrases_table(corpus: Corpus, states: Compared) -> Table:
    """Return the claims that we word anew, by source."""
    changed = states.changed("claims", "paraphrase")
    rows = []
    for name, fields in changed.items():
        link = element("a", name, href=href(corpus.claims[name]))
        rows.append((link, *marked(*fields["paraphrase"])))
    groups = [corpus.named(corpus.claims[name]) for name in changed]
    return coded_table(("Statement", "Before", "Now"), rows, caption="Statements in other words of ours", groups=groups)


def changed_relations_table(corpus: Corpus, states: Compared) -> Table:
    """Return the constraints with another verdict, those that are new, and those that follow no more."""
    judged = {each.relation.relation_id: each for each in register(corpus)}
    before = states.then("relations")
    rows: list[tuple[Content, ...]] = []
    for name in sorted({*states.changed("relations", "verdict"), *states.new("relations")}):
        each = judged[name]
        link = element("a", KINDS[each.relation.kind], href=f"{PLACES['relation']}.html#{name}")
        was = verdict_text(before[name]["verdict"]) if name in before else NEW
        rows.append((stacked(link, members(corpus, each)), was, verdict_text(each.verdict)))
    for name in states.gone("relations"):
        old = before[name]
        label = stacked(KINDS.get(old["kind"], old["kind"]), old["members"])
        rows.append((label, verdict_text(old["verdict"]), GONE))
    return coded_table(("What is set against what", "Before", "Now"), rows, caption="Constraints and their verdicts")


def changed_computed_table(corpus: Corpus, states: Compared) -> Table:
    """Return the computed numbers, and the facts from outside, that came out otherwise."""
    rows: list[tuple[Content, ...]] = []
    for name, fields in states.changed("derivations").items():
        was, now = fields["result"]
        row = corpus.derivations[name]
        rows.append((stacked(row.label, overridden(row.override)), was, computed_link(name, now)))
    for name, fields in states.changed("facts").items():
        link = element("a", corpus.facts[name].statement, href=f"{PLACES['fact']}.html#{name}")
        rows.append(
            (link, *(stacked(*(f"{_name(f)}: {pair[at] or NOTHING}" for f, pair in fields.items())) for at in (0, 1)))
        )
    return coded_table(("Number", "Before", "Now"), rows, caption="Computed numbers, and facts from outside")


def appraisals_table(corpus: Corpus, states: Compared) -> Table:
    """Return the appraisals with another judgement or reason, each with a link to its source."""
    rows: list[tuple[Content, ...]] = []
    for key, fields in states.changed("appraisals").items():
        source, _, domain = key.partition("/")
        row = corpus.appraisals[source, domain]
        before, now = fields.get("judgement", (row.judgement, row.judgement))
        old, new = marked(*fields.get("reason", (row.reason, row.reason)))
        link = source_link(corpus, source)
        rows.append((stacked(link, domain), stacked(before, old), stacked(now, new)))
    return coded_table(("Source and domain", "Before", "Now"), rows, caption="Appraisals that changed")


def _figure(corpus: Corpus, name: str) -> Html:
    figure = corpus.figures[name]
    return stacked(value_link(corpus, figure), corpus.measures[figure.measure_id].label, corpus.named(figure))


def _kind(corpus: Corpus, name: str) -> tuple[str, str]:
    claim = corpus.claims[name]
    return corpus.themes[claim.theme_id].kind, claim.source_id


def _told(corpus: Corpus, fields: Fields) -> Html:
    """Return what changed in a row, a line a field."""
    return stacked(
        *(
            f"{_name(name)}: {_word(corpus, name, was)} → {_word(corpus, name, now)}"
            for name, (was, now) in fields.items()
        )
    )


def _name(field: str) -> str:
    return field.removesuffix("_id").replace("_", " ")


def _word(corpus: Corpus, field: str, value: str) -> str:
    """Return a cell in words; a key that is gone stands as it was."""
    table, column = _WORDS.get(field, ("", ""))
    row: Any = corpus.tables[table].get(value) if table else None
    return getattr(row, column) if row else value or NOTHING
