"""How fast numerals are found: `make bench-numerals` prints megabytes a second of CPU time for each hostile text."""

from __future__ import annotations

import re
import sys
import time
from collections import deque
from collections.abc import Mapping

from hostile_numerals import hostile_texts, prose

from review.corpus.text.numerals.reader import find_numerals

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


def best_speeds(texts: Mapping[str, str], rounds: int) -> dict[str, float]:
    """Return the best speed on each of *texts*, those that took more than a second a megabyte tried once more a round.

    Others' work on a machine only ever adds time, and a slow spell may last for minutes: hence rounds over all.
    """
    best = dict.fromkeys(texts, 0.0)
    for number in range(rounds):
        slow = [name for name in texts if best[name] < 1]
        for at, name in enumerate(slow, start=1):
            best[name] = max(best[name], speed(texts[name]))
            print(f"round {number + 1}: {at} of {len(slow)}", end="\r", file=sys.stderr, flush=True)
    return best


def main(size: int = 1_000_000, rounds: int = 10) -> None:
    """Print the speed on every hostile text of *size* characters, and on ten times that of the slowest and of prose."""
    texts = dict(hostile_texts(size))
    best = best_speeds(texts, rounds)
    slowest = min(best, key=best.__getitem__)
    long = {f"ten times the slowest ({slowest})": texts[slowest] * 10, "ten times as much prose": prose(10 * size)}
    for name, found in {**best, **best_speeds(long, rounds)}.items():
        print(f"{found:7.2f} MB/s  {name}")
    print(f"{sum(found < 1 for found in best.values())} of {len(best)} hostile texts below 1 MB/s")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
