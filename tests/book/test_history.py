"""What became of what was cited: from one release to the next, in the command, on the pages, and at old addresses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from bicycle_project import Run, Small
from building import build_site
from releasing import keep_release
from small_project import ROWS, write_rows

from review.book.build.cite_history import ROWS_PAGE
from review.book.pages.cards import read_cards
from review.book.pages.changes.history import Between, Word, history
from review.book.pages.changes.releases import Release, read_parts
from review.book.pages.changes.state import Cells, state_of
from review.book.pages.ids import listed_ids
from review.book.releasing.comparing import between, change_lines
from review.book.releasing.publish import publish_site
from review.book.site.html_tree import read_page
from review.book.site.stamp import STAMP, everything
from review.citing.reference import Citation, citation
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.execution.runs.cache import fingerprint_of

FIRST = Citation("Thefts", ("All",), "1.0.0", "2020-05-04", ("MIT",))
FIGURE, FINDING = "ward2014-thefts", "thefts-1"
PART: Cells = {"kind": "chapter", "title": "Thefts", "address": "thefts.html", "hash": "a" * 64}


@pytest.fixture
def kept(bicycles: Small) -> Small:
    """Return the small project after its first release, which kept no parts of a site."""
    keep_release(bicycles.corpus(), FIRST)
    (bicycles.root / "CITATION.cff").write_text(
        "title: Thefts\nauthors: [{name: All}]\nversion: 1.1.0.dev\ndate-released: 2020-05-04\nlicense: MIT\n", "utf-8"
    )
    for name in ("book", "notebooks"):
        (bicycles.root / name).mkdir()
    return bicycles


def since(small: Small) -> Between:
    return history(Snapshot(small.project)).since[0]


def words(small: Small) -> dict[tuple[str, str], Word]:
    """Return what became of everything that is not as it was."""
    return {(one.kind, one.id): one.word for one in since(small).changes() if one.word is not Word.UNCHANGED}


def test_where_nothing_changed_all_is_unchanged_and_no_conclusion_is_another(kept: Small) -> None:
    assert words(kept) == {} and since(kept).conclusions == ()


def test_each_change_has_its_word(kept: Small) -> None:
    claim, fact, appraisal = (kept.rows(table)[0] for table in ("claims", "facts", "appraisals"))
    kept.change("claims", claim["claim_id"], paraphrase="In other words.")
    kept.change("facts", fact["fact_id"], value="7")
    kept.change("appraisals", appraisal["source_id"], reason="It is read otherwise.")
    kept.add("figures", like="gazette2014-held", figure_id="gazette2014-again")
    found = words(kept)
    assert found["claim", claim["claim_id"]] is Word.REWORDED
    assert found["fact", fact["fact_id"]] is Word.VALUE
    assert found["appraisal", f"{appraisal['source_id']}/{appraisal['domain']}"] is Word.REWORDED
    assert found["figure", "gazette2014-again"] is Word.NEW


def test_a_rating_behind_a_finding_changes_the_conclusion(kept: Small) -> None:
    cells = {"field": "qualifier", "found": "exact", "used": "about", "reason": "The office rounds."}
    kept.add("corrections", correction_id="rounded", figure_id=FIGURE, **cells)
    between = since(kept)
    assert between.change(("figure", FIGURE)).word is Word.VALUE
    assert between.change(("finding", FINDING)).word is Word.RERATED
    assert FINDING in between.conclusions_on(FIGURE) and FINDING in between.conclusions


def test_an_id_that_moved_says_where_to_and_one_that_went_why(kept: Small) -> None:
    kept.change("claims", kept.rows("claims")[0]["claim_id"], claim_id="gazette2014-renamed")
    old = next(one.id for one in since(kept).changes() if one.word is Word.WITHDRAWN)
    cells = {"since": "1.0.0", "fate": "moved", "became": "gazette2014-renamed", "reason": "It says more."}
    kept.add("ids", kind="claim", id=old, **cells)
    between = since(kept)
    by_old, by_new = (between.change(("claim", name)) for name in (old, "gazette2014-renamed"))
    assert by_old == by_new and (by_old.word, by_old.became, by_old.fields) == (Word.MOVED, "gazette2014-renamed", {})
    assert words(kept) == {("claim", old): Word.MOVED}


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({}, Word.UNCHANGED),
        ({"hash": "b" * 64}, Word.REWORDED),
        ({"address": "others.html"}, Word.MOVED),
        ({"address": "others.html", "hash": "b" * 64}, Word.REWORDED),
    ],
)
def test_a_part_of_the_book_is_told_by_its_hash_and_address(bicycles: Small, cells: dict[str, str], word: Word) -> None:
    state = state_of(bicycles.corpus())
    before, now = Release("1.0.0", "", state, {"thefts": PART}), Release("1.1.0", "", state, {"thefts": PART | cells})  # type: ignore[operator]
    assert Between(before, now).change(("section", "thefts")).word is word
    assert Between(Release("0.1.0", "", state), now).change(("section", "thefts")).word is Word.NOT_KEPT


def test_the_command_tells_it_in_lines_and_as_data(kept: Small, review: Run) -> None:
    kept.change("claims", kept.rows("claims")[0]["claim_id"], paraphrase="In other words.")
    name = kept.rows("claims")[0]["claim_id"]
    status, out, err = review("changes", "1.0.0")
    assert (status, err) == (0, "")
    assert out.startswith("From 1.0.0 (2020-05-04) to what stands here (1.1.0.dev, a draft that may change):\n")
    assert f"claim {name}: reworded\n  paraphrase: " in out and "→ In other words.\n" in out
    assert "conclusions changed: none\n" in out
    assert "claim" not in review("changes", "1.0.0", "1.0.0", "--id", FINDING)[1]
    told = json.loads(review("changes", "1.0.0", "--id", name, "--format", "json")[1])
    assert [(one["id"], one["word"]) for one in told["changes"]] == [(name, "reworded")]
    assert told["conclusions_changed"] == [] and told["to"]["version"] == "1.1.0.dev, a draft that may change"


def test_what_nobody_knows_is_answered_with_the_nearest(kept: Small, review: Run) -> None:
    assert review("changes", "1.0") == (2, "", "'1.0' is no version that is kept. Did you mean 1.0.0?\n")
    assert f"Did you mean {FIGURE}?" in review("changes", "1.0.0", "--id", f"{FIGURE}s")[2]


# --- from one release to the next ---------------------------------------------------------------------


def seem_finished(project: Project) -> None:
    (project.build / STAMP).write_text(fingerprint_of(everything(project)), "utf-8")


def keep(project: Project) -> None:
    """Build a project, keep it as the release that it names, and publish it."""
    snapshot = Snapshot(project)
    project.notebooks.mkdir(exist_ok=True)
    build_site(project, project.root / "finished")
    keep_release(snapshot.corpus, citation(snapshot), read_parts(project.site))
    seem_finished(project)


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def change(project: Project) -> None:
    """Edit one value, move one section to another page, rename one computed number; and say so."""
    rows = {name: [dict(row) for row in table] for name, table in ROWS.items()}
    rows["figures"][1] |= {"quote": "more than 500 lost", "printed": "more than 500", "low": "500"}
    rows["derivations"][0] |= {"derivation_id": "share-lost"}
    small = Small(project.root)
    ids = small.rows("ids")
    for row in ids:
        if (row["kind"], row["id"]) == ("derivation", "share"):
            row |= {"fate": "moved", "became": "share-lost", "reason": "There may be others."}
    write_rows(project.root, {**rows, "ids": ids})
    edit(project.book / "index.md", ("{derived}`share`", "{derived}`share-lost`"), (WORDS, ""))
    edit(project.book / "references.md", (":all:\n```\n", f":all:\n```\n{WORDS}"))
    edit(project.book / "_toc.yml", ("  - file: data\n", "  - file: data\n  - file: what-changed\n"))
    edit(project.root / "CITATION.cff", ("version: 0.1.0", "version: 0.2.0"), ("2020-05-04", "2021-05-04"))


WORDS = "\n(index-words)=\n## Words\n\nPlain words stay what they are.\n"


@pytest.fixture
def twice(fresh: Project, tmp_path: Path) -> tuple[Project, Path]:
    """Return the small project after two releases, and the folder in which both are published."""
    edit(fresh.book / "index.md", ("{math}`a_1`.\n", f"{{math}}`a_1`.\n{WORDS}"))
    _, path, listed = listed_ids(Snapshot(fresh), "0.1.0")
    path.write_bytes(listed)
    keep(fresh)
    published = tmp_path / "published"
    assert publish_site(Snapshot(fresh), published) == (published / "v" / "0.1.0", published / "latest")
    change(fresh)
    keep(fresh)
    return fresh, published


def dead_addresses(old: Path, new: Path, then: Mapping[tuple[str, str], Cells]) -> list[str]:
    """Return where the *old* site had a page, or something of *then*, that the *new* one neither has nor tells of."""
    rows = addresses(new, f"cite/{ROWS_PAGE}.html")
    told = {name for kind, name in then if f"{kind}-{name}" in rows or (new / "cite" / f"{name}.html").is_file()}
    pages = sorted(path.relative_to(old).as_posix() for path in old.rglob("*.html"))
    gone = [page for page in pages if not (new / page).is_file()]
    for page in (page for page in pages if page not in gone):
        lost = addresses(old, page) - addresses(new, page) - told
        gone += [f"{page}#{name}" for _, name in sorted(then) if name in lost]
    return gone


def addresses(site: Path, page: str) -> set[str]:
    return {element.attrs["id"] for element in read_page(site / page, site).elements if "id" in element.attrs}


def test_from_one_release_to_the_next(twice: tuple[Project, Path]) -> None:
    project, published = twice
    old = {path: path.read_bytes() for path in (published / "v" / "0.1.0").rglob("*") if path.is_file()}
    publish_site(Snapshot(project), published)
    assert {path: path.read_bytes() for path in old} == old
    assert (published / "latest" / "MANIFEST.sha256").read_bytes() != old[published / "v/0.1.0/MANIFEST.sha256"]
    first, second = (one for one in history(Snapshot(project)).releases)
    found = {(one.kind, one.id): one for one in Between(first, second).changes() if one.word is not Word.UNCHANGED}
    rows = {key: one.word for key, one in found.items() if key[0] not in ("section", "chart", "table")}
    assert rows == {("figure", "alpha2001-lost"): Word.VALUE, ("derivation", "share"): Word.MOVED}
    assert found["derivation", "share"].fields.keys() == {"result"}
    moved = found["section", "index-words"]
    assert (moved.word, moved.fields.keys()) == (Word.MOVED, {"title", "address"})
    told = [line for line in change_lines(between(Snapshot(project), "0.1.0", "0.2.0")) if ": " in line]
    assert [line for line in told if not line.startswith((" ", "section", "table", "unchanged"))] == [
        "derivation share: moved to share-lost: There may be others.",
        "figure alpha2001-lost: value changed",
        "conclusions changed: none",
    ]
    assert "section index-words: moved" in told
    assert dead_addresses(published / "v" / "0.1.0", published / "latest", Between(first, second).then) == []
    # Each page answers in a word.
    page = read_page(project.site / "cite" / "index-words.html", project.site).root.text
    assert "Version 0.1.0, 4 May 2020Since then: moved" in page
    assert "index-words" in addresses(project.site, "references.html") - addresses(project.site, "index.html")
    all_rows = read_page(project.site / "cite" / f"{ROWS_PAGE}.html", project.site)
    became = {row.attrs["id"]: row.find_all("td")[-1].text for row in all_rows.all("tr") if "id" in row.attrs}
    assert became["derivation-share"] == "moved to share-lost" and became["figure-alpha2001-found"] == "unchanged"
    cards = read_cards(project.site / "cards")
    assert "Version 0.1.0, 4 May 2020: value changed" in str(cards)


def test_a_release_keeps_the_words_of_the_site_that_is_built_of_it(fresh: Project) -> None:
    """It is made of a site that calls itself no release: the references in boxes name that, and are no words."""
    parts = []
    for version, day in (("0.1.0.dev", "2020-05-04"), ("0.1.0", "2021-05-04")):
        edit(fresh.root / "CITATION.cff", ("2020-05-04", day), ("version: 0.1.0", f"version: {version}"))
        build_site(fresh, fresh.root / "finished")
        parts.append(read_parts(fresh.site))
        edit(fresh.root / "CITATION.cff", (f"version: {version}", "version: 0.1.0"))
    assert parts[0] == parts[1]
