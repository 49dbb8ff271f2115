"""What is concluded from the rich project and approved, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from bicycle_project import hold
from many_counts import many_counts
from outlines import short
from shown_arithmetic import THEFTS, said, table

from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.corpus.vocabulary import RelationKind
from review.synthesis.comparing import derivations, dimensions
from review.synthesis.conclusions import (
    attribution,
    certainty,
    certainty_rules,
    findings,
    left_out,
    stances,
    standing,
    weighing,
)
from review.synthesis.register import likeness, proposals, register, relations
from review.synthesis.requirements import REQUIREMENTS


def judged(found: Iterable[relations.Judged]) -> list[str]:
    return table(
        (
            one.relation.relation_id,
            one.relation.kind,
            one.relation.members,
            one.relation.tolerance,
            one.verdict,
            one.arithmetic,
            "read" if one.is_read else "",
            one.compared,
            one.differ,
        )
        for one in found
    )


def rated(corpus: Corpus) -> Iterator[str]:
    for figure in corpus.figures.values():
        both = certainty.certainty(corpus, figure)
        yield f"== {figure.figure_id}"
        for one in (both.as_count, both.as_extent):
            yield from (f"{one.level} ({one.by_rule})", *one.reasons)


def ruled(corpus: Corpus) -> Iterator[object]:
    yield [(one.basis, one.certainty) for one in certainty_rules.starting_bases(corpus)]
    yield from (certainty_rules.count_rules(corpus), certainty_rules.extent_rules(corpus))


def weighed(corpus: Corpus) -> Iterator[object]:
    """Yield what bears on the findings where a figure and a statement of the newest source are not released yet."""
    known = [("figure", key) for key in corpus.figures] + [("claim", key) for key in corpus.claims]
    listed = {key: None for key in known if not key[1].startswith("riders2015")}
    listed |= {("finding", key): None for key in corpus.findings}
    older = replace(corpus, tables=MappingProxyType({**corpus.tables, "ids": listed}))
    yield [*weighing.new_rows(older)]
    yield weighing.new_sources(older)
    for finding in older.findings.values():
        yield finding.finding_id, weighing.bearing(older, finding, weighing.new_rows(older))
        yield [claim.claim_id for claim in weighing.claims_under(older, finding)]
    yield weighing.unweighed(older)
    yield from map(str, weighing.weighing_gaps(older))
    yield weighing.weighing_hint(older, "a-page", "riders2015")


def credits(corpus: Corpus) -> Iterator[object]:
    found = attribution.chains(corpus)
    yield from table((c.source_id, c.nodes, c.end, c.is_dead, c.depth, c.figures, c.claims) for c in found)
    yield from table((e.start, e.end, e.figures, e.claims) for e in attribution.edges(found))
    for tallied in (attribution.by_end(found), attribution.by_depth(found)):
        yield from table((key, tally.figures, tally.claims, dict(tally.sources)) for key, tally in tallied.items())
    for meeting in attribution.meetings(found):
        each = [short(meeting.figures(name)) for name in meeting.chains]
        yield f"{short(meeting.node)}: {short(meeting.figures())}; {each}"
    yield from table((one.fact, one.figures) for one in attribution.denials(corpus))
    yield [
        attribution.figures_on(found),
        short(attribution.source_node("a")),
        *sorted({attribution.work(o) for o in corpus.origins.values()}),
    ]


def themes(corpus: Corpus) -> Iterator[str]:
    for theme in stances.themes_of_kind(corpus, ""):
        yield from table(
            (
                p.theme_id,
                p.source_id,
                p.stance,
                "supports" if p.supports else "",
                "disputes" if p.disputes else "",
                p.strongest,
            )
            for p in stances.positions(corpus, theme)
        )
    yield from table((d.theme_id, d.against, d.others) for d in stances.disputes(corpus))
    yield from table(
        (i.theme_id, i.named_by, i.answers, i.by_namers, i.by_others, i.silent)
        for i in stances.issues(corpus, ["driver", "obstacle", "recommendation"])
    )


def found(corpus: Corpus) -> Iterator[object]:
    for finding in corpus.findings.values():
        yield f"== {finding.finding_id}"
        yield from table((s.name, s.expected, s.found, s.holds) for s in findings.supports(corpus, finding))
        yield findings.uneven(corpus, finding)
        yield short(findings.figures_under(corpus, finding))
        yield short(findings.certainty_spans(corpus, [finding]))
    yield [finding.finding_id for finding in findings.findings_of(corpus, "thefts")]


def computed(corpus: Corpus) -> list[str]:
    names = corpus.derivations
    return table(
        (
            name,
            row.expression,
            derivations.evaluate(corpus, name).bounds,
            derivations.evaluate(corpus, name).figures,
            *dimensions.dimension(corpus, row),
        )
        for name, row in names.items()
    ) + [
        short(said(dimensions.require_range, corpus, ends))
        for ends in (
            [("figures", THEFTS), ("figures", "ward2014-found")],
            [("facts", "euro-2012"), ("facts", "prices-2013")],
            [("derivations", "station-share"), ("derivations", "found-share")],
            [("facts", "denial-1"), ("figures", THEFTS)],
        )
    ]


def proposed(corpus: Corpus) -> Iterator[object]:
    more = many_counts(corpus)
    yield from table((row.relation_id, row.kind, row.members, row.tolerance) for row in register.propose(more))
    yield [row.relation_id for rule in likeness.RULES for row in rule(corpus)]
    yield from table(sorted(map(str, register.identity(row)[1])) for row in register.propose(corpus))
    yield short(proposals.gathered(list(corpus.figures.values())[:4], lambda f: f.unit))
    yield short(proposals.proposed(RelationKind.IMPLIED_RATE, list(corpus.figures.values())[:2]))


def registered(corpus: Corpus) -> Iterator[object]:
    yield from judged(register.register(corpus))
    yield [one.relation.relation_id for one in register.unread(corpus)]
    yield [one.relation.relation_id for one in register.constraints_about(corpus, [THEFTS, "riders2015-locks-hold"])]
    yield from table(register.verdicts(corpus, THEFTS))
    yield sorted(register.constraints(corpus))
    yield short(relations.judge(corpus, "thefts-parts").compared)
    yield short(
        [
            relations.implied_rate(corpus.figures[a], corpus.figures[b])
            for a, b in (
                ("riders2015-buyer-eur", "riders2015-buyer-gbp"),
                ("gazette2014-station", "ward2014-station"),
                ("ward2014-found", "ward2014-dealer-price"),
            )
        ]
    )


def required(corpus: Corpus) -> list[object]:
    """Return what the requirements say of the project, and of one in which nothing is as it was concluded."""
    broken = many_counts(corpus)
    for name, key, cells in (
        ("derivations", "found-share", {"override": ""}),
        ("derivations", "riders-price", {"expression": "{riders2015-buyer-eur} * 7"}),
        ("corrections", "held-rating", {"found": "high"}),
        ("findings", "thefts-1", {"rests_on": "thefts-same:inconsistent no-such locks/ward2014:absent found-share"}),
        ("findings", "held-1", {"depends_on_coding": "yes"}),
        ("findings", "locks-1", {"depends_on_coding": ""}),
        ("relations", "thefts-paper", {"found": "consistent"}),
    ):
        rows = {**broken.tables[name], key: replace(broken.tables[name][key], **cells)}
        broken = replace(broken, tables=MappingProxyType({**broken.tables, name: MappingProxyType(rows)}))
    snapshot = Snapshot(Project(corpus.descriptor.folder.parent))
    checks = (
        derivations.derivation_problems,
        certainty.rating_problems,
        findings.finding_problems,
        register.reading_problems,
    )
    return [
        *(said(lambda ask, given: hold(ask(given)), check, of) for check in checks for of in (corpus, broken)),
        said(derivations.evaluate, corpus, "station-shares"),
        said(dimensions.require_like, corpus, ["station-share", "found-share"]),
        said(dimensions.require_like, corpus, ["station-share", "held-together"]),
        *(f"{one.name} ({one.stage.value}): {one.says} {list(said(one.find, snapshot) or ())}" for one in REQUIREMENTS),
    ]


def standing_without(corpus: Corpus) -> Iterator[str]:
    """Yield how the findings stand without each source, without unnamed origins, above a rating, by another reading."""
    sources = ({"sources": frozenset({name})} for name in corpus.sources)
    for given in (*sources, {"unnamed": True}, {"below": "low"}, {"bases": frozenset({"observed"})}):
        yield f"== {given}"
        left = left_out.narrowed(corpus, left_out.LeftOut(**given))  # type: ignore[arg-type]
        for name in ("figures", "claims", "derivations", "relations", "findings"):
            yield f"{name} left: {' '.join(left.tables[name])}"
        for one in standing.standings(corpus, left_out.LeftOut(**given)):  # type: ignore[arg-type]
            yield f"{one.finding.finding_id}: {one.standing}; left {one.left}; gone {dict(one.gone)}"
    yield f"== read as one event by inference: {standing.inferred_events(corpus)}"


CONCLUSIONS: dict[str, Callable[[Corpus], Any]] = {
    "certainty.txt": rated,
    "certainty-rules.txt": ruled,
    "credits.txt": credits,
    "themes.txt": themes,
    "findings.txt": found,
    "computed.txt": computed,
    "proposals.txt": proposed,
    "register.txt": registered,
    "register-of-many.txt": lambda c: judged(register.register(many_counts(c))),
    "requirements.txt": required,
    "standing.txt": standing_without,
    "weighing.txt": weighed,
}
