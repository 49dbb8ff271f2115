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
    stance_table,
    theme_table,
)
from review.present.markup import Html, coded, element, joined

ONCE = "The sources of this review were coded once. Nothing can be said of agreement.\n"
LEAD = """\
A second pass coded all sources again. Its coder had the texts and the codebook only, no row that the first pass
had made. Both passes were machine-assisted and neither was made by an independent person: an error that is common
to both stays unseen. What follows is therefore the *consistency* of the coding, not the agreement of independent
raters.

The codebook held the vocabularies of measures, populations and themes as they stood after the first pass. Some of
their entries had been made for a single figure, so agreement about measures, populations and themes was made easier
than it would be for a coder who starts from nothing.

The rows of both passes are kept as the tables [pass_figures](#table-pass-figures) and
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

Measures and populations were chosen from lists that the first pass had made, and the second coder had these lists:
agreement about them is easier to reach than their alpha shows.

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
Both passes coded the themes of the claims as well. The passes cut statements differently, so they are compared by
sentence and by paragraph: whether each theme that either pass used anywhere is there or not. Only places to which
at least one pass gave a theme are compared. Of the single theme it is asked whether it is the same one, where each
pass gave exactly one to a sentence. Sentences are told apart by a mechanical rule.
"""
THEME_RULE = """\
By rule, the settled table keeps the statements of the first pass, since only they have a paraphrase, an origin and a
quote that was checked. The last columns therefore say little of the passes: the first is as settled because it was
kept.
"""
STANCES = """\
Read the alpha of the stances with care: whether a source argues or relays is where another coder would draw other
lines. Where the passes differ in a stance, that of the first pass stands by the same rule, unless the list says that
the second was right or that the stance was settled anew. All were read again in their texts later, by one reader who
knew both codings. The list has what that reading found: that a pass was right, or that the text bears both and the
rule alone decided.
"""
THEME_DIFFERENCES = """\
A theme that one pass alone has in a sentence was not settled by reading, but by the rule. What the first pass alone
has is kept. What the second pass alone has is not in the settled table, so the book may lack it there. Some of these
themes stand in the settled table by another statement of the same paragraph, since the passes cut statements
differently; the list says so.
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
        markdown.heading(2, "How differences in stance were settled", "agreement-stances"),
        STANCES,
        markdown.raw(stance_table(corpus).html),
        markdown.heading(2, "How differences in theme were settled", "agreement-theme-differences"),
        THEME_DIFFERENCES,
        markdown.raw(difference_table(corpus).html),
    )


def agreement_summary(corpus: Corpus) -> Html:
    """Return the compact tables of the passes: finds, fields and themes, raw and settled; nothing without passes."""
    if len(passes_of(corpus)) < 2:
        return Html("")
    return joined([make(corpus).html for make in (detection_table, field_table, theme_table)], "\n")


def _passes(corpus: Corpus) -> Html:
    """Return what is recorded of each pass."""
    rows = (corpus.passes[pass_id] for pass_id in passes_of(corpus))
    items = (element("li", element("strong", f"{row.label}. "), coded(f"{row.how} {row.checked}")) for row in rows)
    return element("ul", joined(items, "\n"))
