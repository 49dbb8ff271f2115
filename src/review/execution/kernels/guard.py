"""The guard of a run: nothing is read that the run does not record, and nothing is started that could.

It hears of what Python itself opens. Compiled code that opens files by itself, such as a reader of Parquet, is
not heard; the library has none in notebooks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from review.corpus.tracing import reads_itself
from review.errors import ReviewError
from review.files.folders import LIBRARY

#: Where the machine keeps what belongs to no project: fonts, time zones, devices.
SYSTEM = ("/usr", "/etc", "/dev", "/proc", "/sys", "/lib", "/lib64", "/bin", "/System", "/Library")
STARTS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"})
REACHES = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
LISTS = frozenset({"os.listdir", "os.scandir"})


class UndeclaredRead(ReviewError):
    """A notebook read what no record of the run would name."""

    status = 4


class Guard:
    """What may be read in a run: the installation, what the machine has for all, *allowed* files and folders."""

    def __init__(self, folder: Path, allowed: Iterable[Path], refused: Callable[[str], None]) -> None:
        self.folder = folder.resolve()
        installed = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path]
        places: list[str | Path] = [*installed, *SYSTEM, *allowed, LIBRARY]
        roots = [path for path in map(Path, places) if path.is_absolute()]
        # The project itself can stand on Python's path; its files are data all the same.
        self.allowed = {*roots, *(path.resolve() for path in roots)} - {self.folder}
        self.written: set[Path] = set()
        self.refused = refused

    def start(self) -> None:
        """Watch this process from now on; a process cannot stop being watched."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if reads_itself.get():
            return
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, (str, bytes)) and isinstance(flags, int):
                self._opened(Path(os.fsdecode(path)).absolute(), flags)
        elif event in LISTS:
            path = arguments[0]
            if isinstance(path, (str, bytes)):
                self._listed(Path(os.fsdecode(path)).resolve())
        elif event in STARTS:
            self._refuse("another program is started, and what it reads is not known")
        elif event in REACHES:
            self._refuse("the network is asked, and what it answers is not known")

    def _opened(self, path: Path, flags: int) -> None:
        if flags & (os.O_TRUNC | os.O_EXCL):
            # A run may read what it wrote itself.
            self.written.add(path)
        elif flags & os.O_ACCMODE != os.O_WRONLY and path not in self.written and path.is_file():
            real = path.resolve()
            if not (self._may(real) or (self._may(path) and not real.is_relative_to(self.folder))):
                self._refuse(f"{self._shown(real)} is read, and no record of the run would name it")

    def _listed(self, folder: Path) -> None:
        if self.folder in folder.parents and not self._may(folder):
            self._refuse(f"{self._shown(folder)} is listed, and no record of the run would name it")

    def _may(self, path: Path) -> bool:
        """Say whether the nearest folder of *path* that decides allows it."""
        deciding = (place for place in (path, *path.parents) if place in self.allowed or place == self.folder)
        return next(deciding, self.folder) in self.allowed

    def _shown(self, path: Path) -> Path:
        return path.relative_to(self.folder) if path.is_relative_to(self.folder) else path

    def _refuse(self, message: str) -> None:
        self.refused(message)
        raise UndeclaredRead(message)
