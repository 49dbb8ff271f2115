"""What strangers send: hostile pages, rows, settings and files, and what `check` says of each with file and line."""

from __future__ import annotations

import doctest
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest
from nbformat import v4
from small_project import REFERENCES, ROWS, make_project, notebook, write_rows

from review.book import addresses
from review.book.addresses import link_fault
from review.book.contributions import contribution_problems, open_harmless
from review.corpus import hidden
from review.corpus.project import Project
from review.errors import CorpusError

LEAVE_OUT = "Leave it out; src/review/book/allowed.py lists what may be written."
LEAD = "Lead to https://, or to a page of the book."
PICTURE = "Put the picture into book/_static and name it so."
COPIES = "(it copies any file into the page)"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project of the test's own, with a secret beside it."""
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    return make_project(tmp_path / "project")


def told(project: Project) -> list[str]:
    """Return what is wrong with what strangers may write, tables included."""
    try:
        open_harmless(project)
    except CorpusError as error:
        return [str(problem) for problem in error.problems]
    return []


def write_page(project: Project, text: str, name: str = "hostile") -> None:
    (project.book / f"{name}.md").write_text(text, encoding="utf-8")


def test_what_the_book_uses_is_allowed(project: Project) -> None:
    page = (
        "---\nhtml_theme.sidebar_secondary.remove: true\n---\n(a-page)=\n# A page\n\n"
        "*Words*, `code`, [a page](index.md), [a place](#index), <https://a.example/b?c=d#e>, "
        "{value}`alpha2001-found`,\n"
        "{cite:p}`alpha2001,beta2002`, {doc}`words <index>`, {{ version }}, {math}`a_1`, $b$, {reference}`bibtex`.\n\n"
        "- a list\n\n| a | b |\n|---|:-:|\n| c | d |\n\nTerm\n: meaning\n\n```bash\nmake book\n```\n\n"
        ":::::{container} outer\n\n::::{container} inner\nwords\n::::\n\n:::::\n\n"
        "```{admonition} A title\n:class: warning\nWords.\n```\n\n```{image} _static/icon.svg\n:alt: a sign\n```\n\n"
        "![A sign](_static/icon.svg)\n\n```{reference} bibtex\n:section: index\n```\n\n```{bibliography}\n:all:\n```\n"
    )
    write_page(project, page)
    assert told(project) == []


# --- pages -------------------------------------------------------------------------------------------

