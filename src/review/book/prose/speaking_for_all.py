"""What speaks for all sources, and has to be read again when one comes: “no source”, “the other sources”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from review.book.prose.markdown_text import headings, passages
from review.book.prose.nouns import folded, phrase_after
from review.book.prose.proofs import proves
from review.book.prose.proving import prover_of
from review.book.prose.quantities import find_quantities
from review.book.prose.typed_numbers import Text, texts_of_project, texts_of_tables
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.descriptor import DESCRIPTOR
from review.errors import Problem
from review.synthesis.conclusions.weighing import new_sources, weighing_hint

FOR_ALL = re.compile(
    r"\b(?:every|no|neither|both|all|most|few|none|others?|only|single|these)"
    r"(?:\s+(?:of|the|these|one|reviewed|given))*\s+(?:sources?|texts)\b",
    re.IGNORECASE,
)
#: What says in its own words how many sources there are, beside the pages.
TITLES = ("CITATION.cff", f"data/{DESCRIPTOR}", "data/context/names.csv", "README.md")


def unread_sections(snapshot: Snapshot) -> Iterator[Problem]:
    """Yield each section and sentence that speaks for all sources and was not read again beside a new one."""
    corpus = snapshot.corpus
    if not (sources := new_sources(corpus)):
        return
    weighed = {(row.place, row.source_id) for row in corpus.weighings.values()}
    for _, texts in groupby(texts_of_project(snapshot.project), attrgetter("path")):
        told: set[str] = set()
        for text, places, line, words in _spoken(texts):
            for source in sources if places[-1] not in told else ():
                if not {(place, source) for place in places} & weighed:
                    yield text.problem(line, *_said(corpus, words, places[-1], source))
            told.add(places[-1])
    for text, place in texts_of_tables(corpus):
        for source in sources if (found := FOR_ALL.search(text.text)) else ():
            if found and (place, source) not in weighed:
                yield text.problem(1, *_said(corpus, found[0], place, source))


def _said(corpus: Corpus, words: str, place: str, source: str) -> tuple[str, str]:
    message = f"“{' '.join(words.split())}” speaks for all sources, and {source} is new"
    return message, weighing_hint(corpus, place, source)


def _spoken(texts: Iterable[Text]) -> Iterator[tuple[Text, tuple[str, str], int, str]]:
    """Yield what speaks for all in the *texts* of a page, with the labels of page and section, and its line."""
    page = label = ""
    for text in texts:
        heads = [(heading.line, heading.label) for heading in headings(text.text)]
        page = page or next((name for _, name in heads), "")
        for passage in passages(text.text):
            for found in FOR_ALL.finditer(passage.text):
                line = passage.line_of(found.start())
                section = next((name for at, name in reversed(heads) if at <= line), label)
                yield text, (page, section), line, found[0]
        label = heads[-1][1] if heads else label


def wrong_numbers(snapshot: Snapshot) -> Iterator[Problem]:
    """Yield each number of sources that a title or description says and that is not theirs; pages have a gate."""
    prover = prover_of(snapshot)
    for name in TITLES:
        path = snapshot.project.root / name
        text = path.read_text("utf-8") if path.is_file() else ""
        for start, end in find_quantities(text):
            counted = "source" in map(folded, phrase_after(text, end))
            if counted and not proves(prover.everywhere, text, start, end, prover.counted):
                line = 1 + text.count("\n", 0, start)
                hint = f"Write {len(snapshot.corpus.sources)}, in words or digits."
                yield Problem(name, line, "", f"{text[start:end]!r} is not how many sources there are", hint)
