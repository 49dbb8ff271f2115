"""The rows that can be read while others have faults: to tell how far a review is, never to build upon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from review.corpus.corpus import Corpus, check, freeze
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project
from review.corpus.tables.reading import read_tables
from review.errors import Problem


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
