"""Every chapter run under one set of parameters: a folder of pages, and a first page that says what changed where."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from review.book.build.build_lock import EXECUTED, held_build
from review.book.build.pipeline import run_tasks_of, runs_of
from review.book.build.progress import Step
from review.book.pages.generated import Offered
from review.book.prose.roles import printed_text
from review.book.reruns.asked import LONGEST_NAME, RUNS, Asked, is_published
from review.book.reruns.compiled import Beside, Compiled, counted_in_words
from review.book.reruns.differences import Kind
from review.book.reruns.rerun import compiled_pages, require_sensible
from review.book.site.html_tree import parse_html
from review.book.site.stamp import UNBUILT
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import FileFault, ReviewError, UsageError
from review.execution.parameters.declared import parse_assignments, read_parameters
from review.execution.parameters.leaving_out import left_out
from review.execution.runs.batch import Task
from review.execution.runs.forks import FORKS
from review.files.folders import swap, under_way
from review.present.html.markup import Content, Html, element, joined
from review.synthesis.conclusions.left_out import EVERYTHING
from review.synthesis.conclusions.standing import Standing, Standpoint, standings

#: What marks a folder as that of a run, and says with which parameters.
RECORD = "run.json"
#: The first page, which says what changed where.
FRONT, TITLE = "index.html", "Your run, beside the published book"


@dataclass(frozen=True)
class _Row:
    """A chapter on the first page: its title, where it stands, and what is said of it."""

    title: str
    place: str
    told: tuple[str, ...]
    standing: tuple[Standpoint, ...] = ()


def folder_of(project: Project, assignments: Sequence[str], given: Path | None, *, force: bool) -> Path:
    """Return the folder of a run of every chapter: *given*, or one among the runs, named by its parameters.

    Raises FileFault for one that is there, without *force*; and with it, for one that no such run made.
    """
    name = re.sub(r"[^\w=.-]+", "-", "-".join(assignments))[:LONGEST_NAME]
    folder = given or project.build / RUNS / f"all-{name}"
    if folder.exists() and not force:
        raise FileFault(f"{folder}: exists already. Name another folder, or add --force.")
    if folder.exists() and not (folder / RECORD).is_file():
        raise FileFault(f"{folder}: is no folder of such a run, and is not replaced. Name another.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder


def asked_of_all(snapshot: Snapshot, assignments: Sequence[str]) -> tuple[tuple[Task, Asked], ...]:
    """Return what is asked of each page: of the *assignments*, those that its notebook declares.

    Raises UsageError for a parameter that none declares or that names a page, and for a value that one cannot have.
    """
    names = {text.partition("=")[0].strip() for text in assignments}
    if not assignments or "source_id" in names:
        raise UsageError("a run of every chapter needs parameters that hold for all, such as -p exclude_sources=….")
    known = {task: read_parameters(task.notebook) for task in runs_of(snapshot.project, snapshot.corpus, Path())}
    declared = {item.name: item for each in known.values() for item in each}
    if unknown := names - set(declared):
        parse_assignments([f"{name}=" for name in sorted(unknown)], list(declared.values()))
    made: list[tuple[Task, Asked]] = []
    for task, each in known.items():
        own = [text for text in assignments if text.partition("=")[0].strip() in {item.name for item in each}]
        try:
            asked = Asked(task.notebook, each, {**task.parameters, **parse_assignments(own, each)})
            if _shown_source(asked) not in _excluded(asked):
                require_sensible(snapshot, asked)
        except UsageError as error:
            raise UsageError(f"{task.notebook}: {error}") from None
        made.append((task, asked))
    return tuple(made)


def rerun_all(
    snapshot: Snapshot,
    asked: Sequence[tuple[Task, Asked]],
    assignments: Sequence[str],
    folder: Path,
    *,
    offered: Offered,
    jobs: int,
    timeout: int,
    report: Callable[[Step], None],
    where: str = FORKS,
) -> tuple[str, ...]:
    """Put a page for each chapter that the *assignments* touch, and the first page, into *folder*, whole or not at all.

    *asked* is what they ask of each. Returned is what is to be said of each chapter. Raises UsageError where they are
    the published settings, and what running and compiling raise.
    """
    project = snapshot.project
    if not all(is_published(project, one) for _, one in asked):
        raise ReviewError(UNBUILT)
    gone = {one.page for _, one in asked if _shown_source(one) in _excluded(one)}
    touched = [(task, one) for task, one in asked if one.differing and one.page not in gone]
    if not touched:
        raise UsageError("these are the published settings of every chapter. Change one.")
    with held_build(project), under_way(folder) as scratch:
        executed = (work := project.build / "stage") / "notebooks"
        shutil.copytree(project.build / EXECUTED, executed)
        tasks = [replace(t, parameters=one.values, output=executed / f"{one.page}.ipynb") for t, one in touched]
        run_tasks_of(snapshot, tasks, work, jobs=jobs, report=report, timeout=timeout, where=where)
        notice = f"Your run, not the published one: {'; '.join(assignments)}."
        compiled = compiled_pages(snapshot, [one for _, one in touched], executed, work, offered, notice)
        rows = _written(snapshot.corpus, compiled, folder, scratch, report)
        others = [one for _, one in asked if one.page not in rows]
        rows |= {one.page: _untouched(compiled[0], one, folder, is_gone=one.page in gone) for one in others}
        told = _told(snapshot.corpus, rows.values(), assignments)
        beside = [f"{one.page}.html" for _, one in touched]
        (scratch / FRONT).write_bytes(compiled[0].first_page(TITLE, told, folder / FRONT, beside))
        (scratch / RECORD).write_text(json.dumps({"parameters": list(assignments)}, indent=1) + "\n", "utf-8")
        swap(scratch, folder)
    return tuple(f"{row.title}: {'; '.join(row.told)}" for row in rows.values())


def _written(
    corpus: Corpus, compiled: Sequence[Compiled], folder: Path, scratch: Path, report: Callable[[Step], None]
) -> dict[str, _Row]:
    """Write each page into *scratch*, which becomes *folder*, and return what is said of it."""
    pages = {f"{one.asked.page}.html" for one in compiled}
    rows: dict[str, _Row] = {}
    for number, one in enumerate(compiled):
        page = one.asked.page
        report(Step("pages", number, len(compiled), page))
        place = folder / f"{page}.html"
        beside = one.compare(place)
        (scratch / place.name).write_bytes(one.html(place, beside, pages))
        out = left_out(corpus, one.asked.complete)
        held = standings(corpus, out) if out != EVERYTHING else ()
        marks = tuple(mark for mark in held if mark.finding.chapter == page)
        rows[page] = _Row(beside.title, place.name, _said(beside), marks)
    report(Step("pages", len(compiled), len(compiled)))
    return rows


def _said(beside: Beside) -> tuple[str, ...]:
    count: Counter[Kind] = Counter()
    for each in beside.differing.values():
        count.update(each)
    missed = [f"{len(beside.missed)} not shown"] if beside.missed else []
    return tuple(filter(None, [counted_in_words(count), *missed])) or ("nothing differs",)


def _told(corpus: Corpus, rows: Iterable[_Row], assignments: Sequence[str]) -> Html:
    """Return what the first page says: the parameters, and of each chapter what differs and which findings stand."""
    settings = f"Every chapter with {'; '.join(assignments)}, beside the published one."
    told = [
        element("p", settings, " A finding stands where all that it rests on is left, which does not make it true.")
    ]
    lines = [_line(corpus, row) for row in rows]
    return element("div", joined([*told, element("ul", joined(lines))]), class_="run")


def _line(corpus: Corpus, row: _Row) -> Html:
    count = Counter(one.standing for one in row.standing)
    marks = ", ".join(f"{standing} {count[standing]}" for standing in Standing if count[standing])
    fallen = [one for one in row.standing if one.standing is not Standing.STANDS]
    findings = [
        element("li", element("em", one.standing), f": {printed_text(corpus, one.finding.sentence)}") for one in fallen
    ]
    parts: list[Content] = [element("a", row.title, href=row.place), f": {', '.join(row.told)}."]
    parts += [f" Findings: {marks}."] if marks else []
    return element("li", joined([*parts, element("ul", joined(findings)) if findings else ""]))


def _untouched(compiled: Compiled, asked: Asked, folder: Path, *, is_gone: bool) -> _Row:
    published = parse_html((compiled.snapshot.project.site / f"{asked.page}.html").read_text("utf-8"))
    title = str(next(published.select("article h1")[0].stripped_strings))
    told = "not shown: its source is left out" if is_gone else "not affected"
    return _Row(title, compiled.there(folder / FRONT, asked.page), (told,))


def _excluded(asked: Asked) -> Collection[object]:
    given = asked.complete.get("exclude_sources")
    return given if isinstance(given, list) else ()


def _shown_source(asked: Asked) -> object:
    return asked.complete.get("source_id")
