"""How fast numerals are found: `make bench-numerals` prints megabytes a second of CPU time for each hostile text."""

from __future__ import annotations

import re
import sys
import time
from collections import deque

from hostile_numerals import hostile_texts, prose

from review.corpus.numerals import find_numerals

_YARDSTICK = re.compile(r"(?P<digit>\d)|(?P<word>[a-z]+)(?=x)"), "1 ab " * 8000
_IDLE = 0.0027  # seconds that the yardstick takes on the machine that the bound was set on, with nobody else at work


def slowness() -> float:
    """Return how many times slower than the idle machine this one is now, at work of the same kind; 1 at least."""
    pattern, text = _YARDSTICK
    started = time.process_time()
    _ = [(match.start(), match[0], match.lastgroup) for match in pattern.finditer(text)]
    return max(1.0, (time.process_time() - started) / _IDLE)


def speed(text: str, tries: int = 3) -> float:
    """Return millions of characters a second, the best of some *tries*."""
    spent = []
    for _ in range(tries):
        started = time.process_time()
        deque(find_numerals(text), maxlen=0)
        spent.append(time.process_time() - started)
    return len(text) / 1e6 / max(min(spent), 1e-9)


def main(size: int = 1_000_000) -> None:
    """Print the speed on every hostile text of *size* characters, and on ten times that of the slowest and of prose.

    The second column is what the idle machine would reach, by the yardstick.
    """

    def show(text: str, name: str, tries: int) -> float:
        slowest = min(slowness() for _ in range(5))
        raw = speed(text, tries)
        scaled = raw * min(slowest, *(slowness() for _ in range(5)))
        print(f"{raw:7.2f} MB/s {scaled:7.2f}  {name}", flush=True)
        return scaled

    _, slowest, text = min((show(text, name, 3), name, text) for name, text in hostile_texts(size))
    show(text * 10, f"ten times the slowest ({slowest})", 1)
    show(prose(10 * size), "ten times as much prose", 1)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
