"""What can go wrong, told so that a user can mend it, with the exit status that each kind gives."""

from __future__ import annotations

import difflib
import errno
import signal
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

# What a user can do where the system refuses to write.
HINTS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "Make room on that disk, and run it again"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "Permit it to whoever runs this, or work in another folder"),
    errno.EROFS: "Work in a folder that can be written to",
    errno.EFBIG: "Allow larger files (ulimit -f), and run it again",
}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, at a place: *line* counts from 1 (0: the whole file), *column* is a name."""

    path: str
    line: int
    column: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return ``path:line:column: message. How to mend it.``, without what is 0 or empty."""
        place = ":".join([self.path, *(str(part) for part in (self.line, self.column) if part)])
        text = f"{place}: {self.message.rstrip('.')}."
        return f"{text} {self.hint}" if self.hint else text


class ReviewError(Exception):
    """Something that a user can mend. Its message is complete: no traceback is shown with it."""

    status = 1


class CorpusError(ReviewError):
    """The data has problems. ``problems`` holds them all, sorted by place."""

    status = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class IncomparableFigures(ReviewError):
    """Figures that differ in what they count were put together."""

    status = 1


class UsageError(ReviewError):
    """The command was called wrongly: an unknown option, parameter, notebook or id."""

    status = 2


def require_known(what: str, known: Collection[str], values: Iterable[object]) -> None:
    """Let *values* pass that are all *known*. Raises UsageError that says *what* they are none of, and the nearest."""
    for value in values:
        if value not in known:
            near, names = difflib.get_close_matches(str(value), known, n=1), sorted(filter(None, known))
            # Some tables have hundreds of keys.
            some = f"Known: {', '.join(names[:40])}{', …' if names[40:] else ''}."
            hint = f"Did you mean {near[0]}?" if near else some
            raise UsageError(f"{value!r} is no {what}. {hint}")


class EnvironmentFault(ReviewError):
    """The machine lacks something that the command needs."""

    status = 3


class NotebookFailed(ReviewError):
    """A notebook did not run to its end, or its output is not what a complete run leaves.

    *partial* is the notebook as far as it ran, with the traceback; None where nothing ran.
    """

    status = 4
    partial: Any = None


class LimitExceeded(ReviewError):
    """A run passed its limit of time or memory."""

    status = 5


class FileFault(ReviewError):
    """A file or folder could not be read or written."""

    status = 6

    @classmethod
    def of(cls, error: OSError, place: object) -> FileFault:
        """Return the fault behind *error*, at the file that it names, or else at *place*."""
        hint = HINTS.get(error.errno or 0, "Mend that, and run it again")
        # Of a copy, the second is what could not be written.
        return cls(f"{error.filename2 or error.filename or place}: {error.strerror or error}. {hint}.")


class Busy(ReviewError):
    """Another build is under way in the same folder."""

    status = 7


class Stopped(SystemExit):
    """The command was told to stop by a signal.

    Not a ReviewError, and no KeyboardInterrupt: what may be caught on the way out must not hold it up.
    """

    def __init__(self, signum: int) -> None:
        super().__init__(128 + signum)
        self.name = signal.Signals(signum).name
