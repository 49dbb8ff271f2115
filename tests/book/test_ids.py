"""Released ids: none changes, goes or comes back but with a word that says so (law 11)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bicycle_project import REPOSITORY, Run, Small
from releasing import make_release

from review.book.pages.ids import HINT

FIGURE = "gazette2014-frames"
WHY = "It says what another says."


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the project is kept once it is released."""
    return tmp_path_factory.mktemp("released") / "project"


@pytest.fixture
def released(bicycles: Small, review: Run, kept: Path) -> Small:
    """Return the small project with a page and a notebook for each source, after a release."""
    if not kept.exists():
        release(bicycles, review)
        shutil.copytree(bicycles.root, kept)
    shutil.copytree(kept, bicycles.root, dirs_exist_ok=True)
    return bicycles


def release(bicycles: Small, review: Run) -> None:
    (bicycles.root / "book").mkdir()
    page = "(thefts)=\n# Thefts\n\n(thefts-raid)=\n## The raid\n\n(thefts-lamps)=\n## Lamps\n"
    (bicycles.root / "book" / "index.md").write_text(page, "utf-8")
    (bicycles.root / "notebooks").mkdir()
    shutil.copyfile(REPOSITORY / "notebooks" / "source.ipynb", bicycles.root / "notebooks" / "source.ipynb")
    with (bicycles.root / "data" / "references.bib").open("a", encoding="utf-8") as file:
        file.write("@misc{aacods2010, author = {Tyndall, J.}, title = {Checklist}, date = {2010}}\n")
    told = make_release(bicycles, review, "1.2.0")
    assert told.startswith(f"Ids added to data/ids.csv: {len(bicycles.rows('ids'))}.\n")


def fate(small: Small, kind: str, name: str, **cells: str) -> None:
    """Say what became of an id."""
    rows = small.rows("ids")
    next(row for row in rows if (row["kind"], row["id"]) == (kind, name)).update(cells)
    small.write("ids", rows)


def line(small: Small, kind: str, name: str) -> int:
    lines = small.file("ids").read_text("utf-8").split("\n")
    return 1 + next(number for number, text in enumerate(lines) if text.startswith(f"{kind},{name},1.2.0,"))


def rename_section(small: Small) -> None:
    page = small.root / "book" / "index.md"
    page.write_text(page.read_text("utf-8").replace("(thefts-raid)=", "(thefts-the-raid)="), "utf-8")


def test_a_release_lists_the_ids_of_rows_pages_and_notebooks(released: Small, review: Run) -> None:
    listed = {(row["kind"], row["id"], row["since"]) for row in released.rows("ids")}
    expected = {("figure", FIGURE), ("section", "thefts-raid"), ("section", "gazette2014-reports"), ("section", "data")}
    expected |= {("chart", "gazette2014-chart-claims-by-theme"), ("table", "gazette2014-table-claims-by-theme")}
    assert {(*each, "1.2.0") for each in expected} <= listed
    assert not [name for kind, name, _ in listed if kind in ("chart", "table") and f"-{kind}-" not in name]
    assert review("fmt") == (0, "Nothing to rewrite.\n", "")
    assert review("check")[0] == 0


def test_a_section_that_is_renamed_without_a_word_is_refused(released: Small, review: Run) -> None:
    number = line(released, "section", "thefts-raid")
    rename_section(released)
    place = f"data/ids.csv:{number}:id: the section 'thefts-raid' was released (1.2.0) and is not in the book."
    assert review("check") == (1, "", f"{place} {HINT}\n")
    fate(released, "section", "thefts-raid", fate="moved", became="thefts-the-raid", reason="The heading says so.")
    assert review("check")[0] == 0


def test_a_row_that_is_removed_without_a_word_is_refused(released: Small, review: Run) -> None:
    released.remove("relations", "painted-frames")
    fate(released, "relation", "painted-frames", fate="withdrawn", reason=WHY)
    released.remove("figures", FIGURE)
    status, _, err = review("check")
    assert status == 1 and f"the figure {FIGURE!r} was released (1.2.0) and is not in the book" in err
    fate(released, "figure", FIGURE, fate="withdrawn", reason=WHY)
    assert review("check")[::2] == (0, "")


def test_a_fate_that_leads_nowhere_is_refused(released: Small, review: Run) -> None:
    rename_section(released)
    fate(released, "section", "thefts-raid", fate="merged", became=FIGURE, reason=WHY)
    status, _, err = review("check")
    assert (
        status == 1 and f":became: the section 'thefts-raid' leads to {FIGURE!r}, which is not in the book. Name" in err
    )


@pytest.mark.parametrize("cells", [{"fate": "withdrawn"}, {"fate": "moved", "became": "thefts"}])
def test_an_id_with_a_fate_is_not_used_again(released: Small, review: Run, cells: dict[str, str]) -> None:
    fate(released, "section", "thefts-raid", reason=WHY, **cells)
    status, _, err = review("check")
    assert status == 1 and f"the section 'thefts-raid' is {cells['fate']} and in use again. Give" in err


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"fate": "moved", "reason": WHY}, ":became: an id that is 'moved' leads nowhere"),
        (
            {"fate": "withdrawn", "became": "thefts", "reason": WHY},
            ":became: an id that is 'withdrawn' leads to 'thefts'",
        ),
        ({"became": "thefts"}, ":became: an id that is without a fate leads to 'thefts'"),
        ({"fate": "withdrawn"}, ":reason: a fate and its reason go together"),
        ({"fate": "lost", "reason": WHY}, ":fate: "),
    ],
)
def test_a_fate_is_said_whole(released: Small, review: Run, cells: dict[str, str], said: str) -> None:
    fate(released, "section", "thefts-raid", **cells)
    status, _, err = review("check")
    assert status == 1 and said in err


def test_ids_that_change_places_are_refused(released: Small, review: Run) -> None:
    page = released.root / "book" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("Lamps", "X").replace("The raid", "Lamps").replace("X", "The raid"), "utf-8")
    status, _, err = review("check")
    assert (
        status == 1 and "the section 'thefts-raid' has changed places with 'thefts-lamps' since it was released" in err
    )
    page.write_text(text.replace("The raid", "Lamps"), "utf-8")
    assert review("check")[0] == 0, "two may be called the same"


def test_what_is_new_is_asked_for_by_a_release_alone(released: Small, review: Run) -> None:
    page = released.root / "book" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n(thefts-new)=\n## More\n", "utf-8")
    missing = "data/ids.csv lacks the section ids thefts-new. `review release` lists them."
    status, out, _ = review("check")
    assert status == 0 and f"still to do: {missing}" in out
    assert missing in review("check", "--release")[2]
    assert make_release(released, review, "1.3.0").startswith("Ids added to data/ids.csv: 1.\n")
    assert missing not in review("check", "--release")[2]


def test_a_release_keeps_what_it_says(released: Small, review: Run) -> None:
    assert "data/releases" not in review("check")[1]
    row = released.rows("claims")[0]
    released.change("claims", row["claim_id"], paraphrase="In other words.")
    said = "data/releases/1.2.0.json: this release said something else. `review release --next` names"
    assert f"still to do: {said}" in review("check")[1]
    assert "What stands here is 1.3.0.dev." in review("release", "--next")[1]
    assert "CITATION.cff names no release (got 1.3.0.dev)" in review("check", "--release")[2]
    make_release(released, review, "1.3.0")
    assert "data/releases" not in review("check")[1]


def test_a_build_refuses_what_check_refuses(released: Small, review: Run) -> None:
    rename_section(released)
    (released.root / "requirements.lock").touch()
    assert "the section 'thefts-raid' was released" in review("book")[2]
