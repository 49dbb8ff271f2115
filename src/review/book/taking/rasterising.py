"""Pictures as PNG, the same bytes on every machine: ``python -m review.book.taking.rasterising FOLDER``.

The converter takes a font of the machine before the one that it brings, and looks for fonts once a process. Another
process, to which no font of the machine is shown, takes its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from review.book.taking.picture import scale_of
from review.errors import FileFault
from review.files.atomic import write_whole
from review.files.child_process import run_child
from review.files.hashing import sha256

# One folder, and nothing in it: without any, the converter looks in those that systems usually have.
_NO_FONTS = '<?xml version="1.0"?>\n<fontconfig><dir>{folder}</dir></fontconfig>\n'


def rasterised(pictures: Mapping[str, int], kept: Path) -> Mapping[str, Path]:
    """Return the PNG of each picture (SVG), at least so many pixels wide, a file in *kept*; drawn if not there.

    Others are removed from *kept*. Raises FileFault where a picture cannot be drawn.
    """
    kept.mkdir(parents=True, exist_ok=True)
    places = {svg: kept / f"{_key(svg)}-{pixels}.png" for svg, pixels in pictures.items()}
    if missing := {svg: place for svg, place in places.items() if not place.is_file()}:
        _draw(missing)
    for old in set(kept.glob("*.png")) - set(places.values()):
        old.unlink()
    return places


def _key(svg: str) -> str:
    # What another version drew or packed is drawn again.
    return sha256(f"{version('vl-convert-python')} {version('pyarrow')} {svg}".encode())


def _draw(missing: Mapping[str, Path]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "fonts").mkdir()
        (folder / "fonts.conf").write_text(_NO_FONTS.format(folder=folder / "fonts"), "utf-8")
        for svg, place in missing.items():
            (folder / f"{place.stem}.svg").write_text(svg, "utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
        log = folder / "log.txt"
        if run_child([__name__, str(folder)], environment=environment, log=log):
            said = log.read_text("utf-8", "replace").strip().splitlines()
            raise FileFault(f"a chart cannot be made into a PNG ({said[-1] if said else 'the converter ended'}).")
        for place in missing.values():
            write_whole(place, (folder / place.name).read_bytes())


def main() -> None:
    """Write beside each SVG of the folder that the command line names its PNG."""
    import vl_convert

    from review.book.taking.palette import with_palette

    for path in sorted(Path(sys.argv[1]).glob("*.svg")):
        svg, pixels = path.read_text("utf-8"), int(path.stem.rpartition("-")[2])
        path.with_suffix(".png").write_bytes(with_palette(vl_convert.svg_to_png(svg, scale=scale_of(svg, pixels))))


if __name__ == "__main__":
    main()
