"""Draw the rooms of the library, as the import contracts of pyproject.toml hold them, into ARCHITECTURE.md.

Called as a script, it writes the page anew; `test_architecture.py` holds the page against it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "ARCHITECTURE.md"
_DRAWING = re.compile(r"```mermaid\n.*?```\n", re.DOTALL)


def layers() -> dict[str, list[list[str]]]:
    """Return the layers of every container with a contract, lowest first, each with its rooms side by side."""
    read = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    contracts = read["tool"]["importlinter"]["contracts"]
    ordered = [contract for contract in contracts if contract["type"] == "layers"]
    return {
        contract["containers"][0]: [layer.split(" | ") for layer in reversed(contract["layers"])]
        for contract in ordered
    }


def drawing(contracts: Mapping[str, list[list[str]]]) -> str:
    """Return the diagram: a box a room with its inner rooms, lowest first, and an arrow to what it may import."""
    lines = ["flowchart LR"]
    above = ""
    for layer in contracts["review"]:
        room = layer[0].strip("_")
        inner = [" · ".join(names) for names in contracts.get(f"review.{layer[0]}", [])]
        lines.append(f'  {room}["<b>{room}</b>' + "".join(f"<br/>{names}" for names in inner) + '"]')
        if above:
            lines.append(f"  {room} --> {above}")
        above = room
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"


def drawn(page: str) -> str:
    """Return *page* with the diagram of the contracts in the place of its own."""
    return _DRAWING.sub(lambda _: drawing(layers()), page, count=1)


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")
