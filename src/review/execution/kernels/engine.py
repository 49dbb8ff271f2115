"""Papermill's engine for the kernel of this very process: it collects what cells show as nbclient does."""

from __future__ import annotations

import asyncio
from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from review.execution.kernels.in_process import InProcessApp, Unsupported

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
