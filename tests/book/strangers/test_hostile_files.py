"""Hostile settings and files: what is not on the list is told, and nothing behind a link is read."""

from __future__ import annotations

import os

import pytest
from approving import approve
from sending import told

from review.book.untrusted.check_inputs import contribution_problems
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project

LISTED = "src/review/book/untrusted/config.schema.json lists what runs no code and leads nowhere else."
SETTINGS = [
    (
        "a: !!python/object/apply:os.system [id]",
        "1:a: the tag 'tag:yaml.org,2002:python/object/apply:os.system' may not be used. Write a plain value.",
    ),
    ("sphinx: {local_extensions: {x: y}}", f"1:sphinx.local_extensions: the setting may not be made. {LISTED}"),
    ("sphinx: {config: {extensions: [os]}}", f"1:sphinx.config.extensions: 'os' may not stand in this list. {LISTED}"),
    (
        "sphinx:\n  config:\n    html_js_files: [https://a.example/x.js]",
        f"3:sphinx.config.html_js_files: the setting may not be made. {LISTED}",
    ),
    (
        "sphinx: {config: {templates_path: [/etc]}}",
        f"1:sphinx.config.templates_path: '/etc' may not stand in this list. {LISTED}",
    ),
    (
        "execute:\n  execute_notebooks: force",
        f"2:execute.execute_notebooks: the setting may not be 'force'. {LISTED}",
    ),
    ("html: {extra_footer: '<b>'}", f"1:html.extra_footer: the setting may not be made. {LISTED}"),
    ("html: {baseurl: 'javascript:x'}", f"1:html.baseurl: the setting may not be made. {LISTED}"),
    ("bibtex_bibfiles: [/etc/x.bib]", f"1:bibtex_bibfiles: the setting may not be made. {LISTED}"),
    ("parse: {myst_enable_extensions: [html_admonition]}", "'html_admonition' may not stand in this list."),
    ("latex: &a {use_jupyterbook_latex: false}", "1: an anchor may not be used. Write the value where it belongs."),
    ("html: {}\nhtml: {}", "2: 'html' stands twice. Remove one: readers take different ones."),
    ('html: {favicon: "_static/a\\u200b.svg"}', "an escape hides a character (got U+200B). Remove it."),
    ("a: [", "2: this is no YAML (expected the node content, but found '<stream end>'). Mend the line."),
]


@pytest.mark.parametrize(("text", "message"), SETTINGS)
def test_a_setting_that_is_not_on_the_list_is_seen(project: Project, text: str, message: str) -> None:
    (project.book / "_config.yml").write_text(f"{text}\n", encoding="utf-8")
    found = [str(problem) for problem in contribution_problems(Snapshot(project))]
    assert any(problem.startswith("book/_config.yml:") and message in problem for problem in found), found


def test_all_that_is_said_of_settings(project: Project, request: pytest.FixtureRequest) -> None:
    said = []
    for text, _ in SETTINGS:
        (project.book / "_config.yml").write_text(f"{text}\n", encoding="utf-8")
        said += [text, *(f"    {problem}" for problem in contribution_problems(Snapshot(project)))]
    approve("book/settings.txt", "\n".join([*said, ""]), request)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- url: javascript:alert()", "chapters.url: the key may not be used."),
        ("- glob: '*'", "chapters.glob: the key may not be used."),
        ("- file: ../secret", "chapters.file: malformed (got '../secret')."),
        ("- {file: question, title: '<b>x'}", "chapters.title: malformed (got '<b>x')."),
    ],
)
def test_the_contents_name_pages_alone(project: Project, entry: str, message: str) -> None:
    with (project.book / "_toc.yml").open("a", encoding="utf-8") as toc:
        toc.write(f"  {entry}\n")
    (problem,) = told(project)
    assert problem.startswith("book/_toc.yml:") and message in problem


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("url: javascript:alert()", "url: the value has markup (got 'javascript:')."),
        ("url: data:x", "url: malformed (got 'data:x')."),
        ("abstract: <script>", "abstract: the value has markup (got '<s')."),
        ("doi: x", "doi: malformed (got 'x')."),
        ("contact: [{name: A, email: 'a@b.org)'}]", "contact.email: malformed (got 'a@b.org)')."),
        ("contact: [{name: A, website: 'https://b.org/]('}]", "contact.website: malformed (got 'https://b.org/](')."),
    ],
)
def test_the_citation_file_is_plain(project: Project, line: str, message: str) -> None:
    with (project.root / "CITATION.cff").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    (problem,) = told(project)
    assert problem.startswith("CITATION.cff:8:") and message in problem


@pytest.mark.parametrize("day", ["1999-13-45", "2021-02-29", "20200504", "May 2020"])
def test_the_day_of_the_release_is_one_of_the_calendar(project: Project, day: str) -> None:
    path = project.root / "CITATION.cff"
    path.write_text(path.read_text("utf-8").replace("2020-05-04", day), "utf-8")
    assert told(project) == [
        f"CITATION.cff:6:date-released: this is no day of the calendar (got {day!r}). "
        "Write the day of the release, as in 2020-05-04."
    ]


@pytest.mark.parametrize(
    "place",
    [
        "data/references.bib",
        "data/evidence/figures.csv",
        "data/evidence",
        "data/more.csv",
        "book/index.md",
        "book/_static/more.svg",
        "book/_static",
        "book/_templates",
        "notebooks",
        "CITATION.cff",
    ],
)
def test_links_are_told_and_nothing_behind_them_is_read(project: Project, place: str) -> None:
    secret = project.root.parent / "secret.txt"
    path = project.root / place
    if path.is_dir():
        path.rename(project.root.parent / "moved")
        secret = project.root.parent / "moved"
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(secret)
    (problem, *others) = told(project)
    assert problem.startswith(f"{place}: this is a link (to ") and problem.endswith("Put the file itself there.")
    assert "a secret" not in problem and not others


@pytest.mark.parametrize("name", [".ipynb_checkpoints", "__pycache__"])
def test_what_is_left_out_cannot_be_a_link_or_a_file(project: Project, name: str) -> None:
    (project.book / name).symlink_to(project.root.parent)
    assert any(f"book/{name}: this is a link (to " in problem for problem in told(project))
    (project.book / name).unlink()
    (project.book / name).write_text("hidden", encoding="utf-8")
    assert told(project) == [f"book/{name}: no file of this name or kind belongs here. Remove it."]


def test_a_pipe_is_told_and_not_waited_for(project: Project) -> None:
    os.mkfifo(project.book / "hostile.md")
    assert told(project) == ["book/hostile.md: this is neither a file nor a folder. Remove it."]


@pytest.mark.parametrize(
    "place",
    [
        "book/conf.py",
        "book/hostile.ipynb",
        "book/Hostile Page.md",
        "book/_static/x.html",
        "book/_static/sub/x.js",
        "book/_templates/x.py",
        "data/x.py",
        "data/evidence/more.csv",
        "data/.hidden",
        "notebooks/x.py",
        "notebooks/Up Case.ipynb",
    ],
)
def test_files_of_other_kinds_are_refused(project: Project, place: str) -> None:
    path = project.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}", encoding="utf-8")
    assert f"{place}: no file of this name or kind belongs here. Remove it." in told(project)
