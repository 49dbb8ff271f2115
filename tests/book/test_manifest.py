"""The manifest of a site: it names every file, and a copy that differs in any of them is told."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bicycle_project import Run

from review.book.site.manifest import LIVE, NAME, SiteDiffers, is_as_built, verify_site, write_manifest
from review.errors import FileFault
from review.files.hashing import sha256


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site of three files with its manifest."""
    made = tmp_path / "site"
    (made / "data").mkdir(parents=True)
    for name, text in (("index.html", "<p>An answer.</p>"), ("a-b.js", ""), ("data/ü t.csv", "a,b\n")):
        (made / name).write_text(text, encoding="utf-8")
    write_manifest(made)
    return made


def told(site: Path) -> list[str]:
    with pytest.raises(SiteDiffers) as differs:
        verify_site(site)
    assert not is_as_built(site)
    lines = str(differs.value).splitlines()
    assert lines[-1].endswith("from what was built. Take the copy again, or build the book anew.")
    return lines[:-1]


def test_a_copy_is_as_it_was_built(site: Path) -> None:
    assert verify_site(site) == 3
    assert is_as_built(site)
    assert write_manifest(site).read_bytes() == (site / NAME).read_bytes()


def test_the_manifest_is_what_sha256sum_reads(site: Path) -> None:
    checked = subprocess.run(["sha256sum", "-c", "--strict", NAME], cwd=site, capture_output=True, check=False)
    assert checked.returncode == 0
    assert [line.split("  ")[1] for line in (site / NAME).read_text("utf-8").splitlines()] == [
        "a-b.js",
        "data/ü t.csv",
        "index.html",
    ]


def test_every_file_that_differs_is_named(site: Path) -> None:
    (site / "index.html").write_text("<p>Another.</p>", encoding="utf-8")
    (site / "a-b.js").unlink()
    (site / "data" / "more.csv").touch()
    assert told(site) == [
        "a-b.js: missing.",
        "data/more.csv: added since.",
        "index.html: changed (got f102d774e3b0…, expected 288f9b8c0a5a…).",
    ]


Change = Callable[[Path], object]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda site: (site / NAME).unlink(), f"{NAME}: the manifest is missing."),
        (lambda site: (site / NAME).write_text("", "utf-8"), f"{NAME}:1: no line of a manifest: ''."),
        (lambda site: append(site, "12  index.html"), f"{NAME}:4: no line of a manifest: '12  index.html'."),
        (lambda site: append(site, f"{'0' * 64}  ../x"), f"{NAME}:4: '../x' leads out of the site."),
        (lambda site: append(site, f"{'0' * 64}  /etc/x"), f"{NAME}:4: '/etc/x' leads out of the site."),
        (lambda site: append(site, f"{'0' * 64}  data/../x"), f"{NAME}:4: 'data/../x' leads out of the site."),
        (lambda site: append(site, f"{'0' * 64}  index.html"), f"{NAME}:4: 'index.html' is listed again."),
        (lambda site: (site / NAME).write_bytes(b"\xff\n"), f"{NAME}:1: no line of a manifest: '\\\\xff'."),
        (lambda site: (site / "new\nline").touch(), "new\\nline: added since."),
        (lambda site: (site / "out").symlink_to(site.parent), "out: added since."),
    ],
)
def test_what_no_good_copy_has_is_told(site: Path, change: Change, line: str) -> None:
    change(site)
    assert line in told(site)


def append(site: Path, line: str) -> None:
    with (site / NAME).open("a", encoding="utf-8") as manifest:
        manifest.write(f"{line}\n")


@pytest.mark.parametrize("make", [os.symlink, lambda _, path: os.mkfifo(path)], ids=["link", "pipe"])
def test_only_a_file_is_a_file(site: Path, make: Callable[[Path, Path], None]) -> None:
    (site / "a-b.js").rename(site.parent / "elsewhere.js")
    make(site.parent / "elsewhere.js", site / "a-b.js")
    assert told(site) == ["a-b.js: a link or a device (expected a file)."]


def test_no_folder_and_no_name_of_two_lines(site: Path) -> None:
    with pytest.raises(FileFault, match="there is no such folder"):
        verify_site(site / "nowhere")
    (site / "new\nline").touch()
    with pytest.raises(FileFault, match="no file of a site can have this name"):
        write_manifest(site)


def test_the_command_tells(review: Run, site: Path) -> None:
    assert review("verify-site", str(site)) == (0, "3 files are as they were built.\n", "")
    (site / "a-b.js").unlink()
    told = "a-b.js: missing.\n1 difference from what was built. Take the copy again, or build the book anew.\n"
    assert review("verify-site", str(site)) == (1, "", told)
    assert review("verify-site", str(site / "data" / "nowhere"))[0] == 6


def with_live(site: Path, of: bytes) -> Path:
    """Give *site* a part for browsers that says it is of the site with that manifest."""
    live = site / LIVE
    live.mkdir()
    (live / "index.json").write_text(f'{{"site": "{sha256(of)}"}}', "utf-8")
    write_manifest(live)
    return live


def test_a_site_may_have_a_part_for_browsers(site: Path) -> None:
    before = (site / NAME).read_bytes()
    live = with_live(site, before)
    assert verify_site(site) == 3
    (live / "worker.js").touch()
    assert told(site) == ["live/worker.js: added since."]


def test_a_part_for_browsers_of_another_build_is_told(site: Path) -> None:
    with_live(site, b"another manifest")
    assert told(site) == ["live: the part for browsers is of another build (run `review live` again)."]
