"""A PNG of few colours, as charts are, with a palette: a byte a pixel instead of four, and the same to look at."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
import pyarrow as arrow
from numpy.typing import NDArray

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
