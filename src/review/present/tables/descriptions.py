"""The table of what sources describe, each description under the date of the source that gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.tables.coded_rows import theme_heading
from review.present.words.cells import credited, in_source, source_link
from review.present.words.wording import period_text


def dated_claims_table(corpus: Corpus, claims: Iterable[Claim], *, caption: str) -> Table:
    """Return *claims* by theme, and in each theme by the date of their sources.

    What holds on one day need not hold on another: so the first cell says when the thing was described, and, where
    the claim is of an event, when that is said to have happened.
    """
    chosen = sorted(claims, key=lambda claim: (claim.theme_id, _moment(corpus, claim), *_place(corpus, claim)))
    rows: list[tuple[Content, ...]] = [
        (_described(corpus, claim), claim.paraphrase, claim.stance, _grounds(corpus, claim)) for claim in chosen
    ]
    columns = ("As described in", "Statement, in our words", "Stance", "Credited to, and in the source")
    groups = [theme_heading(corpus, claim.theme_id) for claim in chosen]
    return coded_table(columns, rows, caption=caption, groups=groups)


def _described(corpus: Corpus, claim: Claim) -> Html:
    event = corpus.events.get(claim.event_id)
    told = f"of: {event.label}, {period_text(event.start, event.end)}" if event else ""
    return stacked(source_link(corpus, claim.source_id), f"dated {corpus.sources[claim.source_id].dated}", told)


def _grounds(corpus: Corpus, claim: Claim) -> Html:
    return joined([element("div", credited(corpus, claim)), element("div", in_source(corpus, claim))], "\n")


def _moment(corpus: Corpus, claim: Claim) -> tuple[str, str]:
    """Return what sorts sources by date: the day of publication, or the year that stands for an unknown one."""
    source = corpus.sources[claim.source_id]
    year = re.search(r"\d{4}", source.dated)
    return source.published or (year[0] if year else ""), source.source_id


def _place(corpus: Corpus, claim: Claim) -> tuple[int, int]:
    return corpus.sections[claim.section_id].position, claim.paragraph