FENCES = [
    ("```{include} /etc/passwd\n```", 4, f"the directive {{include}} may not be used {COPIES}"),
    (
        "```{literalinclude} ../../secret.txt\n```",
        4,
        f"the directive {{literalinclude}} may not be used {COPIES}",
    ),
    ("```{raw} html\n<b>\n```", 4, "the directive {raw} may not be used (it writes unchecked HTML)"),
    (":::{raw} html\n<b>\n:::", 4, "the directive {raw} may not be used (it writes unchecked HTML)"),
    (
        "```{eval-rst}\n.. include:: /etc/passwd\n```",
        4,
        "the directive {eval-rst} may not be used (it leads around this list)",
    ),
    ("```{code-cell}\nimport os\n```", 4, "the directive {code-cell} may not be used (it runs code)"),
    ("```{csv-table}\n:file: /etc/passwd\n```", 4, "the directive {csv-table} may not be used"),
    ("```{toctree}\n:glob:\n*\n```", 4, "the directive {toctree} may not be used"),
    (
        "````{admonition} A\n```{include} ../secret.txt\n```\n````",
        5,
        f"the directive {{include}} may not be used {COPIES}",
    ),
    (
        ":::{container} a\n\n```{raw} html\n:file: /etc/passwd\n```\n:::",
        6,
        "the directive {raw} may not be used (it writes unchecked HTML)",
    ),
    (
        "- a list\n\n  > a quote\n  > ```{include} /etc/passwd\n  > ```",
        7,
        f"the directive {{include}} may not be used {COPIES}",
    ),
    ("```{bibliography}\n:filter: x\n```", 5, "the option 'filter' of {bibliography} may not be used"),
    ("```{admonition} A\n\u00a0:name: x\n```", 5, "the option 'name' of {admonition} may not be used"),
    (
        "```{image} _static/icon.svg\n:target: javascript:a\n```",
        5,
        "the option 'target' of {image} may not be used",
    ),
    (
        "```{admonition} A\n   :class: a b{c}\n```",
        5,
        "the option 'class' of {admonition} is malformed (got 'a b{c}')",
    ),
    ("```{reference} ../x\n```", 4, "the directive {reference} has a malformed argument (got '../x')"),
]
MARKUP = [
    (
        "{download}`/etc/passwd`",
        4,
        "the role {download} may not be used (it copies any file into the site)",
    ),
    (
        "```{admonition} {download}`/etc/passwd`\n```",
        4,
        "the role {download} may not be used (it copies any file into the site)",
    ),
    ("{eval}`x`", 4, "the role {eval} may not be used"),
    ("<script>alert()</script>", 4, "raw HTML ('<script>alert()</script>') may not be written"),
    ("Words\n<img src=x onerror=alert()>", 5, "raw HTML ('<img src=x onerror=alert()>') may not be written"),
    ("<!-- unseen -->", 4, "raw HTML ('<!-- unseen -->') may not be written"),
    ("<style>@import 'x';</style>", 4, "raw HTML (\"<style>@import 'x';</style>\") may not be written"),
    ("% unseen", 4, "a comment (the page would carry it unseen) may not be written"),
    ('+++ {"a": "b"}', 4, "a block break (the page would carry it unseen) may not be written"),
    ("Words\n\n`code`{.x}", 6, "the attribute 'class' is set by hand"),
    ("{#x}\nwords", 5, "the attribute 'id' is set by hand"),
    ("[words]{.x}", 4, "markup of the kind 'span' may not be written"),
]
ADDRESSES = [
    ("[a](javascript:alert)", 4, "a link of the scheme 'javascript'"),
    ("[a](JaVaScRiPt:alert)", 4, "a link of the scheme 'javascript'"),
    ("[a](java&#115;cript:alert)", 4, "a link of the scheme 'javascript'"),
    ("[a](&#x6A;avascript&colon;alert)", 4, "a link of the scheme 'javascript'"),
    ("[a](java%73cript:alert)", 4, "a link of the scheme 'javascript'"),
    ("[a](<java\tscript:alert>)", 4, "a link of the scheme 'javascript'"),
    ("<javascript:alert>", 4, "a link of the scheme 'javascript'"),
    ("words\n\n[unused]: javascript:a", 6, "the definition of a link is a link of the scheme 'javascript'"),
    ("[a](vbscript:x)", 4, "a link of the scheme 'vbscript'"),
    ("[a](data:text/html;base64,PHN2Zz4=)", 4, "a link of the scheme 'data'"),
    ("[a](file:///etc/passwd)", 4, "a link of the scheme 'file'"),
    ("[a](path:../secret.txt)", 4, "a link of the scheme 'path'"),
    ("[a](//a.example/x)", 4, "a link to another host without its scheme"),
    ("[a](../secret.txt)", 4, "a link out of the book"),
    ("[a](/etc/passwd)", 4, "a link out of the book"),
    (
        "[a](https://good.example@evil.example/)",
        4,
        "a link of a malformed address ('https://good.example@evil.example/')",
    ),
]
PICTURES = [
    ("![a](https://a.example/x.png)", 4, "a picture at another host"),
    ("![a][b]\n\n[b]: https://a.example/x.png", 4, "a picture at another host"),
    ("![a](data:image/svg+xml;base64,AA==)", 4, "a picture of the scheme 'data'"),
    ("![a](../../secret.png)", 4, "a picture out of the book"),
    ("```{image} https://a.example/x.png\n```", 4, "a picture at another host"),
    ("```{figure} _static/none.png\n```", 4, "a picture that is not there ('_static/none.png')"),
]


@pytest.mark.parametrize(("text", "line", "message"), [*FENCES, *MARKUP])
def test_markup_that_is_not_on_the_list_is_refused(project: Project, text: str, line: int, message: str) -> None:
    write_page(project, f"(hostile)=\n# A page\n\n{text}\n")
    assert told(project) == [f"book/hostile.md:{line}: {message}. {LEAVE_OUT}"]


@pytest.mark.parametrize(("text", "line", "message"), ADDRESSES)
def test_a_link_leads_to_the_web_or_within_the_book(project: Project, text: str, line: int, message: str) -> None:
    write_page(project, f"(hostile)=\n# A page\n\n{text}\n")
    assert told(project) == [f"book/hostile.md:{line}: {message}. {LEAD}"]


