"""How fast numerals are found: `make bench-numerals` prints megabytes a second of CPU time for each hostile text."""

from __future__ import annotations

import re
import sys
import time
from collections import deque
from math import inf

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


def speed(text: str, tries: int = 3, enough: float = inf) -> float:
    """Return millions of characters a second, the best of some *tries*; no more are made once it is *enough*."""
    best = 0.0
    for _ in range(tries):
        started = time.process_time()
        deque(find_numerals(text), maxlen=0)
        best = max(best, len(text) / 1e6 / max(time.process_time() - started, 1e-9))
        if best >= enough:
            break
    return best


def main(size: int = 1_000_000) -> None:
    """Print the speed on every hostile text of *size* characters, and on ten times that of the slowest and of prose.

    It is the best of 3 tries, or of up to 25 where these are slow: others' work on a machine only ever adds time.
    """

    def show(text: str, name: str, most: int) -> float:
        best = speed(text, min(3, most))
        if best < 1:
            best = max(best, speed(text, most - 3, enough=1))
        print(f"{best:7.2f} MB/s  {name}", flush=True)
        return best

    found = [(show(text, name, 25), name, text) for name, text in hostile_texts(size)]
    _, slowest, text = min(found)
    show(text * 10, f"ten times the slowest ({slowest})", 5)
    show(prose(10 * size), "ten times as much prose", 5)
    print(f"{sum(best < 1 for best, _, _ in found)} of {len(found)} hostile texts below 1 MB/s")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
