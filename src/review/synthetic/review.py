"""A whole invented review in a folder: tables, texts, notebooks and pages, ready to be checked, built and measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from review.corpus.migration.migrate import unit_row
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project
from review.errors import UsageError
from review.starting.review_files import new_review, verify_own_texts
from review.synthetic.writing import (
    HARBOURS,
    MEASURES,
    THEMES,
    Counted,
    InventedSource,
    Row,
    invented_names,
    write_source,
)

TEMPLATE = Path(__file__).parent / "project"
# Of the numbers that two offices print of one thing, one in so many is another one.
A_CONTRADICTION = 4
ANSWERED = 3
MOST_SOURCES, MOST_FIGURES = 20_000, 10_000


def make_review(folder: Path, *, sources: int, figures: int, seed: int) -> Project:
    """Write a review of *sources* invented sources with *figures* figures each into *folder*, and verify it.

    The same numbers give the same bytes. Texts stand in ``texts``, one a source; half of the sources print a number
    that the one before prints, too. Raises UsageError where the folder is not empty, or a number is out of bounds.
    """
    if not 1 <= sources <= MOST_SOURCES or not 1 <= figures <= MOST_FIGURES:
        bounds = f"1 to {MOST_SOURCES:,} sources, 1 to {MOST_FIGURES:,} figures a source"
        raise UsageError(f"{sources} sources with {figures} figures: out of bounds ({bounds}).")
    dice = Random(seed)
    written = list(_sources(sources, figures, dice))
    project = new_review(folder, TEMPLATE, title="Lamps and boats")
    _write_tables(project, written)
    (project.data / "references.bib").write_text("".join(map(_reference, written)), "utf-8")
    texts = folder / "texts"
    texts.mkdir()
    for source in written:
        (texts / f"{source.id}.txt").write_text(source.text, "utf-8")
    verify_own_texts(project)
    return project


def _sources(count: int, figures: int, dice: Random) -> Iterator[InventedSource]:
    names, shared = invented_names(), None
    dice.shuffle(names)
    for number, name in enumerate(dice.sample(names[HARBOURS:], count)):
        source = write_source(name, figures, dice, names, shared if number % 2 else None)
        shared = _told_again(source, is_other=number // 2 % A_CONTRADICTION == A_CONTRADICTION - 1)
        yield source


def _told_again(source: InventedSource, *, is_other: bool) -> Counted:
    """Return the first number of *source* as the next one prints it."""
    row = source.rows["figures"][0]
    measure = [name for name, *_ in MEASURES].index(row["measure_id"])
    counted = Counted(measure, row["place"], int(row["period_start"]), int(row["low"]))
    return replace(counted, low=counted.low + 10) if is_other else counted


def _write_tables(project: Project, written: list[InventedSource]) -> None:
    rows = _vocabularies(written) | _judgements(written)
    for name in ("sources", "sections", "figures", "claims", "exclusions", "appraisals"):
        rows[name] = [row for source in written for row in source.rows.get(name, [])]
    for table in read_descriptor(project.data).tables:
        if table.name in rows:
            (project.data / table.path).write_bytes(canonical_bytes(table, rows[table.name]))


def _vocabularies(written: list[InventedSource]) -> dict[str, list[Row]]:
    label = {"definition": "What the label says.", "excludes": "What another label says."}
    places = sorted({row["place"] for source in written for row in source.rows["figures"]})
    return {
        "passes": [{"pass_id": "first", "label": "First pass", "how": "By a program.", "checked": "By a program."}],
        "counted_things": [{"counted": "incident", "extent": "yes"}, {"counted": "resource"}],
        "measures": [
            {"measure_id": name, "label": name.replace("-", " ").capitalize(), "counted": counted, "units": unit}
            | {"basis": "observed", "act": "counting", "comparable_within": name, "definition": label["definition"]}
            for name, unit, counted, _ in MEASURES
        ],
        "units": [
            unit_row({"unit": unit, "label": unit, "words": f"{unit} | {words}"}) for _, unit, _, words in MEASURES
        ],
        "places": [{"place": place, "words": place} for place in places],
        "origins": [{"origin_id": "offices", "name": "Harbour offices", "kind": "government"}],
        "themes": [
            {"theme_id": name, "kind": kind, "label": phrase.capitalize()} | label for name, kind, phrase in THEMES
        ],
    }


def _judgements(written: list[InventedSource]) -> dict[str, list[Row]]:
    """Return what two offices print of one thing, set side by side, and the answers that rest on it."""
    relations: list[Row] = []
    findings: list[Row] = []
    for one, other in zip(written[::2], written[1::2], strict=False):
        first, second = one.rows["figures"][0], other.rows["figures"][0]
        is_alike = first["low"] == second["low"]
        name, verdict = f"{one.id}-and-{other.id}", "consistent" if is_alike else "inconsistent"
        read = {"weight": "agreement" if is_alike else "contradiction", "coding_pass": "first"}
        members = f"{first['figure_id']} {second['figure_id']}"
        told = {"tolerance": "0", "reading": "One count, told again."}
        relations.append({"relation_id": name, "kind": "same event", "members": members} | told | read)
        if len(findings) < ANSWERED:
            sentence = f"At {first['place']} the offices' word is {{value}}`{first['figure_id']}`."
            answer = {"chapter": "reported", "position": str(len(findings) + 1), "sentence": sentence}
            findings.append({"finding_id": f"reported-{len(findings) + 1}", "rests_on": f"{name}:{verdict}"} | answer)
    return {"relations": relations, "findings": findings}


def _reference(source: InventedSource) -> str:
    fields = f"author = {{{{Harbour office of {source.name}}}}}, title = {{Lamps and boats of {source.name}}}"
    return f"@misc{{{source.id}, {fields}, year = {{{source.year}}}}}\n"
