"""Kernels of this very interpreter, in an environment of their own, that can be stopped from outside."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop

# Unix sockets may have paths of about 100 bytes; ours adds "kernel-ipc-5" to the folder.
LONGEST_SOCKET_FOLDER = 80
# Far more than a page can show. What passes it is never read, so that it cannot fill the memory either.
MOST_OUTPUT = 20_000_000
# What a process needs to find programs, packages and room. Nothing else of the person who builds may reach a
# page: not the width of the terminal, not a language, not a setting of a library.
KEPT = (
    *("PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV"),
    *("PYTHONHOME", "PYTHONPATH", "PYTHONPYCACHEPREFIX"),
)

# Sums in parts, in as many as the machine has cores, may end in another digit. A process of one thread may also fork.
ONE_THREAD = {
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")},
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


def kernel_environment(scratch: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without anybody's settings, with a fixed seed, time zone and locale.

    *scratch* is an empty folder for what IPython writes; *extra* is added last.
    """
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        # On a full disk, older versions of Python leave half of a compiled module, which breaks every later run.
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "agg",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        **ONE_THREAD,
        **own_variables(scratch),
        **extra,
    }


def own_variables(scratch: Path) -> dict[str, str]:
    """Return what a run has for itself: places in the empty folder *scratch*."""
    return {
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "jupyter"),
        # So that nothing is left of what a cell puts among the temporary files.
        "TMPDIR": str(scratch),
    }


class OwnKernel(AsyncKernelManager):
    """The manager of one run's kernel. Subclassed for each run, since nbclient asks for a class."""

    scratch: ClassVar[Path]
    environment: ClassVar[Mapping[str, str]]
    stop: ClassVar[threading.Event]
    flooded: ClassVar[threading.Event]
    started: ClassVar[list[OwnKernel]]
    ending: asyncio.Future[None] | None = None

    @property
    def kernel_spec(self) -> KernelSpec:
        # A kernelspec found on Jupyter's path could belong to any other installation of Python.
        watched = "--IPKernelApp.extra_extensions=review.execution.kernels.watching"
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", watched]
        return KernelSpec(argv=command, display_name="Python 3", language="python")

    # The base class declares the methods below as blocking and replaces them by coroutines, as is done here.
    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
        """Start the kernel in its scratch folder, its output in a file there."""
        self.started.append(self)
        self.connection_file = str(self.scratch / "kernel.json")
        if os.name == "posix" and len(os.fsencode(self.scratch)) <= LONGEST_SOCKET_FOLDER:
            # Ports chosen in advance can be taken by another process before the kernel binds them.
            self.transport = "ipc"
            self.ip = str(self.scratch / "kernel-ipc")
        with (self.scratch / "kernel.log").open("ab") as log:
            await super().start_kernel(env=dict(self.environment), stdout=log, stderr=log, **options)

    async def _async_is_alive(self) -> bool:
        # nbclient asks every second while a cell runs: the one place where a waiting run can be reached.
        if self.stop.is_set() or self.flooded.is_set():
            await self.kill()
        return await super()._async_is_alive()

    is_alive = _async_is_alive

    def client(self, **options: Any) -> Any:
        """Return the client of the kernel, which counts what the kernel shows."""
        client = super().client(**options)
        counted: Any = type("Counted", (_Counted,), {"kernel": self})
        client.iopub_channel_class = counted
        return client

    async def kill(self) -> None:
        """End the process of the kernel, if it has one, and wait until it is gone."""
        if self.provisioner and self.provisioner.has_process:
            # Several may ask at once, and the provisioner breaks when two of them wait for one process.
            if self.ending is None or self.ending.done():
                self.ending = asyncio.ensure_future(self._end())
            await asyncio.shield(self.ending)

    async def _end(self) -> None:
        assert self.provisioner is not None
        await self.provisioner.kill()
        await self.provisioner.wait()


class _Counted(AsyncZMQSocketChannel):
    """The channel of all that cells show; once that passes the limit, it drops the rest and ends the kernel."""

    kernel: ClassVar[OwnKernel]
    received = 0

    async def _recv(self, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        parts = await self.socket.recv_multipart(**options)
        self.received += sum(map(len, parts))
        if self.received <= MOST_OUTPUT:
            return self.session.deserialize(self.session.feed_identities(parts)[1])
        self.kernel.flooded.set()
        await self.kernel.kill()
        return {"parent_header": {}}


@contextmanager
def own_kernel(
    scratch: Path, environment: Mapping[str, str], stop: threading.Event, flooded: threading.Event
) -> Iterator[type[AsyncKernelManager]]:
    """Give the class of kernel manager for one run, whose kernel is gone at the end, however the run ends.

    The kernel also dies when *stop* is set, and by itself when this process does. *flooded* is set where it
    was ended because it showed more than MOST_OUTPUT bytes.
    """
    started: list[OwnKernel] = []
    own = {"environment": kernel_environment(scratch, environment), "scratch": scratch}
    own |= {"stop": stop, "flooded": flooded}
    try:
        yield type("OwnKernel", (OwnKernel,), {**own, "started": started})
    finally:
        # jupyter_core makes one loop a thread and leaves it open. (A running one is that of a notebook
        # in which somebody called this, and waits for nothing of ours.)
        loop = ensure_event_loop()
        if not loop.is_running():
            loop.run_until_complete(_clear(started))
            loop.close()


async def _clear(started: Iterable[OwnKernel]) -> None:
    """Leave no process, task or socket, also after Ctrl-C, which nbclient does not expect everywhere."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for kernel in started:
        if kernel.has_kernel:
            await kernel.kill()
            await kernel.cleanup_resources()
