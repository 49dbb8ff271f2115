"""What the page of a source shows: its figures by section, who speaks, whom it credits, how it was judged."""

from __future__ import annotations

from collections import Counter

from review.corpus.tables.records import Appraisal
from review.corpus.tables.vocabulary_records import by_position
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Html, coded, element, joined
from review.present.html.tabular import Cells, Table, coded_table, table_of
from review.present.tables.coded_rows import Folded, figures_table
from review.present.tables.ledger_map import CODED, ledger_map
from review.present.values.opened import opened
from review.present.words.cells import own_cells, rests_on
from review.present.words.wording import chain_text, counted, period_text


def speaker_table(source_id: str) -> Table:
    """Return who speaks in a source, when, for whom, of which years, and what is known of the copy.

    >>> speaker_table(chapter.figures().source_id.iloc[0])
    Table: Who speaks, when and for whom (8 rows)
    """
    corpus = opened().corpus
    source = corpus.source(source_id)
    section_count = len(corpus.of_source("sections", source_id))
    rows = (
        ("Who speaks", source.speaker),
        ("For whom", source.audience),
        ("Kind", source.kind),
        ("Date", source.dated),
        ("Years that it reports on", period_text(source.covers_start, source.covers_end)),
        ("Length of our copy", f"{source.text_words:,} words in {section_count} sections"),
        ("Retrieved", source.retrieved or "not recorded"),
        ("What is known of the copy", source.access_note),
        *own_cells(corpus, "sources", source).items(),
    )
    return coded_table(("What", "As far as known"), rows, caption="Who speaks, when and for whom")


def origins_table(source_id: str, *, caption: str) -> Table:
    """Return whom a source credits, on whom they rely, what the chain ends in, and how much rests on each.

    >>> origins_table(chapter.figures().source_id.iloc[0], caption="Credits")
    Table: Credits (...)
    """
    corpus = opened().corpus
    figures = Counter(figure.origin_id for figure in corpus.figures_where(source_id=source_id))
    claims = Counter(claim.origin_id for claim in corpus.claims_where(source_id=source_id))
    columns: Cells[str] = {
        "Credited to": lambda name: chain_text(corpus, name),
        "The chain ends in": lambda name: corpus.origin_chain(name)[-1].kind.replace("-", " "),
        "Figures": lambda name: figures[name],
        "Claims": lambda name: claims[name],
        "Note": lambda name: corpus.origin_chain(name)[0].note,
    }
    order = sorted({*figures, *claims}, key=lambda name: (-figures[name], -claims[name], name))
    return table_of(order, columns, caption=caption)


def appraisal_table(source_id: str, *, caption: str) -> Table:
    """Return the judgements of a source, domain by domain, with their reasons and what they rest on.

    >>> appraisal_table(chapter.figures().source_id.iloc[0], caption="Appraisal")
    Table: Appraisal (...)
    """
    corpus = opened().corpus
    columns: Cells[Appraisal] = {
        "Domain": lambda row: row.domain,
        "Judgement": lambda row: row.judgement,
        "Reason": lambda row: row.reason,
        "Rests on": lambda row: rests_on(corpus, row),
    }
    domains = [row.domain for row in by_position(corpus.appraisal_domains)]
    return table_of(
        sorted(corpus.of_source("appraisals", source_id), key=lambda row: domains.index(row.domain)),
        columns,
        caption=caption,
    )


def figures_by_section(source_id: str, receipt: Receipt) -> Folded:
    """Return the figures of a source, to unfold by section; each stroke of the strip above leads to its figure.

    Links lead to its rows: it is for the page of the source, and only there.

    >>> len(figures_by_section(chapter.figures().source_id.iloc[0], chapter.receipt).parts) > 0
    True
    """
    corpus = opened().corpus
    claims = Counter(claim.section_id for claim in corpus.claims_where(source_id=source_id))
    parts: list[tuple[Html, Html]] = []
    for section in sorted(corpus.of_source("sections", source_id), key=lambda each: each.position):
        rows = corpus.figures_where(source_id=source_id, section_id=section.section_id)
        stated = claims[section.section_id]
        if not rows and not stated:
            continue
        held = [counted(len(rows), "figure")] if rows else []
        held += [counted(stated, "statement")] if stated else []
        table = figures_table(rows, caption=section.title, anchors=True, receipt=receipt).html if rows else Html("")
        parts.append((joined([element("strong", section.title), " ", coded(", ".join(held))]), table))
    strip = ledger_map(source_id, receipt).strip(CODED)
    return Folded(tuple(parts), element("div", strip, class_="text-strip") if strip.text else strip)
