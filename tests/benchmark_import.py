"""Print how many CPU seconds it takes to import what a notebook imports, the least of some processes."""

from __future__ import annotations

import subprocess
import sys

CODE = "import time; {}; print(time.process_time())"
ASKED = {"nothing": "pass", "pandas": "import pandas", "pandas and altair": "import altair, pandas"}
ASKED["review.notebook"] = "import review.notebook"
TIMES = 7


def least(code: str) -> float:
    """Return the CPU seconds of the fastest of some fresh processes; the first may write bytecode."""
    runs = [subprocess.check_output([sys.executable, "-c", CODE.format(code)]) for _ in range(TIMES)]
    return min(map(float, runs))


if __name__ == "__main__":
    for name, code in ASKED.items():
        print(f"{least(code):5.2f} s  {name}")