@pytest.mark.parametrize(("text", "line", "message"), PICTURES)
def test_a_picture_is_a_file_of_the_book(project: Project, text: str, line: int, message: str) -> None:
    write_page(project, f"(hostile)=\n# A page\n\n{text}\n")
    assert told(project)[0] == f"book/hostile.md:{line}: {message}. {PICTURE}"


@pytest.mark.parametrize("module", [addresses, hidden])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted and not results.failed


@pytest.mark.parametrize("decoys", [0, 1, 6])
def test_an_address_is_decoded_to_the_end(decoys: int) -> None:
    address = "javascript:alert()"
    for _ in range(decoys):
        address = address.replace("%", "%25").replace("s", "%73")
    assert link_fault(address) == "a link of the scheme 'javascript'"


@pytest.mark.parametrize(
    "code",
    [
        "7 * 7",
        "''.__class__.__mro__",
        "env.config",
        "version | upper",
        "cycler.__init__.__globals__.os.environ",
        "title",
    ],
)
def test_nothing_is_computed_between_braces(project: Project, code: str) -> None:
    write_page(project, f"(hostile)=\n# A page\n\nWords {{{{ {code} }}}} here.\n")
    assert told(project) == [
        f"book/hostile.md:4: {{{{ {code} }}}} is no name that is printed here (known: released, version). "
        "Use one of them; nothing is computed between the braces."
    ]


@pytest.mark.parametrize("label", ["Bad_Label", 'a"onclick=x', "a b"])
def test_labels_are_plain(project: Project, label: str) -> None:
    write_page(project, f"(hostile)=\n# A page\n\n({label})=\n### Words\n")
    assert told(project) == [
        f"book/hostile.md:4: the label {label!r} is malformed (expected lower-case letters, digits and hyphens). "
        "Write it so."
    ]


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("a \u202egnp.exe", "202E"),
        ("a\u2066b", "2066"),
        ("a\u200bb", "200B"),
        ("a&#8203;b", "200B"),
        ("a&#x202e;b", "202E"),
        ("a&zwnj;b", "200C"),
        ("a\ufeffb", "FEFF"),
        ("a\u00adb", "00AD"),
        ("a\u3164b", "3164"),
        ("a\U000e0041b", "E0041"),
        ("a\u2028b", "2028"),
        ("`a\u0008b`", "0008"),
    ],
)
def test_no_character_is_hidden(project: Project, text: str, point: str) -> None:
    message = f"the line has a hidden character (got U+{point}). Remove it."
    write_page(project, f"(hostile)=\n# A page\n\nWords\n{text}\n")
    (project.data / "references.bib").write_text(f"% {text}\n{REFERENCES}", encoding="utf-8")
    assert told(project) == [f"book/hostile.md:5: {message}", f"data/references.bib:1: {message}"]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("kernelspec: {name: python3}", "'kernelspec' (it would run the page as a notebook)"),
        ("jupytext: {text_representation: x}", "'jupytext' (it would run the page as a notebook)"),
        ("file_format: mystnb", "'file_format' (it would run the page as a notebook)"),
        ("myst: {substitutions: {version: x}}", "'myst'"),
        ("html_meta: {refresh: x}", "'html_meta'"),
    ],
)
def test_a_page_says_little_of_itself(project: Project, header: str, message: str) -> None:
    write_page(project, f"---\n{header}\n---\n(hostile)=\n# A page\n")
    assert told(project) == [f"book/hostile.md:1: the page's header may not say {message}. {LEAVE_OUT}"]


def test_a_header_that_makes_objects_is_not_read(project: Project) -> None:
    write_page(project, "---\na: !!python/object/apply:os.system [id]\n---\n# A page\n")
    assert told(project) == [f"book/hostile.md:1: the header of the page cannot be read. {LEAVE_OUT}"]


def test_a_page_that_is_no_text_is_told(project: Project) -> None:
    (project.book / "hostile.md").write_bytes(b"# A\n\xff\n")
    assert told(project) == ["book/hostile.md:2: byte 0xff is not UTF-8. Save it as UTF-8."]


# --- notebooks ---------------------------------------------------------------------------------------


