"""The sentences of a paragraph, counted so that a statement's place can be named without its words."""

from __future__ import annotations

import re

from review.corpus.text.source_text import Paragraph, SourceText, Span

# A sentence ends with its mark, what closes around it and the mark of a note; the next starts with a capital.
_END = re.compile(r"(?<=[.?!])['\")\]]*[0-9]{0,3}\s+(?=['\"(\[]*[A-Z0-9•])")
# A point after these ends no sentence: initials, and what stands before a name, a number or a page.
_OPEN = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|cf|al|e\.g|i\.e|pp?|Art|Sec|Rev|Gen))\.\Z")


def sentences(text: SourceText, paragraph: Paragraph) -> tuple[Span, ...]:
    """Return the sentences of *paragraph* in order, as offsets into *text*.

    The rule is mechanical: a mark that ends a sentence, space, and a capital or digit after it.
    """
    body = text.folded[paragraph.start : paragraph.end]
    starts = [0]
    for match in _END.finditer(body):
        if not _OPEN.search(body, max(0, match.start() - 8), match.start()):
            starts.append(match.end())
    ends = [*starts[1:], len(body)]
    return tuple((paragraph.start + a, paragraph.start + b) for a, b in zip(starts, ends, strict=True))
