"""A release: what it refuses, what it writes, and that it writes all of it or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bicycle_project import Run, Small
from releasing import BOOK, finish, make_release, say_unreleased, seem_built

from review import __version__
from review.book.pages.changes.releases import read_releases
from review.book.releasing.release import PACKAGE
from review.book.site.stamp import UNBUILT

COMMAND = ("release", "1.2.0", "--date", "2020-05-04")


@pytest.fixture
def finished(bicycles: Small, review: Run) -> Small:
    """Return the small project with nothing left to do, and built."""
    (bicycles.root / "book").mkdir()
    (bicycles.root / "book" / "index.md").write_text("(thefts)=\n# Thefts\n", "utf-8")
    (bicycles.root / "notebooks").mkdir()
    finish(bicycles, review)
    seem_built(bicycles.project)
    return bicycles


def test_a_release_says_so_in_every_file(finished: Small, review: Run) -> None:
    assert review(*COMMAND)[0] == 0
    citation = (finished.root / "CITATION.cff").read_text("utf-8")
    assert "\nversion: 1.2.0\ndate-released: 2020-05-04\n" in citation
    record = json.loads((finished.root / ".zenodo.json").read_bytes())
    assert (record["version"], record["publication_date"]) == ("1.2.0", "2020-05-04")
    changelog = (finished.root / "CHANGELOG.md").read_text("utf-8")
    assert changelog == "# Changelog\n\n## Unreleased\n\n## 1.2.0 (2020-05-04)\n\n- Something.\n"
    assert ("section", "what-changed", "1.2.0") in {(*row.values(),)[:3] for row in finished.rows("ids")}
    (kept,) = read_releases(finished.root / "data")
    assert (kept.version, kept.released, kept.parts) == ("1.2.0", "2020-05-04", {"book": BOOK})
    assert not (finished.root / PACKAGE).exists()
    seem_built(finished.project)
    status, out, _ = review("check", "--release")
    assert status == 0 and out.startswith("warning: CITATION.cff names nobody who answers for the book.")
    contact = "contact: [{name: Ann Lock, email: ann@example.org}]\n"
    (finished.root / "CITATION.cff").write_text(citation + contact, "utf-8")
    status, _, err = review("check", "--release")
    assert status == 1 and ".zenodo.json: this is not what CITATION.cff and data/datapackage.json say" in err
    (finished.root / ".zenodo.json").unlink()
    seem_built(finished.project)
    assert review("check", "--release")[1].startswith("No problems")


def test_the_repository_of_the_library_names_the_version_in_its_package(finished: Small, review: Run) -> None:
    package = finished.root / PACKAGE
    package.parent.mkdir(parents=True)
    package.write_text('"""Reviews."""\n\n__version__ = "1.2.0.dev0"\n', "utf-8")
    assert review(*COMMAND)[0] == 0
    assert package.read_text("utf-8") == '"""Reviews."""\n\n__version__ = "1.2.0"\n'
    assert review("release", "--next")[0] == 0
    assert package.read_text("utf-8") == '"""Reviews."""\n\n__version__ = "1.3.0.dev0"\n'
    assert "\nversion: 1.3.0.dev\n" in (finished.root / "CITATION.cff").read_text("utf-8")
    assert __version__ not in package.read_text("utf-8")


def unverified(small: Small) -> None:
    (small.root / "data" / "verification.json").unlink()


def built_before_a_change(small: Small) -> None:
    page = small.root / "book" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")


def built_and_touched(small: Small) -> None:
    (small.project.site / "more.html").write_text("<p>More.</p>", "utf-8")


def without_a_word(small: Small) -> None:
    (small.root / "CHANGELOG.md").write_text("## Unreleased\n\n## 1.1.0 (2019-05-04)\n\n- Before.\n", "utf-8")


def without_a_changelog(small: Small) -> None:
    (small.root / "CHANGELOG.md").unlink()


def a_place_that_is_taken(small: Small) -> None:
    (small.root / "data" / "releases").write_text("", "utf-8")
    seem_built(small.project)


def an_invalid_package(small: Small) -> None:
    (small.project.site / "data").mkdir()
    (small.project.site / "data" / "datapackage.json").write_text('{"resources": 1}', "utf-8")
    seem_built(small.project)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (unverified, "not verified since they changed"),
        (built_before_a_change, UNBUILT),
        (built_and_touched, UNBUILT),
        (an_invalid_package, "package/datapackage.json: the data package is not valid"),
        (without_a_word, "CHANGELOG.md: nothing stands under '## Unreleased'."),
        (without_a_changelog, "CHANGELOG.md: nothing stands under '## Unreleased'."),
        (a_place_that_is_taken, "releases"),
    ],
)
def test_what_is_refused_changes_nothing(finished: Small, review: Run, spoil: object, said: str) -> None:
    spoil(finished)  # type: ignore[operator]
    before = finished.contents()
    status, out, err = review(*COMMAND)
    assert status and out == "" and said in err
    assert finished.contents() == before


def test_a_release_that_cannot_be_written_changes_nothing(
    finished: Small, review: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = finished.contents()
    replace, done = Path.replace, []

    def fail(path: Path, target: Path) -> Path:
        if finished.root in path.parents:
            done.append(target)
            if len(done) == 3:
                raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    status, _, err = review(*COMMAND)
    assert status == 6 and "No space left on device" in err
    assert finished.contents() == before
    monkeypatch.undo()


def test_a_later_release_leaves_those_before_as_they_are(finished: Small, review: Run) -> None:
    assert review(*COMMAND)[0] == 0
    path = finished.root / "data" / "releases" / "1.2.0.json"
    before = path.read_bytes()
    assert review("release", "--next")[0] == 0
    say_unreleased(finished, "- More.")
    make_release(finished, review, "1.10.0")
    assert path.read_bytes() == before
    assert [each.version for each in read_releases(finished.root / "data")] == ["1.2.0", "1.10.0"]
