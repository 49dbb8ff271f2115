"""How often what is proposed is what was coded: `make bench-proposals` prints it for each cell, and for each sureness.

Each source is proposed without its own rows, once with the words of the vocabularies and once without any.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.proposing.proposals import proposal_for
from review.corpus.tables.project import find_project
from review.corpus.verification.trial import Trial
from review.corpus.verification.verification import ledger_of, text_of

COLUMNS = ("measure_id", "unit", "population_id", "stage", "place", "origin_id", "event_id")
WORDS = ("measures", "populations", "events", "origins")


def without(corpus: Corpus, source_id: str, *, worded: bool) -> Corpus:
    """Return *corpus* without the rows of a source, and without the words of its vocabularies unless *worded*."""
    tables = dict(corpus.tables)
    for name in ("figures", "claims", "exclusions"):
        tables[name] = MappingProxyType({k: row for k, row in tables[name].items() if row.source_id != source_id})
    for name in () if worded else WORDS:
        tables[name] = MappingProxyType({key: replace(row, words="") for key, row in tables[name].items()})
    return replace(corpus, tables=tables)


def outcomes(corpus: Corpus, texts: Path, *, worded: bool) -> Iterator[tuple[str, str, str]]:
    """Yield of each cell of a figure its column, how sure the first candidate is, and which was the coded one."""
    for source_id in corpus.sources:
        text, trial = text_of(corpus, texts, source_id), Trial(without(corpus, source_id, worded=worded))
        for entry in ledger_of(corpus, text):
            proposal = proposal_for(trial, text, entry)
            is_right = proposal.is_figure == bool(entry.figure_id)
            yield "figure" if entry.figure_id else "no figure", "", "first" if is_right else "none"
            if not entry.figure_id:
                continue
            figure = corpus.tables["figures"][entry.figure_id]
            coded = {name: getattr(figure, name) for name in COLUMNS}
            coded["period_basis"] = f"{figure.period_start} {figure.period_end}".rstrip()
            for column, value in coded.items():
                offered = [one.value for one in proposal.candidates[column]] or [""]
                place = "first" if offered[0] == value else "later" if value in offered else "none"
                sure = str(proposal.candidates[column][0].sure) if proposal.candidates[column] else ""
                yield column, sure, place


def main() -> None:
    corpus, texts = open_corpus(find_project()), Path(os.environ["REVIEW_TEXTS"])
    for worded in (True, False):
        found = list(outcomes(corpus, texts, worded=worded))
        print("with the words of the vocabularies" if worded else "without any words")
        for name, at in (("cell", 0), ("sureness", 1)):
            for kind in dict.fromkeys(one[at] for one in found):
                counted = Counter(one[2] for one in found if one[at] == kind)
                total = counted.total()
                offered = counted["first"] + counted["later"]
                shares = f"first {counted['first'] / total:4.0%}, offered {offered / total:4.0%}"
                print(f"  {name} {kind:14} {total:4}: {shares}")


if __name__ == "__main__":
    main()
