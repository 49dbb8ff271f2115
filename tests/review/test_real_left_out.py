"""Every chapter runs to its end whatever its parameters leave out, and shows no row that it did not show before."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import nbformat
import pytest
from bicycle_project import REPOSITORY
from IPython.core.formatters import DisplayFormatter

from review.corpus.corpus import Corpus
from review.corpus.tables.project import VARIABLE
from review.execution.parameters.declared import read_parameters
from review.execution.parameters.leaving_out import left_out
from review.present.charts.data import set_up
from review.synthesis.conclusions.left_out import LeftOut, narrowed, rows_left_out
from review.synthesis.conclusions.standing import Standing, standings

NOTEBOOKS = {path.stem: path for path in sorted((REPOSITORY / "notebooks").glob("*.ipynb"))}
SOAK = pytest.mark.soak
FORMATTER = DisplayFormatter()
IDS = re.compile(r'data-(?:figure|derivation)-id="([^"]+)"|"(?:figure|claim|derivation)_id": ?"([^"]+)"')


def shown(name: str, **given: Any) -> tuple[str, ...]:
    """Return what each cell of a notebook shows when it is run here with the parameters *given*."""
    set_up()
    names: dict[str, Any] = {}
    outputs: list[str] = []
    cells = nbformat.read(NOTEBOOKS[name], as_version=4).cells  # type: ignore[no-untyped-call]
    for number, cell in enumerate(cell for cell in cells if cell.cell_type == "code"):
        *body, last = ast.parse(cell.source).body
        is_shown = isinstance(last, ast.Expr)
        exec(compile(ast.Module(body if is_shown else [*body, last], []), f"{name}, code cell {number}", "exec"), names)
        if is_shown:
            assert isinstance(last, ast.Expr)
            value = eval(compile(ast.Expression(last.value), f"{name}, code cell {number}", "eval"), names)
            outputs.append(FORMATTER.format(value)[0].get("text/html", ""))
        if number == 0:
            names |= given
    return tuple(outputs)


@cache
def published(name: str, source_id: str = "") -> tuple[frozenset[str], ...]:
    """Return the ids of the rows that each cell of a chapter shows as published."""
    return tuple(map(ids, shown(name, **({"source_id": source_id} if source_id else {}))))


def ids(html: str) -> frozenset[str]:
    return frozenset(name for pair in IDS.findall(html) for name in pair if name)


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let notebooks find the review."""
    monkeypatch.setenv(VARIABLE, str(REPOSITORY))


def require_less(name: str, corpus: Corpus, given: Mapping[str, Any]) -> None:
    """Let a run pass that shows, cell by cell, some of what is published, and nothing of what is left out."""
    own = {"source_id": "cecc2009" if given.get("exclude_sources") != ["cecc2009"] else "jiang2013"}
    own = own if name == "source" else {}
    gone = rows_left_out(corpus, left_out(corpus, given))
    cells = shown(name, **given, **own)
    assert any(published(name, own.get("source_id", "")))
    for number, (html, before) in enumerate(zip(cells, published(name, own.get("source_id", "")), strict=True)):
        now = ids(html)
        assert not now & gone, f"shown output {number} has what is left out"
        assert now <= before, f"shown output {number} has more than is published: {sorted(now - before)[:3]}"


def known_to(name: str, given: Mapping[str, Any]) -> bool:
    return set(given) <= {item.name for item in read_parameters(NOTEBOOKS[name])}


def test_every_chapter_leaves_out_sources_and_takes_the_others_where_it_has_them() -> None:
    for name, path in NOTEBOOKS.items():
        known = {item.name: item for item in read_parameters(path)}
        assert known["exclude_sources"].default == [] and known["exclude_sources"].of == "sources", name
        opening = re.search(r"open_chapter\((.*?)\)", path.read_text("utf-8"), re.DOTALL)
        assert opening and all(f"{item}={item}" in opening[1] for item in known), name


@pytest.mark.parametrize("name", ["campaign", "how-and-fates", "how-many", "prices", "why"])
def test_a_chapter_runs_without_the_source_that_most_rests_on(name: str, corpus: Corpus) -> None:
    most = max(corpus.sources, key=lambda source: len(corpus.figures_where(source_id=source)))
    require_less(name, corpus, {"exclude_sources": [most]})


@pytest.mark.parametrize("name", NOTEBOOKS)
@SOAK
def test_every_chapter_runs_without_any_one_source(name: str, corpus: Corpus) -> None:
    for source in corpus.sources:
        require_less(name, corpus, {"exclude_sources": [source]})


@pytest.mark.parametrize("name", NOTEBOOKS)
@SOAK
def test_every_chapter_runs_with_whatever_else_it_may_leave_out(name: str, corpus: Corpus) -> None:
    for given in (
        {"origins": "named"},
        {"origins": "official"},
        {"observed_only": True},
        {"since_year": 2010},
        {"until_year": 2005},
        {"place": "Yunnan"},
    ):
        if known_to(name, given):
            require_less(name, corpus, given)


def test_a_finding_that_falls_has_lost_what_it_rests_on(corpus: Corpus) -> None:
    for source in corpus.sources:
        out = LeftOut(sources=frozenset({source}))
        left = narrowed(corpus, out)
        assert not any(row.source_id == source for row in (*left.figures.values(), *left.claims.values()))
        for one in standings(corpus, out):
            kept = one.finding.finding_id in left.findings
            assert kept or one.standing is not Standing.STANDS, one.finding.finding_id
