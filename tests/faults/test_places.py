"""Places that cannot be written to: full, read-only, missing, a file, a link."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from bench import Bench

# A file system of the test's own, in a user's own name space where the user is not root.
ISOLATED = ("unshare", "--map-root-user", "--mount") if os.geteuid() else ("unshare", "--mount")
# root may write anywhere unless it gives that right away.
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
SMALL = """
set -e
mount -t tmpfs -o size="$1" none "$2/build"
cp -a "$2/kept/." "$2/build/"
rm -r "$2/kept"
cat /dev/zero > "$2/build/cache/filler" 2>/dev/null || true
truncate -s "-$3" "$2/build/cache/filler"
shift 3
status=0
"$@" || status=$?
rm -f build/cache/filler
cp -a build left
exit $status
"""


def can_mount() -> str:
    """Return why no file system can be mounted here, or nothing."""
    try:
        command = [*ISOLATED, "mount", "-t", "tmpfs", "none", "/mnt"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stderr
    except OSError as error:
        return str(error)


@pytest.mark.parametrize("room", ["0", "2M"])
def test_a_full_disk_is_told_and_changes_nothing(bench: Bench, room: str) -> None:
    if reason := can_mount():
        pytest.skip(f"no disk of its own: {reason}")
    bench.page.write_text(bench.page.read_text("utf-8") + "\nAnother sentence.\n", "utf-8")
    bench.build.rename(bench.project / "kept")
    bench.build.mkdir()
    mount = [*ISOLATED, "sh", "-c", SMALL, "sh", "20M", str(bench.project), room]
    said = bench.run("book", before=mount)
    assert said.status == 6
    assert len(said.lines) == 1
    place, _, rest = said.lines[0].partition(": ")
    assert Path(place).is_relative_to(bench.build)
    hint = "Make room on that disk, and run it again."
    assert rest in (f"No space left on device. {hint}", f"cannot be written (No space left on device). {hint}")
    bench.build.rmdir()
    (bench.project / "left").rename(bench.build)
    bench.require_as_before()


def test_a_file_that_may_not_grow_is_told(bench: Bench) -> None:
    bench.page.write_text(bench.page.read_text("utf-8") + "\nAnother sentence.\n", "utf-8")
    # Python itself would keep half of what it compiles.
    environment = bench.environment | {"PYTHONDONTWRITEBYTECODE": "1"}
    said = bench.run("book", before=["sh", "-c", 'ulimit -f 8; exec "$@"', "sh"], environment=environment)
    assert (said.status, len(said.lines)) == (6, 1)
    hint = "Allow larger files (ulimit -f), and run it again."
    place, _, rest = said.lines[0].partition(": ")
    assert Path(place).is_relative_to(bench.build)
    assert rest in (f"File too large. {hint}", f"cannot be written (File too large). {hint}")
    bench.require_as_before()


def test_temporary_files_without_room_are_told(bench: Bench) -> None:
    if reason := can_mount():
        pytest.skip(f"no disk of its own: {reason}")
    bench.write("1")
    # Python looks for another folder unless there is a little room in the one that it is told.
    script = 'mount -t tmpfs -o size=8k none "$TMPDIR" && exec "$@"'
    said = bench.run("book", before=[*ISOLATED, "sh", "-c", script, "sh"])
    assert said.status == 6
    place, _, rest = said.lines[0].partition(": ")
    assert Path(place).parent == bench.temporary
    assert [rest] == ["cannot be written (No space left on device). Make room there, or set TMPDIR."]
    bench.require_as_before()


def test_an_output_that_cannot_be_written_is_told(bench: Bench) -> None:
    if BOUND and not shutil.which(BOUND[0]):
        pytest.skip("root is bound by no permission here, and setpriv is missing")
    bench.page.write_text(bench.page.read_text("utf-8") + "\nAnother sentence.\n", "utf-8")
    bench.build.chmod(0o555)
    said = bench.run("book", before=BOUND)
    bench.build.chmod(0o755)
    hint = "Permit it to whoever runs this, or work in another folder."
    assert said.status == 6
    assert len(said.lines) == 1
    assert said.lines[0].endswith(f": Permission denied. {hint}")
    bench.require_as_before()


def test_a_missing_folder_for_a_run_is_told_before_it_starts(bench: Bench) -> None:
    missing = bench.root / "missing"
    said = bench.call("run", "alpha2001", "-o", str(missing / "out.ipynb"))
    expected = f"{missing}: there is no such folder for the output. Make it, or name another."
    assert (said.status, said.lines) == (6, [expected])
    said = bench.call("run", "alpha2001", "-o", str(bench.root))
    expected = f"{bench.root}: a run is a page or a notebook. End its name in .html or .ipynb."
    assert (said.status, said.lines) == (2, [expected])
    bench.require_clean()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("build", "file"),
        ("build", "link"),
        ("build/site", "file"),
        ("build/site", "dangling"),
        ("build/stage", "link"),
    ],
)
def test_what_is_no_folder_of_the_build_is_never_written_to(bench: Bench, name: str, kind: str) -> None:
    place, kept, elsewhere = bench.project / name, bench.root / "kept", bench.root / "elsewhere"
    if place.exists():
        place.rename(kept)
    if kind == "file":
        place.write_text("mine")
        expected = f"{place}: is a file (expected nothing, or a folder). Move it away."
    else:
        if kind == "link":
            elsewhere.mkdir()
            (elsewhere / "mine").write_text("mine")
        place.symlink_to(elsewhere)
        expected = f"{place}: is a link (expected nothing, or what a build left). Remove it."
    said = bench.call("book")
    assert (said.status, said.lines) == (6, [expected])
    assert kind != "file" or place.read_text() == "mine"
    assert kind != "link" or (elsewhere / "mine").read_text() == "mine"
    place.unlink()
    if kept.exists():
        kept.rename(place)
    bench.require_clean()
