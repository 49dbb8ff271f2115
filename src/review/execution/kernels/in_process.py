"""A kernel without sockets in this very process, from ipykernel's own parts, and papermill's engine for it."""

from __future__ import annotations

import asyncio
import io
import sys
from typing import Any

from ipykernel.iostream import OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from review.execution.kernels.kernel import MOST_OUTPUT


class Unsupported(Exception):
    """The notebook failed, or asked for what only a kernel with sockets has. Such a kernel is to run it."""


class Messages(Session):
    """The session of the kernel: it keeps what cells show, as the client of a kernel would have received it."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.kept: list[dict[str, Any]] = []
        self.size = 0
        #: Whether something was shown that is not kept; a cell may have caught what was raised.
        self.is_lacking = False

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *args: Any, **options: Any) -> Any:
        """Keep a message. Raises Unsupported for widgets, which talk to who looks at them, and for too much."""
        packed = self.pack(msg_or_type["content"]) if isinstance(msg_or_type, dict) else b""
        self.size += len(packed)
        self.is_lacking |= not packed or self.size > MOST_OUTPUT
        if self.is_lacking:
            raise Unsupported("a widget, or output without end")
        self.kept.append({**msg_or_type, "content": self.unpack(packed)})


class _Stream(OutStream):
    """What cells print, kept until something else is shown; written at once, there is no thread to do it."""

    def __init__(self, session: Messages, name: str, descriptor: int) -> None:
        # Not that of the base class, which needs a thread that publishes.
        io.TextIOBase.__init__(self)
        self.session, self.name, self.pub_thread, self.echo = session, name, self, None
        self._isatty = self._should_watch = False
        self._original_stdstream_copy = descriptor
        self._pieces: list[str] = []

    def write(self, string: str) -> int:
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string)}")
        self._pieces.append(string)
        return len(string)

    def flush(self) -> None:
        text, self._pieces = "".join(self._pieces), []
        if text:
            self.session.send(None, self.session.msg("stream", {"name": self.name, "text": text}))

    def close(self) -> None:
        """Stay open: another thread publishes nothing here."""


class InProcessApp(IPKernelApp):
    """The application of a kernel that starts the shell as always, and neither sockets nor threads."""

    def init_connection_file(self, **_: Any) -> None:
        """Nobody connects."""

    init_poller = init_sockets = init_heartbeat = write_connection_file = init_signal = init_connection_file

    def init_io(self) -> None:
        """Keep what cells print."""
        self.session = self.messages = Messages(parent=self)
        sys.stdout = _Stream(self.messages, "stdout", 1)
        sys.stderr = _Stream(self.messages, "stderr", 2)

    def init_kernel(self) -> None:
        """Make the kernel."""
        self.kernel = IPythonKernel.instance(
            parent=self, session=self.session, log=self.log, profile_dir=self.profile_dir, user_ns=self.user_ns
        )

    def log_connection_info(self) -> None:
        """Nobody connects."""
        self._ports: dict[str, int] = {}

    def said(self) -> list[dict[str, Any]]:
        """Return the messages since the last time, those of what was printed last included."""
        sys.stdout.flush()
        sys.stderr.flush()
        said, self.messages.kept = self.messages.kept, []
        return said


def started() -> InProcessApp:
    """Return the kernel of this process, started with ipykernel's defaults and without a history on disk."""
    app: InProcessApp = InProcessApp.instance()
    app.initialize(["--HistoryManager.enabled=False"])  # type: ignore[no-untyped-call]
    app.said()  # a debugger that nobody asked for warns of itself, before any cell
    return app


#: The name of the engine, for papermill.
NAME = "in-process"


class InProcess(Engine):  # type: ignore[misc]
    """Runs the cells of a notebook in the kernel of this process. Raises Unsupported where a cell fails."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **_: Any) -> None:
        """Run them in order, in a running loop as a kernel has it, their outputs collected as from a kernel."""
        # Not `asyncio.run`, which takes the signals for itself.
        asyncio.new_event_loop().run_until_complete(cls._run(nb_man))

    @classmethod
    async def _run(cls, nb_man: NotebookExecutionManager) -> None:
        app = InProcessApp.instance()
        client = PapermillNotebookClient(nb_man)
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            if cell.cell_type == "code" and cell.source.strip():
                reply = await app.kernel.do_execute(cell.source, silent=False)
                cell.execution_count = reply["execution_count"]
                client.clear_before_next_output = False
                for message in app.said():
                    client.process_message(message, cell, index)
                if reply["status"] != "ok" or app.messages.is_lacking:
                    raise Unsupported(reply.get("ename", ""))
            nb_man.cell_complete(cell, index)


papermill_engines.register(NAME, InProcess)
