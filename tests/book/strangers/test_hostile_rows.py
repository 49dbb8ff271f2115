"""Hostile rows: cells, ids, references and declarations are plain text without anything hidden."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sending import LEAD, LEAVE_OUT, PICTURE, told
from small_project import REFERENCES, ROWS, write_rows

from review.corpus.tables.project import Project

HIDDEN = "the cell has a hidden character (got U+{}). Remove it."
ROW_CASES: list[tuple[str, str, str, str]] = [
    ("claims", "paraphrase", "It says <script>x</script>.", "the cell has markup (got '<s'). Write plain text."),
    ("claims", "paraphrase", "It says <!-- x -->.", "the cell has markup (got '<!'). Write plain text."),
    ("claims", "paraphrase", "It says &#x202e;x.", "the cell has markup (got '&#x202e;'). Write plain text."),
    ("claims", "quote", "a \u202eb", HIDDEN.format("202E")),
    ("claims", "quote", "a \u200bb", HIDDEN.format("200B")),
    ("claims", "quote", "a \u3164b", HIDDEN.format("3164")),
    ("sources", "title", "a JavaScript:alert", "the cell has markup (got 'JavaScript:'). Write plain text."),
    ("sources", "title", "a vbscript:x", "the cell has markup (got 'vbscript:'). Write plain text."),
    (
        "sources",
        "special",
        "=cmd|' /C calc'!A0",
        "the cell would be a formula in a spreadsheet (it starts with '='). Start it with a letter or a digit.",
    ),
    (
        "sources",
        "speaker",
        "@SUM(1)",
        "the cell would be a formula in a spreadsheet (it starts with '@'). Start it with a letter or a digit.",
    ),
    ("themes", "definition", "Why \U000e0041so.", HIDDEN.format("E0041")),
    ("origins", "name", "The </td><td> agency", "the cell has markup (got '</'). Write plain text."),
]


def change_row(project: Project, table: str, **cells: str) -> None:
    """Give the first row of *table* other cells."""
    rows: dict[str, Any] = dict(ROWS)
    rows[table] = [{**ROWS[table][0], **cells}, *ROWS[table][1:]]
    write_rows(project.root, rows)


@pytest.mark.parametrize(("table", "column", "cell", "message"), ROW_CASES)
def test_a_hostile_cell_is_refused(project: Project, table: str, column: str, cell: str, message: str) -> None:
    change_row(project, table, **{column: cell})
    (problem,) = [problem for problem in told(project) if f":{column}: " in problem]
    assert problem.endswith(f".csv:2:{column}: {message}")


@pytest.mark.parametrize("key", ["Alpha", "a_b", "a/../b", 'a"b', "a b", "<b>", "a\u0431"])
def test_ids_are_plain(project: Project, key: str) -> None:
    change_row(project, "themes", theme_id=key)
    assert any(problem.startswith("data/vocabulary/themes.csv:2:theme_id: ") for problem in told(project))


def test_a_series_is_an_id_since_it_labels_a_section(project: Project) -> None:
    change_row(project, "facts", series="x {download}`/etc/passwd`")
    (problem,) = told(project)
    assert problem.startswith("data/context/facts.csv:2:series: 'x {download}`/etc/passwd`' has the wrong form")


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        (
            "See {download}`/etc/passwd`.",
            f"the role {{download}} may not be used (it copies any file into the site). {LEAVE_OUT}",
        ),
        ("See [a](data:text/html,x).", f"a link of the scheme 'data'. {LEAD}"),
        ("See ![a](https://a.example/x.png).", f"a picture at another host. {PICTURE}"),
        (
            "See {{ env }}.",
            "{{ env }} is no name that is printed here (known: none). "
            "Use one of them; nothing is computed between the braces.",
        ),
    ],
)
def test_findings_are_read_as_pages_are(project: Project, sentence: str, message: str) -> None:
    change_row(project, "findings", sentence=sentence)
    assert told(project) == [f"data/judgement/findings.csv:2:sentence: {message}"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "url = {javascript:alert()}",
            ":url: the entry office2001 links to no web address (got 'javascript:alert()').",
        ),
        (r"note = {\href{javascript:alert()}{x}}", r":3:note: the entry has a command (got '\\href')."),
        (r"title = {\input{/etc/passwd}}", r":3:title: the entry has a command (got '\\input')."),
        ("title = {A {<}script>}", ":3:title: the entry has markup (got '<s')."),
        ("title = {A &lt;b&gt;}", ":3:title: the entry has markup (got '&lt;')."),
        ("doi = {10.1/x y}", ":3:doi: malformed (got '10.1/x y')."),
    ],
)
def test_references_are_plain(project: Project, entry: str, message: str) -> None:
    lines = REFERENCES.splitlines()
    lines[2] = f"@misc{{office2001, author = {{{{The Office}}}}, year = {{2001}}, {entry}}}"
    (project.data / "references.bib").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert any(problem.startswith("data/references.bib:") and message in problem for problem in told(project))


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("A \u202etitle", "a text has a hidden character (got U+202E). Remove it."),
        ("A <b>title", "a text has markup (got '<b'). Remove it."),
    ],
)
def test_what_the_declaration_says_is_plain(project: Project, title: str, message: str) -> None:
    path = project.data / "datapackage.json"
    declared = json.loads(path.read_text(encoding="utf-8"))
    declared["title"] = title
    path.write_text(json.dumps(declared, indent=2), encoding="utf-8")
    (problem,) = told(project)
    assert problem.startswith("data/datapackage.json:") and problem.endswith(message)


@pytest.mark.parametrize("path", ["../../secret.csv", "/etc/passwd", "C:\\secret.csv"])
def test_a_table_stands_among_the_data(project: Project, path: str) -> None:
    file = project.data / "datapackage.json"
    declared = json.loads(file.read_text(encoding="utf-8"))
    declared["resources"] = [{"name": "sources", "path": path}]
    file.write_text(json.dumps(declared), encoding="utf-8")
    (problem,) = told(project)
    assert problem.startswith("data/datapackage.json:resources: this member is unknown")


def test_a_word_of_a_vocabulary_is_plain(project: Project) -> None:
    file = project.data / "datapackage.json"
    declared = json.loads(file.read_text(encoding="utf-8"))
    declared["vocabularies"]["sources.kind"]["<b>memo"] = ""
    file.write_text(json.dumps(declared, indent=2), encoding="utf-8")
    (problem,) = told(project)
    assert problem.endswith("a text has markup (got '<b'). Remove it.")
