"""What a sixth source changes: a news report, in words of our own, is added to a copy of the review."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bicycle_project import Small
from IPython.core.formatters import DisplayFormatter
from sixth_source import NEWS, TEXT, with_sixth_source

from review.book.pages.changes.by_source import by_source_parts
from review.book.pages.changes.effect import effect_lines, grown, without_source
from review.book.pages.changes.state import state_of
from review.book.pages.disagreements import disagreement_parts
from review.book.pages.markdown import markdown
from review.book.prose.roles import answer_of, printed_text
from review.book.releasing.comparing import states_since
from review.book.requirements import REQUIREMENTS
from review.cli.reference import OFFERED
from review.corpus.corpus import Corpus
from review.corpus.requirement import BEFORE_RUNS, Stage, problems_of
from review.corpus.snapshot import Snapshot
from review.corpus.tables.judgement_records import Weighing
from review.corpus.tables.project import VARIABLE
from review.corpus.verification.verification import verify
from review.errors import Problem
from review.execution.parameters.declared import read_parameters
from review.execution.parameters.templates import PER_SOURCE, templates
from review.synthesis.conclusions.certainty import certainty
from review.synthesis.conclusions.weighing import unweighed
from review.synthesis.register.register import register


@pytest.fixture(scope="module")
def with_six(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Return a copy of the project with a sixth source, coded in full by one pass; its text alone is at hand."""
    return with_sixth_source(tmp_path_factory.mktemp("six") / "project")


@pytest.fixture(scope="module")
def six(with_six: Small) -> Corpus:
    """Return its corpus."""
    return with_six.corpus()


@pytest.fixture(scope="module")
def snapshot(with_six: Small) -> Snapshot:
    """Return a snapshot of it."""
    return Snapshot(with_six.project, offered=frozenset(OFFERED))


def gaps(snapshot: Snapshot, name: str) -> list[Problem]:
    """Return what a release would lack by the requirement *name*."""
    [asked] = [one for one in REQUIREMENTS if one.name == name]
    assert asked.stage is Stage.RELEASE
    return [each for each in asked.find(snapshot) or () if isinstance(each, Problem)]


def test_the_report_is_coded_as_its_text_has_it(with_six: Small, six: Corpus) -> None:
    assert len(TEXT.split()) == pytest.approx(300, abs=15)
    alone = replace(six, tables={**six.tables, "sources": {NEWS: six.sources[NEWS]}})
    found = verify(alone, with_six.texts)
    assert [str(each) for each in found.problems] == []


def test_no_more_than_the_titles_has_to_change_before_the_book_is_built_with_it(snapshot: Snapshot) -> None:
    refused = [each for stage in BEFORE_RUNS for each in problems_of(REQUIREMENTS, snapshot, stage)]
    titles = ["CITATION.cff", "README.md", "data/context/names.csv", *["data/datapackage.json"] * 2]
    assert [each.path for each in refused] == titles
    assert all("'five' is not how many sources there are" in each.message.lower() and each.line for each in refused)


def test_check_names_each_conclusion_that_is_older_than_what_bears_on_it(snapshot: Snapshot) -> None:
    told = {each.message.partition(" ")[0]: each for each in gaps(snapshot, "weighed")}
    assert {"campaign-1", "campaign-2", "courts-1", "courts-3", "why-2"} <= set(told)
    assert not {"prices-1", "law-1", "obstacles-3"} & set(told), "nothing in it bears on these"
    first = told["campaign-1"]
    assert (first.path, first.column) == ("data/judgement/findings.csv", "sentence") and first.line
    assert f"{NEWS}-children-2011-03 (measure victims-rescued, event campaign-2009)" in first.message
    assert f"campaign-1,{NEWS},{NEWS}-children-2009-10 {NEWS}-children-2011-03,WHY" in first.hint


def test_a_conclusion_that_was_weighed_is_not_named_until_another_row_comes(six: Corpus, with_six: Small) -> None:
    rows = f"{NEWS}-children-2009-10 {NEWS}-children-2011-03"
    row = Weighing("campaign-1", NEWS, rows, "The totals between change nothing.")
    weighed = replace(six, tables={**six.tables, "weighings": {("campaign-1", NEWS): row}})
    assert "campaign-1" not in unweighed(weighed) and "campaign-2" in unweighed(weighed)
    partly = {("campaign-1", NEWS): replace(row, rows=f"{NEWS}-children-2009-10")}
    again = unweighed(replace(six, tables={**six.tables, "weighings": partly}))
    assert [*again["campaign-1"]] == [f"{NEWS}-children-2011-03"]


def test_check_names_what_nobody_read(snapshot: Snapshot) -> None:
    told = gaps(snapshot, "read")
    assert {each.path for each in told} == {"data/judgement/relations.csv"}
    retold = f"same-event-cecc2009-children-rescued-to-{NEWS}-children-2009-10"
    [one] = [each for each in told if each.message.startswith(retold)]
    assert "(inconsistent)" in one.message and f"{retold},same event," in one.hint
    passes = [each.message for each in gaps(snapshot, "read-twice")]
    assert f"{NEWS}: its figures are of 0 passes (expected 2 at least)" in passes
    assert f"{NEWS}: its figures name the pass first-pass, which kept none of it" in passes


