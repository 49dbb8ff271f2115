"""The page of the passes: who coded what and how, how far they agree, and how every disagreement was settled."""

from __future__ import annotations

from review.book.pages import markdown
from review.corpus.coding.agreement import passes_of
from review.corpus.coding.statements import passes_before, passes_in_force
from review.corpus.corpus import Corpus
from review.present.html.markup import Html, coded, element, joined
from review.present.tables.agreement import (
    appraisals_note,
    before_table,
    claim_table,
    detection_table,
    field_table,
    judgement_table,
    low_note,
    settlement_table,
    theme_table,
)
from review.present.tables.passes import passes_by_date

ONCE = "The sources of this review were coded once. Nothing can be said of agreement.\n"
LEAD = """\
What the passes share in error stays unseen, and none is known to be an independent person's. So this is the
*consistency* of the coding, not the agreement of independent raters.

The passes are kept in the tables [pass_figures](#table-pass-figures), [pass_claims](#table-pass-claims) and
[pass_appraisals](#table-pass-appraisals), with places in the texts instead of words.
"""
DETECTION = """\
Figures are matched by their place: section, paragraph, numeral, and which of the equal numerals of the paragraph it
is. *Precision* is the share of what a pass found that stands in the settled table, *recall* the share of the settled
table that the pass found, F1 the harmonic mean of both. Recall is optimistic, since the settled table derives from the
passes. Against that stands the ledger, in which every numeral of a text is a figure or is excluded with a reason.
"""
FIELDS = """\
*Same as coded* compares what the coders wrote, letter by letter; a place without what stands in brackets. Alpha is
Krippendorff's, for nominal data: one where the coders always agree, nothing where they agree as often as by chance.
*Same in meaning* adds what was settled as the same in other words; the last columns compare each pass with the settled
figure.

The second coder had the first pass's lists of measures and populations, which makes agreement about them easier than
their alpha shows, and none of origins and events. Of an origin its kind is compared (nobody, somebody not named, a
name), of an event whether a figure is tied to any. What one pass alone coded has no alpha: to which event, and the
phrases that place, period and origin rest on.
"""
SETTLED = """\
Each disagreement was settled by reading the text again, by one reader who knew both codings.
"""
THEMES = """\
Each claim was coded again by a written rule, in passes that saw neither each other nor the settled table: what the
source does with the statement, and on which theme it bears. The [codebook](#data-stances) has the rule and the themes.
What both passes have stands, unless a reading of the text speaks against it; that reading, and each difference, is in
the list. One kind of system made both passes: high agreement shows that the rule decides, not that it is right.
"""
BEFORE = """\
Earlier passes had no written rule. They cut statements differently, so they are compared by sentence and by paragraph.
On these codings nothing rests any more; they are kept with what was settled between them, in
[claim_settlements](#table-claim-settlements).
"""
APPRAISALS = """\
Each source was appraised again, blind to the first appraisal.
"""


def agreement_page(corpus: Corpus) -> str:
    """Return the page of the passes; that nothing was coded twice, where nothing was."""
    title = markdown.heading(1, "Agreement of the passes", "agreement")
    if len(passes_of(corpus)) < 2:
        return markdown.page(title, ONCE)
    return markdown.page(
        title,
        LEAD,
        markdown.raw(_passes(corpus)),
        markdown.heading(2, "Finding the figures", "agreement-detection"),
        DETECTION,
        markdown.raw(detection_table(corpus).html),
        markdown.heading(2, "Coding the figures", "agreement-fields"),
        FIELDS,
        markdown.raw(joined([low_note(), field_table(corpus).html], "\n")),
        markdown.heading(2, "How disagreements about figures were settled", "agreement-settled"),
        SETTLED,
        markdown.raw(settlement_table(corpus).html),
        *_claims(corpus),
        *_appraisals(corpus),
    )


def _claims(corpus: Corpus) -> list[str]:
    """Return the parts on themes and stances: by the rule in force, and before it."""
    parts = []
    if passes_in_force(corpus):
        drawn = joined([theme_table(corpus).html, claim_table(corpus).html], "\n")
        parts += [markdown.heading(2, "Themes and stances", "agreement-stances"), THEMES, markdown.raw(drawn)]
    if passes_before(corpus):
        heading = markdown.heading(2, "Themes and stances before the rule", "agreement-themes")
        parts += [heading, BEFORE, markdown.raw(before_table(corpus).html)]
    return parts


def _appraisals(corpus: Corpus) -> list[str]:
    if not corpus.pass_appraisals:
        return []
    heading = markdown.heading(2, "Appraisals of the sources", "agreement-appraisals")
    drawn = joined([appraisals_note(corpus), judgement_table(corpus).html], "\n")
    return [heading, APPRAISALS, markdown.raw(drawn)]


def agreement_summary(corpus: Corpus) -> Html:
    """Return the compact tables of the passes: finds, fields and themes, raw and settled; nothing without passes."""
    if len(passes_of(corpus)) < 2:
        return Html("")
    tables = (make(corpus).html for make in (detection_table, field_table, theme_table))
    return joined([low_note(), *tables], "\n")


def _passes(corpus: Corpus) -> Html:
    """Return what is recorded of each pass."""
    rows = passes_by_date(corpus)
    items = (element("li", element("strong", f"{row.label}. "), coded(f"{row.how} {row.checked}")) for row in rows)
    return element("ul", joined(items, "\n"))
