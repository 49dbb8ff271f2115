"""The page of the passes: who coded what and how, how far they agree, and how every disagreement was settled."""

from __future__ import annotations

from review.book import markdown
from review.corpus.agreement import passes_of
from review.corpus.corpus import Corpus
from review.corpus.statements import passes_before, passes_in_force
from review.present.agreement import (
    appraisal_table,
    before_table,
    claim_table,
    detection_table,
    field_table,
    settlement_table,
    theme_table,
)
from review.present.markup import Html, coded, element, joined

ONCE = "The sources of this review were coded once. Nothing can be said of agreement.\n"
LEAD = """\
All passes were machine-assisted and none was made by an independent person: an error that is common to them stays
unseen. What follows is therefore the *consistency* of the coding, not the agreement of independent raters.

The rows of the passes are kept as the tables [pass_figures](#table-pass-figures) and
[pass_claims](#table-pass-claims). They hold the place of each figure and statement in its text instead of its words,
so that no more of the sources is kept than the quotes of the settled tables. What was done to a row after it was
coded is said with its pass.
"""
DETECTION = """\
Figures are matched by their place in the text: section, paragraph, numeral, and which of the equal numerals of the
paragraph it is. *Precision* is the share of what a pass found that stands in the settled table, *recall* the share
of the settled table that the pass found, and F1 the harmonic mean of both. Recall is optimistic, since the settled
table derives from the passes: a figure that both overlooked counts for neither. Against that stands the ledger, in
which every numeral that the program finds in a text is a figure or is excluded with a reason.
"""
FIELDS = """\
*Same as coded* compares what the coders wrote, letter by letter. Alpha is Krippendorff's, for nominal data: it is
one where the coders always agree, and vanishes where they agree as often as by chance. For the bounds of values there
is the share of exact agreement only. *Same in meaning* adds the differences that were settled as the same in other
words, and the last columns compare each pass with the settled figure.

Measures and populations were chosen from lists that the first pass had made, some of whose entries had been made for a
single figure, and the second coder had these lists: agreement about them is easier to reach than their alpha shows.

A place is compared without what stands in brackets. The second coder had no list of origins and none of events, and
wrote both in words. Of an origin its kind is compared: nobody, somebody who is not named, or a name. Of an event it
is compared whether a figure is tied to any: what is one was for the second coder to judge. To which event of the list
a figure is tied was coded in one pass only, as were the phrases that place, period and origin rest on. What was coded
once has no alpha. A stage is compared only where a measure has stages.
"""
SETTLED = """\
Each disagreement was settled by reading the text again, by one reader who knew both codings. Where the second pass
was right, the settled figure has what that pass has; where it was settled anew, it has what neither pass has. Every
settled figure is checked against the text.
"""
THEMES = """\
Each claim was coded again by a written rule, in passes that saw neither each other nor the settled table: what the
source does with the statement, and on which theme it bears. The rule and the themes, with what is not in each, stand in
the [codebook](#data-stances). What both passes have is settled so, unless a reading of the text speaks against it;
that reading, and each difference, is in the list. Both passes were made by the same kind of system, so that this is
how far the rule decides, and no proof that it decides rightly.
"""
BEFORE = """\
Earlier passes coded statements without a written rule. They cut statements differently, so they are compared by
sentence and by paragraph. Their alpha is low: on these codings nothing rests any more. Their rows, and
how their differences were settled, are kept in the tables [pass_claims](#table-pass-claims) and
[claim_settlements](#table-claim-settlements).
"""
APPRAISALS = """\
Each source was appraised again, blind to the first appraisal. Where the judgements differ, the list has both,
what stands, and why.
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
        markdown.raw(field_table(corpus).html),
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
    return [heading, APPRAISALS, markdown.raw(appraisal_table(corpus).html)]


def agreement_summary(corpus: Corpus) -> Html:
    """Return the compact tables of the passes: finds, fields and themes, raw and settled; nothing without passes."""
    if len(passes_of(corpus)) < 2:
        return Html("")
    return joined([make(corpus).html for make in (detection_table, field_table, theme_table)], "\n")


def _passes(corpus: Corpus) -> Html:
    """Return what is recorded of each pass."""
    rows = sorted(corpus.passes.values(), key=lambda row: (row.date, row.pass_id))
    items = (element("li", element("strong", f"{row.label}. "), coded(f"{row.how} {row.checked}")) for row in rows)
    return element("ul", joined(items, "\n"))
