"""Hostile pages: what may be written is a list, and `check` names all else with file and line."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from sending import COPIES, LEAD, LEAVE_OUT, PICTURE, told, write_page
from small_project import REFERENCES

from review.book.untrusted import addresses
from review.book.untrusted.addresses import link_fault
from review.corpus.tables.project import Project
from review.corpus.text import invisible_characters

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
    ("```{quotable} ../x\n```", 4, "the directive {quotable} has a malformed argument (got '../x')"),
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


@pytest.mark.parametrize("module", [addresses, invisible_characters])
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
        f"book/hostile.md:4: {{{{ {code} }}}} is no name that is printed here "
        "(known: editor, formats, released, reports, version). Use one of them; nothing is computed between the braces."
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


def test_what_the_book_uses_is_allowed(project: Project) -> None:
    page = (
        "(a-page)=\n# A page\n\n"
        "*Words*, `code`, [a page](index.md), [a place](#index), <https://a.example/b?c=d#e>, "
        "{value}`alpha2001-found`, {original}`census-word`,\n"
        "{cite:p}`alpha2001,beta2002`, {doc}`words <index>`, {{ version }}, {math}`a_1`, $b$, {reference}`bibtex`.\n\n"
        "- a list\n\n| a | b |\n|---|:-:|\n| c | d |\n\nTerm\n: meaning\n\n```bash\nmake book\n```\n\n"
        ":::::{container} outer\n\n::::{container} inner\nwords\n::::\n\n:::::\n\n"
        "```{admonition} A title\n:class: warning\nWords.\n```\n\n```{image} _static/icon.svg\n:alt: a sign\n```\n\n"
        "![A sign](_static/icon.svg)\n\n```{reference} index\n:format: bibtex\n```\n\n```{bibliography}\n:all:\n```\n"
        "\n```{terms}\n```\n"
    )
    write_page(project, page)
    assert told(project) == []
