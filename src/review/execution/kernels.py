"""Kernels of this very interpreter, in an environment of their own, that can be stopped from outside."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop

# Unix sockets may have paths of about 100 bytes; ours adds "kernel-ipc-5" to the folder.
LONGEST_SOCKET_FOLDER = 80
# What a process needs to find programs, packages and room. Nothing else of the person who builds may reach a
# page: not the width of the terminal, not a language, not a setting of a library.
KEPT = (
    *("PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV"),
    *("PYTHONHOME", "PYTHONPATH", "PYTHONPYCACHEPREFIX"),
)


def kernel_environment(scratch: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without anybody's settings, with a fixed seed, time zone and locale.

    *scratch* is an empty folder for what IPython writes; *extra* is added last.
    """
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "MPLBACKEND": "agg",
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "jupyter"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        **extra,
    }


@contextmanager
def own_event_loop() -> Iterator[None]:
    """Close the event loop in which nbclient waits: jupyter_core makes one a thread and leaves it open."""
    try:
        yield
    finally:
        loop = ensure_event_loop()
        if not loop.is_running():
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            loop.close()


def kernel_class(scratch: Path, extra: Mapping[str, str], stop: threading.Event) -> type[AsyncKernelManager]:
    """Return the class of kernel manager for one run. Its kernel dies when *stop* is set, or its parent dies.

    A class and not an object, since nbclient cleans up only kernels that it made itself.
    """
    environment = kernel_environment(scratch, extra)

    # The base class declares these methods as blocking and replaces them by coroutines, as is done here.
    class OwnKernel(AsyncKernelManager):
        @property
        def kernel_spec(self) -> KernelSpec:
            # A kernelspec found on Jupyter's path could belong to any other installation of Python.
            command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=command, display_name="Python 3", language="python")

        async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
            self.connection_file = str(scratch / "kernel.json")
            if os.name == "posix" and len(os.fsencode(scratch)) <= LONGEST_SOCKET_FOLDER:
                # Ports chosen in advance can be taken by another process before the kernel binds them.
                self.transport = "ipc"
                self.ip = str(scratch / "kernel-ipc")
            with (scratch / "kernel.log").open("ab") as log:
                await super().start_kernel(env=environment, stdout=log, stderr=log, **options)

        async def _async_is_alive(self) -> bool:
            # nbclient asks every second while a cell runs: the one place where a waiting run can be reached.
            if stop.is_set() and self.provisioner and self.provisioner.has_process:
                await self.provisioner.kill()
                await self.provisioner.wait()
            return await super()._async_is_alive()

        is_alive = _async_is_alive

    return OwnKernel
