"""A kernel without sockets in this very process: ipykernel's own application, shell and displays."""

from __future__ import annotations

import io
import sys
from typing import Any

from ipykernel.iostream import OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session

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