def test_check_names_what_speaks_for_all_and_what_leaves_it_out(snapshot: Snapshot) -> None:
    told = gaps(snapshot, "speaks-for-all")
    courts = [each for each in told if each.path == "notebooks/courts.ipynb"]
    assert "“other sources”" in courts[0].message and f"courts-stages,{NEWS},,WHY" in courts[0].hint
    listing = [path.stem for path in templates(snapshot.project) if path.stem != PER_SOURCE and _listed(path)]
    assert {each.path for each in gaps(snapshot, "barred")} == {f"notebooks/{name}.ipynb" for name in listing}


def _listed(path: Path) -> bool:
    return any("shen2012" in (*_list(each.default), *each.choices) for each in read_parameters(path))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def test_the_answer_takes_up_a_total_that_the_series_takes_up(six: Corpus) -> None:
    series = six.relations["campaign-children-rescued"]
    first, second, last = series.members.split()
    taken = replace(series, members=f"{first} {second} {NEWS}-children-2011-03 {last}")
    corpus = replace(six, tables={**six.tables, "relations": {**six.relations, series.relation_id: taken}})
    [answer, *_] = answer_of(corpus, "campaign")
    assert f"{{value}}`{NEWS}-children-2011-03` by {{date}}`{NEWS}-children-2011-03;end`, {{value}}`{last}`" in answer
    assert "9,165 by March 2011, 18,518 by December 2011." in printed_text(
        corpus, corpus.findings["campaign-1"].sentence
    )


def test_nobody_counts_what_nobody_read_as_a_contradiction(six: Corpus, real: Corpus) -> None:
    parts = disagreement_parts(six)
    retold = f"same-event-cecc2009-children-rescued-to-{NEWS}-children-2009-10"
    assert retold not in markdown(parts["relations-inconsistent"]())
    assert retold in markdown(parts["relations-unread"]())
    ruled = [{one.relation.relation_id: one.verdict for one in register(each) if one.is_read} for each in (six, real)]
    assert ruled[0] == ruled[1]
    figure = "cecc2009-children-rescued"
    assert certainty(six, six.figures[figure]) == certainty(real, real.figures[figure])


def test_impact_says_what_came(snapshot: Snapshot, six: Corpus) -> None:
    lines = [*effect_lines(six, states_since(snapshot, "0.2.0"))]
    assert lines[:3] == ["Since 0.2.0:", f"sources: 5 → 6 (new: {NEWS})", "figures: 119 → 123"]
    assert "relations not read: 0 → 4" in lines
    assert any(line.startswith("finding campaign-1 is to be read beside: ") for line in lines)


def test_a_finding_that_takes_it_up_rests_on_more(six: Corpus) -> None:
    finding = six.findings["courts-3"]
    taken = replace(finding, rests_on=f"{finding.rests_on} {NEWS}-cases-heard {NEWS}-convicted")
    corpus = replace(six, tables={**six.tables, "findings": {**six.findings, "courts-3": taken}})
    states = without_source(corpus, state_of(corpus), NEWS)
    assert grown(states) == {"courts-3": (f"{NEWS}-cases-heard", f"{NEWS}-convicted")}
    assert "courts-3" not in unweighed(corpus)
    page = markdown(by_source_parts(corpus)["effect-of-each"]())
    assert '<details class="fold" open><summary>Wire 2011</summary>' in page
    assert "Constraints that need Wire 2011" in page
    assert "Conclusions to be read again beside Wire 2011" in page and "campaign.html#finding-campaign-1" in page
    assert page.count("<details") == 1


@pytest.mark.parametrize(
    ("name", "row"),
    [("courts", "cases-heard"), ("courts", "convicted"), ("campaign", "children-2011-03"), ("why", "poverty")],
)
def test_a_chapter_shows_it_without_an_edit(
    with_six: Small, monkeypatch: pytest.MonkeyPatch, name: str, row: str
) -> None:
    assert f"{NEWS}-{row}" in _SHOWN.get(name, "") or f"{NEWS}-{row}" in ran(with_six, monkeypatch, name)


_SHOWN: dict[str, str] = {}


def ran(copy: Small, monkeypatch: pytest.MonkeyPatch, name: str) -> str:
    """Return all that the cells of a chapter show. Where its parameters list sources, as `check` says, it is listed."""
    monkeypatch.setenv(VARIABLE, str(copy.root))
    path = copy.root / "notebooks" / f"{name}.ipynb"
    written = path.read_text("utf-8")
    listed = written.replace('shen2012\\"]', f'shen2012\\", \\"{NEWS}\\"]').replace("shen2012]", f"shen2012, {NEWS}]")
    path.write_text(listed, "utf-8")
    try:
        _SHOWN[name] = _run(path)
    finally:
        path.write_text(written, "utf-8")
    return _SHOWN[name]


def _run(path: Path) -> str:
    names: dict[str, Any] = {}
    shown = []
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "code":
            body = ast.parse(cell.source)
            last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
            exec(compile(body, "cell", "exec"), names)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
            shown.append(str(DisplayFormatter().format(value)[0]) if value is not None else "")
    return "\n".join(shown)
