"""In the pages and notebooks of the book no wrong number word passes, wherever it is planted."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bicycle_project import REPOSITORY

from review.book.prose.markdown_text import passages, roles
from review.book.prose.proving import Prover, prover_of
from review.book.prose.roles import PRINTERS
from review.book.prose.typed_numbers import Sections, Text, check_prose
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import UsageError
from review.present.words.units import NUMBERS, ORDINALS

NOUNS = ("children", "gangs", "organisations", "cases", "figures", "provinces", "hotlines", "years", "surveys")


@pytest.fixture(scope="module")
def prover(corpus: Corpus) -> Prover:
    """Return its prover."""
    return prover_of(Snapshot(Project(REPOSITORY)))


def written() -> Iterator[list[Text]]:
    """Yield the Markdown of each page and each notebook."""
    for path in sorted((REPOSITORY / "book").glob("*.md")):
        yield [Text(path.name, path.read_text(encoding="utf-8"))]
    for path in sorted((REPOSITORY / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        numbered = enumerate(("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"), start=1)
        yield [Text(path.name, text, cell=number) for number, text in numbered]


def printed_by(corpus: Corpus, texts: list[Text]) -> frozenset[str]:
    """Return the words of what all roles of a file print: what is none of them is wrong in every section of it."""
    found: list[str] = []
    for text in texts:
        for name, argument, _ in roles(text.text):
            if name in ("finding", "answer"):
                return frozenset(NUMBERS)
            try:
                found.append(PRINTERS[name](corpus, argument).text if name in PRINTERS else "")
            except UsageError:
                pytest.fail(f"{text.path}: {argument}")
    return frozenset(re.findall(r"\w+", " ".join(found)))


def test_a_wrong_number_word_is_refused_in_every_paragraph(corpus: Corpus, prover: Prover) -> None:
    tried = 0
    for texts in written():
        sections = Sections(((text.cell, text.line, text.text) for text in texts), prover)
        right = printed_by(corpus, texts)
        words = [word for value, word in enumerate(NUMBERS[1:], start=2) if not {word, str(value)} & right]
        for text in texts:
            for passage in passages(text.text):
                for word, noun in ((word, noun) for word in words for noun in NOUNS):
                    planted = replace(passage, text=f"{passage.text} The {word} {noun}.")
                    start = len(passage.text) + 5
                    assert not sections.prove(planted, start, start + len(word), text.cell), planted
                    tried += 1
    assert tried


def test_years_and_ordinals_that_no_row_has_are_refused(prover: Prover) -> None:
    for texts in written():
        sections = Sections(((text.cell, text.line, text.text) for text in texts), prover)
        for text in texts:
            for passage in passages(text.text):
                for typed, noun in (*((nth, "campaign") for nth in ORDINALS[5:]), ("1871", ""), ("1968", "")):
                    planted = replace(passage, text=f"{passage.text} In the {typed} {noun}")
                    start = len(passage.text) + 8
                    assert not sections.prove(planted, start, start + len(typed), text.cell), planted


def test_a_wrong_word_in_each_of_ten_paragraphs_is_told_by_the_check(tmp_path: Path, corpus: Corpus) -> None:
    for folder in ("data", "notebooks", "book"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    project, dice = Project(tmp_path), random.Random(14)
    before = check_prose(Snapshot(project))
    for path in dice.sample(sorted((tmp_path / "notebooks").glob("*.ipynb")), 10):
        content = json.loads(path.read_text(encoding="utf-8"))
        paragraphs = [cell for cell in content["cells"] if cell["cell_type"] == "markdown"]
        dice.choice(paragraphs)["source"] += [f"\n\nThe {dice.choice(NUMBERS[6:])} gangs are told of."]
        path.write_text(json.dumps(content), encoding="utf-8")
    assert len(set(check_prose(Snapshot(project))) - set(before)) == 10
