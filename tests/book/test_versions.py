"""Putting sites where they are published: a release stays as it was, beside the latest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bicycle_project import Run, Small
from releasing import BOOK, make_release, seem_built

from review.book.releasing.publish import FORMATS, OF_SITE, site_hash
from review.book.site.manifest import write_manifest


def published(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_is_published_for_good_and_what_is_none_as_the_latest_alone(bicycles: Small, review: Run) -> None:
    for name in ("book", "notebooks"):
        (bicycles.root / name).mkdir()
    make_release(bicycles, review, "1.2.0")
    place = bicycles.root / "published"
    assert review("publish", "--to", "published")[0] == 1, "it is built as another version"
    assert not place.exists()
    seem_built(bicycles.project)
    told = (
        "published: published/v/1.2.0\npublished: published/latest\nCITATION.cff names no address. Where this folder "
    )
    told += "is served, say so there and build again, as in\nurl: https://example.org/\n"
    assert review("publish", "--to", "published") == review("publish", "--to", "published") == (0, told, "")
    first = published(place)
    assert {name.rpartition("/")[0] for name in first} == {"v/1.2.0", "latest"}
    seem_built(bicycles.project, {"more": BOOK})
    status, _, err = review("publish", "--to", "published")
    assert status == 2 and "published/v/1.2.0: another site was published as 1.2.0" in err
    assert published(place) == first
    assert review("release", "--next")[0] == 0
    seem_built(bicycles.project, {"more": BOOK})
    citation = bicycles.root / "CITATION.cff"
    citation.write_text(f"{citation.read_text('utf-8')}url: https://example.org/\n", "utf-8")
    (bicycles.root / ".zenodo.json").unlink()
    seem_built(bicycles.project, {"more": BOOK})
    assert review("publish", "--to", "published") == (0, "published: published/latest\n", "")
    assert published(place / "v") == {name[2:]: data for name, data in first.items() if name.startswith("v/")}
    assert published(place / "latest") != published(place / "v" / "1.2.0")


def test_what_fails_half_way_leaves_all_that_was_published(
    bicycles: Small, review: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("book", "notebooks"):
        (bicycles.root / name).mkdir()
    make_release(bicycles, review, "1.2.0")
    seem_built(bicycles.project)
    assert review("publish", "--to", "published")[0] == 0
    place = bicycles.root / "published"
    first = published(place)
    make_release(bicycles, review, "1.3.0")
    seem_built(bicycles.project, {"more": BOOK})

    def stops(site: Path, folder: Path) -> None:
        folder.mkdir()
        (folder / "index.html").write_text("half", "utf-8")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(shutil, "copytree", stops)
        status, _, err = review("publish", "--to", "published")
    assert status == 6 and "No space left on device" in err
    assert published(place) == first
    assert review("publish", "--to", "published")[0] == 0
    now = published(place)
    assert {name: now[name] for name in first if name.startswith("v/")} == {
        name: data for name, data in first.items() if name.startswith("v/")
    }
    assert any(name.startswith("v/1.3.0/") for name in now)


def test_a_site_that_was_touched_is_not_published(bicycles: Small, review: Run) -> None:
    for name in ("book", "notebooks"):
        (bicycles.root / name).mkdir()
    make_release(bicycles, review, "1.2.0")
    seem_built(bicycles.project)
    (bicycles.project.site / "more.html").write_text("<p>More.</p>", "utf-8")
    status, _, err = review("publish", "--to", "published")
    assert status == 1 and "more.html: added since" in err
    row = bicycles.rows("claims")[0]
    bicycles.change("claims", row["claim_id"], paraphrase="In other words.")
    seem_built(bicycles.project)
    (bicycles.project.site / "more.html").unlink()
    seem_built(bicycles.project)
    assert "data/releases/1.2.0.json: this release said something else" in review("publish", "--to", "published")[2]
    assert not (bicycles.root / "published").exists()


def test_formats_are_published_beside_their_site_which_is_not_without_them(bicycles: Small, review: Run) -> None:
    for name in ("book", "notebooks"):
        (bicycles.root / name).mkdir()
    make_release(bicycles, review, "1.2.0")
    citation = bicycles.root / "CITATION.cff"
    citation.write_text(citation.read_text("utf-8") + "url: https://example.org/locks\n", "utf-8")
    seem_built(bicycles.project)
    (bicycles.project.site / "cite.html").write_text(
        '<a href="https://example.org/locks/formats/1.2.0/index.html">', "utf-8"
    )
    write_manifest(bicycles.project.site)
    status, _, err = review("publish", "--to", "published")
    assert status == 1 and "Run `review formats`." in err
    formats = bicycles.project.build / FORMATS
    formats.mkdir()
    (formats / "book.pdf").write_bytes(b"sheets")
    (formats / OF_SITE).write_text(site_hash(bicycles.project.site), "utf-8")
    write_manifest(formats)
    assert review("publish", "--to", "published")[0] == 0
    for name in ("1.2.0", "latest"):
        assert (bicycles.root / "published" / "formats" / name / "book.pdf").read_bytes() == b"sheets"
