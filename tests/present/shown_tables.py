"""The tables of the rich project that are approved, by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from review.corpus.verification.receipt import read_receipt
from review.execution.chapter import Chapter
from review.present.frames.repriced import reprice
from review.present.numbers import certainty, computed, context, conversions, proof, sighted
from review.present.tables import (
    agreement,
    attribution,
    calculations,
    chronicle,
    coded_rows,
    numerals,
    passes,
    profile,
    stances,
)
from review.present.tables import register as registers
from review.present.tables.ledger_map import ledger_map
from review.present.tables.profile import figures_by_section
from review.present.words import terms
from review.synthesis.conclusions.attribution import chains, meetings
from review.synthesis.register.register import register

Make = Callable[[Chapter], Any]


def lines(*made: object) -> list[object]:
    return list(made)


def in_pounds(c: Chapter) -> pd.DataFrame:
    return reprice(c.figures(basis="price"), currency="GBP")


def in_money_of_2014(c: Chapter) -> pd.DataFrame:
    prices = c.figures(basis="price")
    return reprice(prices, rates="euro-rate", base_year=2014, price_changes="price-change", assumed_year=2013)


def proofs(c: Chapter, *names: str) -> Iterator[object]:
    for name in names:
        yield f"== {name}"
        yield proof.facts_list(proof.proof(c.corpus, c.corpus.figures[name], c.receipt))


TABLES: dict[str, Make] = {
    "figures": lambda c: coded_rows.figures_table(c.figures(source="ward2014"), caption="Figures"),
    "figures-proven": lambda c: coded_rows.figures_table(
        c.figures(source="gazette2014"), caption="Figures", anchors=True, receipt=c.receipt
    ),
    "prices": lambda c: coded_rows.prices_table(c.figures(basis="price"), caption="Prices"),
    "claims": lambda c: coded_rows.claims_table(c.claims(), caption="Claims", anchors=True),
    "claims-by-theme": lambda c: coded_rows.claims_by_theme("riders2015"),
    "figures-by-section": lambda c: lines(
        *(figures_by_section(name, c.receipt) for name in ("ward2014", "gazette2014"))
    ),
    "claims-dated": lambda c: coded_rows.dated_claims_table(c.claims(), caption="As described"),
    "sightings": lambda c: coded_rows.sightings_table(c.sightings(), caption="Sightings"),
    "sightings-whole": lambda c: sighted.pages_table(c.corpus, c.corpus.sightings.values(), caption="P", anchors=True),
    "events": lambda c: chronicle.events_table(c.events(), caption="Events"),
    "chronicle": lambda c: chronicle.chronicle_table(c.events(), caption="Told"),
    "chronicle-of-kinds": lambda c: chronicle.chronicle_table(c.events(), caption="Told", kinds=["driver"]),
    "speaker": lambda c: lines(*(profile.speaker_table(name) for name in ("ward2014", "riders2015"))),
    "origins": lambda c: lines(*(profile.origins_table(name, caption="O") for name in c.corpus.sources)),
    "appraisal": lambda c: lines(*(profile.appraisal_table(name, caption="A") for name in ("ward2014", "riders2015"))),
    "ledger": lambda c: lines(*(ledger_map(name, c.receipt) for name in ("ward2014", "riders2015"))),
    "ledger-of-nothing": lambda c: ledger_map("ward2014", read_receipt(c.project.root)),
    "register": lambda c: registers.register_table(c.figures(source="riders2015"), c.claims(), caption="Set"),
    "relations": lambda c: registers.relations_table(c.corpus, register(c.corpus)[:12], caption="All", anchors=True),
    "positions": lambda c: stances.positions_table(["locks", "chains", "reporting"], caption="Positions"),
    "answers": lambda c: stances.answers_table(["driver", "obstacle"], caption="Answers"),
    "disputes": lambda c: stances.disputes_table("driver", caption="Disputed"),
    "sides": lambda c: stances.sides_table(
        {"Do locks hold?": (["riders2015-locks-hold"], ["ward2014-good-lock", "riders2015-locks-weak"])}, caption="Two"
    ),
    "detection": lambda c: agreement.detection_table(c.corpus),
    "fields": lambda c: agreement.field_table(c.corpus),
    "themes": lambda c: lines(agreement.theme_table(c.corpus), agreement.before_table(c.corpus)),
    "settlements": lambda c: lines(agreement.settlement_table(c.corpus), agreement.claim_table(c.corpus)),
    "judgements": lambda c: lines(
        agreement.judgement_table(c.corpus), agreement.appraisals_note(c.corpus), agreement.low_note()
    ),
    "agreement-in-lines": lambda c: agreement.agreement_lines(c.corpus),
    "disclosure": lambda c: lines(
        passes.disclosure_table(c.corpus), *map(passes.lists_given, passes.passes_by_date(c.corpus))
    ),
    "dead-ends": lambda c: attribution.dead_ends_table(c.corpus, chains(c.corpus)),
    "ends": lambda c: lines(
        attribution.ends_table(c.corpus, chains(c.corpus)), attribution.depth_table(c.corpus, chains(c.corpus))
    ),
    "meetings": lambda c: attribution.meetings_table(c.corpus, meetings(chains(c.corpus))),
    "credits-unfolded": lambda c: attribution.unfolded(c.corpus, "riders2015", chains(c.corpus)),
    "calculations": lambda c: calculations.calculations(c.corpus),
    "calculations-asked": lambda c: [
        calculations.calculation(c.corpus, name)
        for name in ("found-share", "thefts-parts--1", "no-such", "ward2014-dealer-price--in--GBP--euro-rate")
    ],
    "computed": lambda c: computed.computed_table(
        c.computed(
            {
                "Shares": ["station-share", "found-share"],
                "Persons": ["held-together", "held-a-month"],
                "Money": ["price-in-pounds", "riders-price"],
            }
        ),
        caption="Computed",
    ),
    "facts": lambda c: lines(
        context.facts_table(c.corpus, c.corpus.facts, caption="Facts"),
        context.facts_table(c.corpus, [], caption="No facts"),
        context.reference_link(c.corpus, c.corpus.facts["denial-1"], "The Bank"),
    ),
    "conversions": lambda c: conversions.conversions_table(in_pounds(c), caption="Converted"),
    "conversions-constant": lambda c: conversions.conversions_table(in_money_of_2014(c), caption="Converted"),
    "rates": lambda c: lines(
        conversions.implied_rates_table(caption="Implied"),
        conversions.official_rates_table({"Bank": "euro-rate"}, caption="Official"),
    ),
    "numeral-scores": lambda c: numerals.numeral_scores(),
    "rules-of-certainty": lambda c: certainty.rules_table(c.corpus),
    "terms": lambda c: terms.terms_list(c.corpus),
    "proofs": lambda c: proofs(c, "ward2014-thefts", "ward2014-station", "ward2014-found", "riders2015-held-minors"),
    "proofs-more": lambda c: proofs(
        c, "riders2015-thefts", "riders2015-frames", "riders2015-mill-held", "gazette2014-held", "riders2015-age"
    ),
}
