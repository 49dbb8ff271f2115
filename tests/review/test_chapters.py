"""Every chapter has one form: question, answer, evidence, where sources differ, limits, what would settle it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from bicycle_project import REPOSITORY

from review.book.pages.contents import pages_named
from review.corpus.corpus import Corpus
from review.execution.parameters.templates import PER_SOURCE
from review.synthesis.conclusions.findings import findings_of, supports

# A source's page and the tutorial ask no question of the evidence.
APART = {PER_SOURCE, "tutorial"}
NOTEBOOKS = sorted(path for path in (REPOSITORY / "notebooks").glob("*.ipynb") if path.stem not in APART)
# Written whole in a cell, for a reader to change.
TABLE_BY_PANDAS = re.compile(r"\.(?:pivot_table|groupby|merge)\(|pd\.(?:crosstab|merge)\(|\.(?:loc\[|rename\(columns=)")
LONGEST_CHART = 15
CLOSING = ("differ", "limits", "settle", "rerun")
ROLE = re.compile(r"\{[a-z:]+\}`[^`]*`")
LONGEST_SENTENCE = 25
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def cells(path: Path) -> list[tuple[str, str]]:
    """Return the kind and source of each cell."""
    notebook = json.loads(path.read_text("utf-8"))
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chapter_opens_with_its_question_and_its_answer(path: Path) -> None:
    (kind, title), (_, parameters), (_, opening), *_ = cells(path)
    assert kind == "markdown" and title.startswith(f"({path.stem})=\n# ")
    assert re.search(r"^\*[A-Z][^*]+\?\*$", title, re.MULTILINE), "one italic sentence that asks"
    assert re.search(r"^\w+: .+ = .+  # ", parameters, re.MULTILINE)
    assert f'open_chapter("{path.stem}"' in " ".join(opening.split()).replace("( ", "(")
    assert opening.rstrip().endswith("chapter.answer")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_answer_is_three_sentences_that_rest_on_something(path: Path, corpus: Corpus) -> None:
    findings = findings_of(corpus, path.stem)
    answer = " ".join(ROLE.sub("N", finding.sentence) for finding in findings)
    assert len(SENTENCE_END.findall(answer)) == 3, answer
    for finding in findings:
        assert supports(corpus, finding)


def test_no_sentence_of_a_finding_is_longer_than_a_reader_keeps(corpus: Corpus) -> None:
    for finding in corpus.findings.values():
        for sentence in SENTENCE_END.split(ROLE.sub("N", finding.sentence)):
            assert len(sentence.split()) <= LONGEST_SENTENCE, (finding.finding_id, sentence)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chapter_shows_evidence_and_says_what_it_cannot(path: Path) -> None:
    labels = [
        label for kind, text in cells(path) if kind == "markdown" for label in re.findall(r"^\((.+)\)=$", text, re.M)
    ]
    assert labels[-4:] == [f"{path.stem}-{part}" for part in CLOSING]
    assert len(labels) > 1 + len(CLOSING), "evidence stands before what the sources differ in"
    code = "\n".join(text for kind, text in cells(path) if kind == "code")
    assert re.search(r"\b\w*([cC]hart|map)\w*\(", code), "a chart"
    assert re.search(r"\b\w*table\w*\(", code), "a table"


def test_every_chapter_has_its_place_in_the_contents() -> None:
    toc = yaml.safe_load((REPOSITORY / "book" / "_toc.yml").read_text("utf-8"))
    assert {path.stem for path in NOTEBOOKS} <= set(pages_named(toc))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chapter_writes_a_chart_and_a_table_in_its_cells(path: Path) -> None:
    code = [text for kind, text in cells(path) if kind == "code"]
    assert any("alt.Chart(" in text and ".mark_" in text and ".encode(" in text for text in code)
    assert any(TABLE_BY_PANDAS.search(text) and "publish(" in text for text in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chart_in_a_cell_can_be_read_at_a_glance(path: Path) -> None:
    for kind, text in cells(path):
        drawn = text.partition("publish(")[0]
        if kind == "code" and "alt.Chart(" in drawn and "open_chapter" not in text:
            start = drawn.rfind("\n\n", 0, drawn.index("alt.Chart("))
            lines = [line for line in drawn[start + 1 :].splitlines() if line.strip() and not line.startswith("#|")]
            assert len(lines) <= LONGEST_CHART, "\n".join(lines)
