"""What a cell shows, in one form for a kernel's outputs and a browser's, so that the two can be compared by hash."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from review.files.hashing import sha256

#: The drawing of a chart is made of its specification, which stands beside it: the one is compared, not the other.
_DRAWN = re.compile(r'<svg class="marks".*?</svg>', re.DOTALL)
#: The kinds of output that a page shows, the best first; what stands beside them in a notebook is for terminals.
SHOWN = ("text/html", "text/markdown", "text/plain")


def output_hash(outputs: Iterable[Mapping[str, Any]]) -> str:
    """Return the hash of what the *outputs* of one cell, in the form of nbformat, show on a page.

    >>> drawn = {"output_type": "execute_result", "data": {"text/html": '<svg class="marks">1</svg>'}}
    >>> empty = {"output_type": "execute_result", "data": {"text/html": '<svg class="marks"></svg>'}}
    >>> output_hash([drawn]) == output_hash([empty])
    True
    """
    return sha256(json.dumps([_shown(output) for output in outputs], ensure_ascii=True).encode())


def output_hashes(cells: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the hash of what each code cell of an executed notebook shows, by its number from 1."""
    return {
        str(number): output_hash(cell["outputs"])
        for number, cell in enumerate(cells, start=1)
        if cell["cell_type"] == "code"
    }


def _shown(output: Mapping[str, Any]) -> list[str]:
    if output["output_type"] == "stream":
        return [output["name"], "".join(output["text"])]
    data = output["data"]
    kind = next((kind for kind in SHOWN if kind in data), "")
    return [kind, _DRAWN.sub("", "".join(data.get(kind, "")))]
