"""A plugin of pytest for the runs of mutate.py: keeps the first failure, and ends a run that hangs or is left alone."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest


class Within:
    """What is kept of one run. The folder of all copies is removed where nobody waits for the run any more."""

    def __init__(self) -> None:
        self.says, self.test, self.since = Path(os.environ["MUTATE_SAYS"]), "pytest", time.monotonic()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while time.monotonic() - self.since < int(os.environ["MUTATE_LIMIT"]):
            time.sleep(0.5)
            if os.getppid() != int(os.environ["MUTATE_PARENT"]):
                shutil.rmtree(self.says.parents[1], ignore_errors=True)
                os.killpg(0, signal.SIGKILL)
        self.says.write_text(f"time limit in {self.test}", "utf-8")
        os.killpg(0, signal.SIGKILL)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        tests = Path(os.environ["MUTATE_TESTS"]).read_text("utf-8").splitlines()
        place = {test: number for number, test in enumerate(tests)}
        items[:] = sorted((one for one in items if one.nodeid in place), key=lambda one: place[one.nodeid])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.test, self.since = nodeid, time.monotonic()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.says.exists():
            self.says.write_text(report.nodeid, "utf-8")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.says.exists():
            self.says.write_text(report.nodeid, "utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest, told to load this module, watch itself."""
    config.pluginmanager.register(Within())
