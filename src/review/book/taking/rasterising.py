"""Pictures as PNG, the same on every machine, of few colours: ``python -m review.book.taking.rasterising FOLDER``.

The converter takes a font of the machine before the one that it brings, and looks for fonts once a process. Another
process, to which no font of the machine is shown, takes its own.
"""

from __future__ import annotations

import os
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pyarrow as arrow
from numpy.typing import NDArray

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

    from review.book.taking.rasterising import with_palette

    for path in sorted(Path(sys.argv[1]).glob("*.svg")):
        svg, pixels = path.read_text("utf-8"), int(path.stem.rpartition("-")[2])
        path.with_suffix(".png").write_bytes(with_palette(vl_convert.svg_to_png(svg, scale=scale_of(svg, pixels))))


if __name__ == "__main__":
    main()


_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256
# What the converter writes: eight bits for each of red, green, blue and alpha; each line as steps from pixel to pixel.
_RGBA, _STEPS = b"\x08\x06\x00\x00\x00", 1
_PALETTE = b"\x08\x03\x00\x00\x00"


def with_palette(png: bytes) -> bytes:
    """Return an opaque picture with a palette; of more colours than one holds, the rarest become their nearest.

    Raises ValueError for a PNG that is written otherwise than the converter writes it.
    """
    kept = dict(_chunks(png))
    width, height = struct.unpack(">II", kept[b"IHDR"][:8])
    lines = np.frombuffer(zlib.decompress(kept[b"IDAT"]), np.uint8).reshape(height, -1)
    if kept[b"IHDR"][8:] != _RGBA or (lines[:, 0] != _STEPS).any():
        raise ValueError("the converter writes its pictures in another form")
    starts, colours = _runs(np.ascontiguousarray(lines[:, 1:]).reshape(-1, 4), width)
    coded = arrow.array(colours.view(np.uint32).ravel()).dictionary_encode()
    used = coded.indices.to_numpy()
    palette, places = _limited(coded.dictionary.to_numpy().view(np.uint8).reshape(-1, 4)[:, :3], used)
    pixels = np.repeat(places[used], np.diff(starts, append=width * height))
    # Before each line the filter that it is written with, which is none.
    body = np.pad(pixels.reshape(height, width), ((0, 0), (1, 0))).tobytes()
    parts = {b"IHDR": kept[b"IHDR"][:8] + _PALETTE, b"PLTE": palette.tobytes(), b"IDAT": _deflated(body), b"IEND": b""}
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in parts.items())


def _runs(steps: NDArray[np.uint8], width: int) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
    """Return where runs of one colour start, and their colours, from the steps between the pixels of each line."""
    starts = np.flatnonzero(steps.view(np.uint32))
    sums = np.cumsum(steps[starts], axis=0, dtype=np.uint8)
    # A line begins anew, with an opaque pixel, which starts a run.
    first = np.flatnonzero(starts % width == 0)
    before = sums[first] - steps[starts[first]]
    return starts, sums - np.repeat(before, np.diff(first, append=len(starts)), axis=0)


def _limited(colours: NDArray[np.uint8], used: NDArray[np.intp]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the palette, the colours most used, and the place in it of each of *colours*."""
    order = np.argsort(-np.bincount(used), kind="stable")
    palette = colours[order[:_COLOURS]]
    away = np.abs(colours[:, None].astype(np.int32) - palette).sum(axis=2)
    return palette, away.argmin(axis=1).astype(np.uint8)


def _deflated(content: bytes) -> bytes:
    # By the zlib that pyarrow brings, the same on every machine, which Python's is not; framed for PNG, not gzip.
    packed: bytes = arrow.Codec("gzip", compression_level=6).compress(content, asbytes=True)
    return b"\x78\x9c" + packed[10:-8] + struct.pack(">I", zlib.adler32(content))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
