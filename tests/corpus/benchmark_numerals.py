"""How fast numerals are found: `make bench-numerals` prints megabytes a second of CPU time for each hostile text."""

from __future__ import annotations

import re
import sys
import time

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
        find_numerals(text)
        spent.append(time.process_time() - started)
    return len(text) / 1e6 / max(min(spent), 1e-9)


def main(size: int = 1_000_000) -> None:
    """Print the speed on every hostile text of *size* characters, and on ten times that of the slowest and of prose."""
    found = []
    for name, text in hostile_texts(size):
        found.append((speed(text, 1), name, text))
        print(f"{found[-1][0]:7.2f} MB/s  {name}", flush=True)
    _, slowest, text = min(found)
    print(f"{speed(text * 10, 1):7.2f} MB/s  ten times the slowest ({slowest})")
    print(f"{speed(prose(10 * size), 1):7.2f} MB/s  ten times as much prose")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
