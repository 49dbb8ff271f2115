"""The sentences of a text, told apart by one mechanical rule wherever the review has to."""

from __future__ import annotations

import re

from review.corpus.text.mapped_text import Span
from review.corpus.text.source_text import Paragraph, SourceText

# A sentence ends with its mark, what closes around it and the mark of a note; the next starts with a capital. In
# Han signs the mark alone ends it.
_END = re.compile(r"(?<=[.?!])['\")\]]*[0-9]{0,3}\s+(?=['\"(\[]*[A-Z0-9•])|(?<=[\u3002\uff1f\uff01])['\")\]]*\s*(?=\S)")
# A point after these ends no sentence: initials, and what stands before a name, a number or a page.
_OPEN = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|cf|al|e\.g|i\.e|pp?|Art|Sec|Rev|Gen))\.\Z")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the sentences of *text* in order, as offsets into it, each with the space behind it.

    The rule is mechanical: a mark that ends a sentence, space, and a capital or digit after it.

    >>> text = "Dr. Li of the U.S. office saw 1.5 cases. No. 2 was his."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Dr. Li of the U.S. office saw 1.5 cases. ', 'No. 2 was his.']
    """
    starts = [0]
    for match in _END.finditer(text):
        if not _OPEN.search(text, max(0, match.start() - 8), match.start()):
            starts.append(match.end())
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))


def sentences(text: SourceText, paragraph: Paragraph) -> tuple[Span, ...]:
    """Return the sentences of *paragraph* in order, as offsets into *text*; see `sentence_spans`."""
    body = text.folded[paragraph.start : paragraph.end]
    return tuple((paragraph.start + start, paragraph.start + end) for start, end in sentence_spans(body))
