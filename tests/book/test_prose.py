"""Typed quantities and missing labels are found wherever people write; what is free stays free."""

from __future__ import annotations

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import v4

from review.book.prose.typed_numbers import Text, check_prose, label_problems, typed_quantities
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project

NAMES = ("Article 240", "one-child")


def found(text: str) -> list[str]:
    """Return the quantities that are found in *text*, each with its line."""
    problems = typed_quantities(Text("book/x.md", text), NAMES)
    return [f"{problem.line}: {problem.message.split(' is typed')[0]}" for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "One source, the first, is second to none.",
        "See {value}`a-2009` and {cite:p}`x2009`, `code 5`, [text](page-2.html), <https://a.example/2009>.",
        "1. A list\n2. has numbers",
        "By Article 240, and the one-child policy.",
        "Some died of Covid-19, others of SARS-CoV-2.",
        "```python\nx = 5\n```",
        "```{code-block} bash\nrun 5\n```",
        "```{bibliography}\n:all:\n```",
        "% a comment of 2009",
        "$a_5$ and [a span]{#x5}",
        "![](picture-5.png)",
        "(label-5)=\n# Title",
        "[text]: https://a.example/5",
    ],
)
def test_what_is_free_stays_free(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2009 there were two.", ["1: '2009'", "1: 'two'"]),
        ("A line\nand *twice* as many\n\nas **1,234**", ["2: 'twice'", "4: '1,234'"]),
        ("# Five sources", ["1: 'Five'"]),
        ("Under-5 deaths, Top-10 lists and mid-20", ["1: '5'", "1: '10'", "1: '20'"]),
        ("[three of them](x.html)", ["1: 'three'"]),
        ("- a dozen\n- half", ["1: 'a dozen'", "2: 'half'"]),
        ("| a | b |\n|---|---|\n| x | 40 % |", ["3: '40'"]),
        ("```{note}\n:class: wide\n\nSome 30 of them\n```", ["4: '30'"]),
        (":::{admonition} Ten of them\nNone.\n:::", ["1: 'Ten'"]),
        ("term\n: of 1979", ["2: '1979'"]),
        ("![Six bars](x.png)", ["1: 'Six'"]),
        ("<p>Seven</p>", ["1: 'Seven'"]),
        ("Article 240 has twenty-one parts", ["1: 'twenty-one'"]),
        ("text[^n]\n\n[^n]: a third note", ["3: 'third'"]),
        ("## 412 children", ["1: '412'"]),
        ("text\n\n412. children", ["3: '412'"]),
        ("```{image} x.png\n:alt: The 412\n```", ["2: '412'"]),
        ('[text](x.html "The 412")', ["1: '412'"]),
        ("The `412` of them", ["1: '412'"]),
    ],
)
def test_what_is_typed_is_found_with_its_line(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(
    st.integers(min_value=2, max_value=10**9),
    st.sampled_from(["{}", "*{}* of", "- {}\n- more", "> {}", "## {} of"]),
)
def test_no_digits_escape(number: int, pattern: str) -> None:
    text = pattern.format(f"x {number:,} y")
    assert found(text)


def test_the_message_says_what_to_use() -> None:
    problem = next(typed_quantities(Text("book/x.md", "They are five. And here."), NAMES))
    assert str(problem) == (
        "book/x.md:1: 'five' is typed in prose: “They are five.”. Print it with {value}, {derived}, {fact}, "
        "{count} or {date}; if it is part of a name, add the name to data/context/names.csv with its reason. "
        "Typed, it has to be followed by the thing that it counts, printed with this number in the same section."
    )


def test_headings_need_labels_of_their_own() -> None:
    texts = [
        Text("book/a.md", "(a)=\n# A\n\n## Without\n\n### Deeper is free\n"),
        Text("book/b.md", "(a)=\n# B\n\n(B_2)=\n## Malformed\n"),
        Text("notebooks/c.ipynb", "(a)=\n\ntext between\n\n# C", cell=3),
    ]
    assert [str(problem) for problem in label_problems(texts)] == [
        "book/a.md:4: the heading 'Without' has no label. Write (a-label-of-its-own)= above it; it is fixed for good.",
        "book/b.md:2: the label 'a' is already used in book/a.md. Give the newer section another.",
        "book/b.md:5: the label 'B_2' is malformed (expected lower-case letters, digits and hyphens). "
        "Write it so, and mend what refers to it.",
        "notebooks/c.ipynb:cell 3, line 5: the heading 'C' has no label. "
        "Write (a-label-of-its-own)= above it; it is fixed for good.",
    ]


def test_pages_cells_captions_and_findings_are_all_read(fresh: Project) -> None:
    index = fresh.book / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\nSome 12 more.\n", encoding="utf-8")
    fresh.notebooks.mkdir()
    template = v4.new_notebook(
        cells=[
            v4.new_markdown_cell("(x)=\n# A title\n\nOf nine."),
            v4.new_code_cell("count = 5", metadata={"tags": ["parameters"]}),
            v4.new_code_cell("width = 390\nshow(caption='what we saw in eight places')"),
        ]
    )
    (fresh.notebooks / "x.ipynb").write_text(nbformat.writes(template), encoding="utf-8")
    contents = fresh.book / "_toc.yml"
    contents.write_text(f"{contents.read_text(encoding='utf-8')}  # below\n  - caption: All seven\n", "utf-8")
    findings = fresh.data / "judgement" / "findings.csv"
    findings.write_text(findings.read_text(encoding="utf-8").replace("Alpha reports", "Both of two report"), "utf-8")
    words = fresh.data / "judgement" / "quotables.csv"
    words.write_text(words.read_text(encoding="utf-8").replace("The memo counts", "Of six the memo counts", 1), "utf-8")
    problems = [str(problem).split(" is typed")[0] for problem in check_prose(Snapshot(fresh))]
    assert problems == [
        "book/_toc.yml:17: 'seven'",
        "book/index.md:26: '12'",
        "data/judgement/findings.csv:2: 'two'",
        "data/judgement/quotables.csv:2: 'six'",
        "notebooks/x.ipynb:cell 1, line 4: 'nine'",
        "notebooks/x.ipynb:cell 3, line 2: 'eight'",
    ]
