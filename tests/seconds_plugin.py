"""`pytest -p seconds_plugin`: the tests that cost most processor time, of which a busy machine makes no more."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

TICKS = os.sysconf("SC_CLK_TCK")
MOST = 20


def spent() -> float:
    """Return the seconds of processor time that this process and all below it have used, those that ended included."""
    below, ticks = defaultdict(list), {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        below[int(fields[1])].append(int(folder.name))
        ticks[int(folder.name)] = sum(map(int, fields[11:15]))
    left, used = [os.getpid()], 0
    while left:
        number = left.pop()
        used += ticks.get(number, 0)
        left += below[number]
    return used / TICKS


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    return (yield from _counted(item, "setup"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    return (yield from _counted(item, "call"))


def _counted(item: pytest.Item, phase: str) -> Iterator[None]:
    before = spent()
    try:
        return (yield)
    finally:
        # Reports carry it from the processes that share the tests.
        item.user_properties.append((phase, spent() - before))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = (report for listed in terminalreporter.stats.values() for report in listed)
    by_test = {each.nodeid: dict(each.user_properties) for each in reports if getattr(each, "when", "") == "teardown"}
    total = sum(sum(phases.values()) for phases in by_test.values())
    terminalreporter.section(f"{total:.0f} seconds of processor time, by test (setup, call)")
    for name in sorted(by_test, key=lambda name: -sum(by_test[name].values()))[:MOST]:
        phases = by_test[name]
        terminalreporter.write_line(f"{phases.get('setup', 0):7.2f} {phases.get('call', 0):7.2f}  {name}")
