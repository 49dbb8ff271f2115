"""`pytest -p seconds_plugin`: what costs most processor time, of which a busy machine makes hardly more."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

TICKS = os.sysconf("SC_CLK_TCK")
MOST = 20
FIXTURE = "fixture "
_made: list[tuple[str, float]] = []  # fixtures of the test that is under way


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
        item.user_properties += [(phase, spent() - before), *_made]
        _made.clear()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest) -> Iterator[object]:
    before = spent()
    try:
        return (yield)
    finally:
        _made.append((f"{FIXTURE}{fixturedef.argname}", spent() - before))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = (report for listed in terminalreporter.stats.values() for report in listed)
    tests, fixtures, folders = Counter[str](), Counter[str](), Counter[str]()
    for each in (each for each in reports if getattr(each, "when", "") == "teardown"):
        for name, seconds in each.user_properties:
            if name.startswith(FIXTURE):
                fixtures[name.removeprefix(FIXTURE)] += seconds
            else:
                tests[each.nodeid] += seconds
                folders[each.nodeid.partition("::")[0].rpartition("/")[0]] += seconds
    terminalreporter.section(f"{folders.total():.0f} seconds of processor time, by folder, fixture and test")
    for counted in (folders, fixtures, tests):
        for name, seconds in counted.most_common(MOST):
            terminalreporter.write_line(f"{seconds:8.2f}  {name}")
        terminalreporter.write_line("")
