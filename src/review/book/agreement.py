"""The page of the passes: how far they agree, and how every disagreement was settled."""

from __future__ import annotations

from review.book import markdown
from review.corpus.agreement import passes_of
from review.corpus.corpus import Corpus
from review.present.agreement import (
    detection_table,
    difference_table,
    field_table,
    settlement_table,
    theme_table,
)
from review.present.markup import Html, coded, element, joined

ONCE = "The sources of this review were coded once. Nothing can be said of agreement.\n"
LEAD = """\
A second pass coded all sources again. Its coder had the texts and the codebook only, nothing that the first pass
had made. Both passes were machine-assisted and neither was made by an independent person: an error that is common
to both stays unseen. What follows is therefore the *consistency* of the coding, not the agreement of independent
raters.

The codebook held the vocabularies of measures, populations and themes as they stood after the first pass. Some of
their entries had been made for a single figure, so agreement about measures, populations and themes was made easier
than it would be for a coder who starts from nothing.

The rows of both passes are kept as they were coded, without repair, as the tables
[pass_figures](#table-pass-figures) and [pass_claims](#table-pass-claims). They hold the place of each figure and
statement in its text instead of its words, so that no more of the sources is kept than the quotes of the settled
tables.
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

A place is compared without what stands in brackets. The second coder had no list of origins and none of events.
Origins were written in words, so that only their kind is compared: nobody, somebody who is not named, or a name.
The tie of a figure to an event was coded against the list in one pass only, as were the phrases that place, period
and origin rest on. What was coded once has no alpha. A stage is compared only where a measure has stages.
"""
SETTLED = """\
Each disagreement was settled by reading the text again, by one reader who knew both codings. Where the second pass
was right, the settled figure was changed and checked against the text anew.
"""
THEMES = """\
Both passes coded the themes of the claims as well. The passes cut statements differently, so they are compared by
sentence and by paragraph: whether each theme that either pass used anywhere is there or not. Only places to which
at least one pass gave a theme are compared. Of the single theme it is asked whether it is the same one, where each
pass gave exactly one to a sentence. Sentences are told apart by a mechanical rule.
"""
THEME_RULE = """\
Disagreements about themes were not settled one by one. By rule, the settled table keeps the statements of the first
pass, since only they have a paraphrase, an origin and a quote that was checked. A theme that the second pass alone
saw in a sentence is listed here and is not in the settled table, so the book may lack it; a theme that the first
pass alone saw is kept. A stance that differs is that of the first pass. Read the alpha of the stances with care:
whether a source argues or relays is where another coder would draw other lines.
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
        markdown.heading(2, "Themes of the claims", "agreement-themes"),
        THEMES,
        markdown.raw(theme_table(corpus).html),
        THEME_RULE,
        markdown.raw(_folded(difference_table(corpus).unfolded)),
    )


def agreement_summary(corpus: Corpus) -> Html:
    """Return the compact tables of the passes, how much each found and each field raw and settled; else nothing."""
    if len(passes_of(corpus)) < 2:
        return Html("")
    return joined([detection_table(corpus).html, field_table(corpus).html], "\n")


def _passes(corpus: Corpus) -> Html:
    """Return what is recorded of each pass."""
    rows = (corpus.passes[pass_id] for pass_id in passes_of(corpus))
    items = (element("li", element("strong", f"{row.label}. "), coded(f"{row.how} {row.checked}")) for row in rows)
    return element("ul", joined(items, "\n"))


def _folded(table: Html) -> Html:
    summary = element("summary", "The sentences to which the passes gave different themes")
    return element("details", joined([summary, table], "\n"), class_="fold")