def write_notebook(project: Project, made: nbformat.NotebookNode, name: str = "question") -> None:
    project.notebooks.mkdir(exist_ok=True)
    (project.notebooks / f"{name}.ipynb").write_text(nbformat.writes(made), encoding="utf-8")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (
            v4.new_markdown_cell("Words\n\n```{include} /etc/passwd\n```"),
            f"cell 1, line 3: the directive {{include}} may not be used {COPIES}. {LEAVE_OUT}",
        ),
        (
            v4.new_markdown_cell("<b onclick=x>"),
            f"cell 1, line 1: raw HTML ('<b onclick=x>') may not be written. {LEAVE_OUT}",
        ),
        (
            v4.new_markdown_cell("{{ title }}"),
            "cell 1, line 1: {{ title }} is no name that is printed here (known: released, version). "
            "Use one of them; nothing is computed between the braces.",
        ),
        (
            v4.new_code_cell("x = 1\ny = 2  # \u202e"),
            "cell 1, line 2: the line has a hidden character (got U+202E). Remove it.",
        ),
        (v4.new_raw_cell("<b>"), "cell 1: the cell is of the kind 'raw'. Write Markdown."),
        (
            v4.new_markdown_cell("a", attachments={"x.svg": {"image/svg+xml": "<svg/>"}}),
            "cell 1: the cell carries 'x.svg'. Remove it.",
        ),
        (
            v4.new_markdown_cell("a", metadata={"mystnb": {"image": {"alt": "x"}}}),
            "cell 1: the cell carries 'mystnb'. Remove it.",
        ),
    ],
)
def test_cells_of_notebooks_are_read_as_pages_are(project: Project, cell: nbformat.NotebookNode, message: str) -> None:
    write_notebook(project, notebook(cell))
    assert told(project) == [f"notebooks/question.ipynb:{message}"]


def test_a_notebook_runs_in_the_kernel_of_the_project(project: Project) -> None:
    made = notebook(v4.new_markdown_cell("Words"))
    made.metadata |= {"kernelspec": {"name": "bash", "display_name": "Bash"}, "mystnb": {"execution_mode": "force"}}
    write_notebook(project, made)
    assert told(project) == [
        "notebooks/question.ipynb: the notebook asks for the kernel 'bash'. Use python3.",
        "notebooks/question.ipynb: the notebook says 'mystnb' of itself. Remove it from its metadata.",
    ]


def test_the_page_of_a_source_prints_its_columns(project: Project) -> None:
    write_notebook(project, notebook(v4.new_markdown_cell("{{ title }}, {{ special }}")), "source")
    assert told(project) == []


# --- rows --------------------------------------------------------------------------------------------

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
    declared["resources"][0]["path"] = path
    file.write_text(json.dumps(declared), encoding="utf-8")
    assert told(project)


# --- settings ----------------------------------------------------------------------------------------

LISTED = "src/review/book/allowed.py lists what runs no code and leads nowhere else."
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
    ("html: {baseurl: 'javascript:x'}", f"1:html.baseurl: the setting may not be 'javascript:x'. {LISTED}"),
    ("bibtex_bibfiles: [/etc/x.bib]", f"1:bibtex_bibfiles: '/etc/x.bib' may not stand in this list. {LISTED}"),
    ("parse: {myst_enable_extensions: [html_admonition]}", "'html_admonition' may not stand in this list."),
    ("latex: &a {use_jupyterbook_latex: false}", "1: an anchor may not be used. Write the value where it belongs."),
    ("html: {}\nhtml: {}", "2: 'html' stands twice. Remove one: readers take different ones."),
    ('html: {favicon: "_static/a\\u200b.svg"}', "an escape hides a character (got U+200B). Remove it."),
    ("a: [", "2: this is no YAML (expected the node content, but found '<stream end>'). Mend the line."),
]


@pytest.mark.parametrize(("text", "message"), SETTINGS)
def test_a_setting_that_is_not_on_the_list_is_seen(project: Project, text: str, message: str) -> None:
    (project.book / "_config.yml").write_text(f"{text}\n", encoding="utf-8")
    found = [str(problem) for problem in contribution_problems(project)]
    assert any(problem.startswith("book/_config.yml:") and message in problem for problem in found), found


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
    ],
)
def test_the_citation_file_is_plain(project: Project, line: str, message: str) -> None:
    with (project.root / "CITATION.cff").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    (problem,) = told(project)
    assert problem.startswith("CITATION.cff:8:") and message in problem


# --- files -------------------------------------------------------------------------------------------


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
    path.symlink_to(secret)
    (problem, *others) = told(project)
    assert problem.startswith(f"{place}: this is a link (to ") and problem.endswith("Put the file itself there.")
    assert "a secret" not in problem and not others


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
