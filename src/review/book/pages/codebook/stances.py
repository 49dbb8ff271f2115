"""The rules by which claims are coded: what a source does with a statement, and on which theme it bears."""

from __future__ import annotations

from review.book.pages import markdown
from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Stance
from review.present.html.markup import Content, Html, element
from review.present.html.tabular import coded_table as draw
from review.present.words.wording import href, sentence_case

#: The stances in the order in which the rule asks for them.
ORDER = (Stance.IMPLIES, Stance.DISPUTES, Stance.MENTIONS, Stance.ARGUES)
RULE = """\
The unit is a marked phrase in a paragraph. Ask in this order; the first yes decides.

1. **implies**: do the marked words *not say* the statement that is coded, but take it for granted or lead to it only
   by inference?
2. **disputes**: do they deny the theme's statement, or say that it is smaller, rarer or weaker than is held? It does
   not matter whether the source says so or somebody whom it relays.
3. **mentions**: are they credited, footnoted or marked as reported? That is so when
   - their sentence names somebody else as the one who says, finds, holds, reports or estimates it (a person, an
     office, a paper, a law or court that is described), or stands in quotation marks or in a block quotation;
   - their sentence has a word that marks report: *reportedly*, *is said*, *many say*, *some experts*, *reports link*,
     *there are reports*, *is believed*, *has been linked to*;
   - a bracketed reference or the number of a footnote stands in their sentence, or closes the passage. Such a mark
     covers its own sentence and the unmarked sentences before it, back to the previous mark or to the start of the
     paragraph; in a numbered list, of the item;
   - their sentence visibly goes on with an account that the sentence before credited.
4. **argues**: otherwise. The source states it on its own word. So does what stands after the last mark of a
   paragraph, and what a source credits to its own earlier work.

How strong the words are, whether they are fact or opinion, and whether they are true does not matter.

The theme is the one that the *marked words* bear on, read in their sentence: the statement that these very words make.
Other statements of the sentence are mostly units of their own.
"""


def stances_part(corpus: Corpus) -> list[str]:
    """Return the part of the page on stances and themes: the rules, the examples, and what is in each theme."""
    parts = [markdown.heading(2, "The rules for stances and themes", "data-stances"), RULE]
    if corpus.stance_examples:
        parts.append(markdown.raw(_examples(corpus)))
    return [*parts, markdown.raw(_themes(corpus))] if corpus.themes else parts


def _examples(corpus: Corpus) -> Html:
    found = [(corpus.claims[row.claim_id], row.why) for row in corpus.stance_examples.values()]
    found.sort(key=lambda one: ORDER.index(one[0].stance))
    rows: list[tuple[Content, ...]] = [
        (element("a", claim.paraphrase, href=href(claim)), corpus.sources[claim.source_id].title, why)
        for claim, why in found
    ]
    groups = [sentence_case(claim.stance) for claim, _ in found]
    return draw(("Claim", "Source", "Why"), rows, caption="Examples of each stance", groups=groups).html


def _themes(corpus: Corpus) -> Html:
    themes = sorted(corpus.themes.values(), key=lambda theme: theme.kind)
    rows: list[tuple[Content, ...]] = [(theme.label, theme.definition, theme.excludes) for theme in themes]
    groups = [sentence_case(theme.kind.replace("-", " ")) for theme in themes]
    return draw(("Theme", "What is in it", "What is not"), rows, caption="The themes", groups=groups).html
