"""How far a source is coded: its numerals that are accounted for and that wait, and the words that quotes keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from review.corpus.corpus import Corpus, check, freeze
from review.corpus.proposing.proposals import waiting
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project
from review.corpus.tables.reading import read_tables
from review.corpus.text.source_text import SourceText
from review.corpus.verification.coverage import coverage_of
from review.corpus.verification.ledger import bounding_spans
from review.corpus.verification.verification import ANCHORED_TABLES, ledger_of
from review.errors import Problem


@dataclass(frozen=True)
class Progress:
    """Of a source: its *numerals*, those in *figures*, those *excluded* and those that *wait*; its claims.

    *words* of the text outside tables are *kept* by quotes and phrases, of *allowed* at most.
    """

    source_id: str
    numerals: int
    figures: int
    excluded: int
    waiting: int
    claims: int
    words: int
    kept: int
    allowed: int

    @property
    def line(self) -> str:
        """What a reader of the command line sees."""
        done = f"{self.figures} in figures, {self.excluded} excluded, {self.waiting} left"
        share = self.kept / max(1, self.words)
        return (
            f"{self.source_id}: {self.numerals} numerals, {done}; {self.claims} claims; quotes keep {self.kept} of "
            f"{self.words} words ({share:.1%}, {self.allowed} at most)."
        )


def progress_of(corpus: Corpus, text: SourceText) -> Progress:
    """Return how far the source of *text* is coded."""
    entries, left = ledger_of(corpus, text), len(waiting(corpus, text))
    coded = sum(bool(entry.figure_id) for entry in entries)
    rows = [(name, row) for name in ANCHORED_TABLES for row in corpus.of_source(name, text.source_id) if row.quote]
    coverage = coverage_of(corpus, text, rows)
    return Progress(
        text.source_id,
        len(entries),
        coded,
        len(entries) - coded - left,
        left,
        len(corpus.of_source("claims", text.source_id)),
        coverage.words,
        coverage.covered,
        coverage.allowed,
    )


def bounds_that_wait(corpus: Corpus, text: SourceText, figure_id: str) -> list[str]:
    """Return the exclusions that wait though their numeral bounds whom, or when, a figure is about: it needs no row."""
    figure = corpus.figures[figure_id]
    spans = bounding_spans(text, figure, corpus.populations.get(figure.population_id))
    return [one.exclusion_id for one in waiting(corpus, text) if any(a < one.end and one.start < b for a, b in spans)]


def readable_corpus(project: Project) -> tuple[Corpus, Sequence[Problem]]:
    """Return the rows of a project that are whole by themselves, and all that is wrong with its data.

    What a row means, or names, may be wrong all the same. Raises CorpusError where the declaration cannot be read.
    """
    problems = check(project.data)
    descriptor = read_descriptor(project.data)
    reads = []
    for read in read_tables(descriptor, "data"):
        faulty = {problem.line for problem in read.problems}
        reads.append(replace(read, rows=tuple(row for row in read.rows if row.line not in faulty)))
    return freeze(tuple(reads), descriptor), problems
