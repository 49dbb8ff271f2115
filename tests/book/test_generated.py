"""Pages of the library and of the review: parts in their places, and which page stands where both have one."""

from __future__ import annotations

from pathlib import Path

import pytest
from bicycle_project import REPOSITORY

from review.book.build.staging import assemble
from review.book.pages.generated import NOTHING, PAGES, book_pages, data_parts, filled, library_names
from review.book.prose.markdown_text import directives
from review.book.prose.typed_numbers import Text, label_problems, typed_quantities
from review.book.untrusted import allowlist
from review.book.untrusted.myst import AllowedReferences, faults
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.files.folders import SHEET, THEME

PARTS = {"rows": lambda: "(a)=\n## Rows\n\nAll.\n", "none": str}
IF_ROWS = "````{where} rows\n:otherwise: None.\n\nSome:\n\n```{rows}\n```\n````\n"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("# Title\n\n```{rows}\n```\n\nEnd.\n", "# Title\n\n(a)=\n## Rows\n\nAll.\n\nEnd.\n"),
        ("```{none}\n```\n", NOTHING),
        ("```{other}\n```\n", "```{other}\n```\n"),
        ("````text\n```{rows}\n```\n````\n", "````text\n```{rows}\n```\n````\n"),
        ("- item\n\n  ```{rows}\n  ```\n", "- item\n\n  ```{rows}\n  ```\n"),
        (IF_ROWS, "Some:\n\n(a)=\n## Rows\n\nAll.\n"),
        (IF_ROWS.replace("{where} rows", "{where} none"), "None.\n"),
    ],
)
def test_a_part_takes_the_place_of_its_directive(text: str, page: str) -> None:
    assert filled(text, PARTS) == page


def test_a_page_of_the_review_stands_for_the_librarys(tmp_path: Path, bicycle_corpus: Corpus) -> None:
    (tmp_path / "derivations.md").write_text("(derivations)=\n# Ours\n\n```{computed-numbers}\n```\n", "utf-8")
    parts = data_parts(bicycle_corpus, {})
    pages = book_pages(tmp_path, parts)
    assert pages["derivations"].text == f"(derivations)=\n# Ours\n\n{NOTHING}"
    assert pages["derivations"].origin == "book/derivations.md"
    assert pages["context"].origin == "data (page context)"
    assert set(library_names(tmp_path, parts)) == set(pages) - {"derivations"}


def test_every_part_may_stand_in_a_page_of_the_review_that_nobody_can_go_on_with(bicycle_corpus: Corpus) -> None:
    known = {name for name in data_parts(bicycle_corpus, {}) if not name.startswith("changed-")}
    assert set(allowlist.PARTS) == known
    (fault,) = faults(IF_ROWS, AllowedReferences())
    assert "{where} may not be used" in fault.message


@pytest.mark.parametrize("path", sorted(PAGES.rglob("*.md")), ids=lambda path: path.stem)
def test_a_page_of_the_library_types_no_number_and_asks_for_parts_that_are_there(
    path: Path, bicycle_corpus: Corpus
) -> None:
    text = path.read_text("utf-8")
    assert [*typed_quantities(Text(path.name, text)), *label_problems([Text(path.name, text)])] == []
    offered = {"requirements", "public-names", "commands"}
    assert {name for name in _asked(text) if name != "where"} <= set(data_parts(bicycle_corpus, {})) | offered


def _asked(text: str) -> set[str]:
    found = list(directives(text))
    return {name for name, *_ in found}.union(*(_asked(body) for name, _, body, _ in found if name == "where"))


def test_the_pages_of_this_review_ask_for_parts_that_are_there(bicycle_corpus: Corpus) -> None:
    parts = data_parts(bicycle_corpus, {})
    asked = set().union(*(_asked(page.read_text("utf-8")) for page in (REPOSITORY / "book").glob("*.md")))
    assert asked - set(parts) <= set(allowlist.DIRECTIVES) - set(allowlist.PARTS)


def test_style_sheets_and_templates_of_the_review_stand_over_the_librarys(fresh: Project) -> None:
    own = {"policy": "/* in the place of the library's */", "a-few": "/* a few of ours */", "site": "/* and more */"}
    (fresh.book / "_static").mkdir()
    for name, text in own.items():
        (fresh.book / "_static" / f"{name}.css").write_text(text, "utf-8")
    stage = assemble(Snapshot(fresh), fresh.root / "finished", fresh.build / "stage" / "own").folder
    (sheet,) = stage.rglob("*.css")
    bound, last = sheet.read_text("utf-8"), (THEME / "static" / "view.css").read_text("utf-8")
    assert (sheet.name, [bound.count(text) for text in own.values()]) == (SHEET, [1, 1, 1])
    assert (THEME / "static" / "policy.css").read_text("utf-8") not in bound
    # Of two rules that weigh the same the later one wins.
    assert 0 < bound.index(own["policy"]) < bound.index(last) < bound.index(own["a-few"]) < bound.index(own["site"])
    assert (stage / "_templates" / "layout.html").exists()
