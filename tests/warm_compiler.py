"""The compiler of books for tests: each of its runs is forked from a process that has imported it and done no more.

What it imports takes longer than to compile a small book. Builds that are processes of their own import it anew.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

# What every run imports beside Sphinx's own extensions: those of every book, and what waits for the first page.
IMPORTED = (
    *("myst_nb.sphinx_ext", "sphinx_external_toc", "review.book.sphinx_ext.extension", "alabaster", "citeproc"),
    *("IPython.display", "IPython.lib.lexers", "sphinx.cmd.build", "sphinx.search.en", "sphinx.writers.html5"),
    *("review.book.prose.notebooks", "review.book.sphinx_ext.configuration"),
)


class WarmCompiler:
    """Runs modules as ``run_child`` does, one at a time; the first of them starts the process that is forked."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None

    def run(self, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> int:
        """Run the module and arguments in *command* and return the exit status. What it says goes to *log*."""
        if self._server is None:
            # Each run has the same time zone, language and seed of hashes, which a process takes up as it starts.
            self._server = subprocess.Popen(
                [sys.executable, __file__],
                env=dict(environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._server.stdin and self._server.stdout
        try:
            print(json.dumps([list(command), dict(environment), str(log)]), file=self._server.stdin, flush=True)
            return int(self._server.stdout.readline())
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process, and what it runs."""
        if self._server:
            with self._server:
                self._server.kill()
            self._server = None


def _serve() -> None:
    from sphinx.application import builtin_extensions

    for name in (*builtin_extensions, *IMPORTED):
        importlib.import_module(name)
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _run(*json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(command: list[str], environment: dict[str, str], log: str) -> None:
    status: object = 1
    try:
        os.environ.clear()
        os.environ.update(environment)
        with Path(os.devnull).open("rb") as nothing, Path(log).open("wb") as out:
            for number, file in enumerate((nothing, out, out)):
                os.dup2(file.fileno(), number)
        sys.argv = command
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status if isinstance(status, int) else int(status is not None))


if __name__ == "__main__":
    _serve()
