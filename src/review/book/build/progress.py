"""How far a build is, shown on a terminal as bars and elsewhere as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column


@dataclass(frozen=True)
class Step:
    """How far the build is: *done* of *total* in a stage, what is being done *now*, and how the stage stands.

    A *notice* is told on a line of its own that stays.
    """

    stage: str
    done: int
    total: int
    now: str = ""
    state: str = ""
    notice: str = ""


UNCHANGED = Step("nothing has changed", 1, 1)


@contextmanager
def shown_on(console: Console) -> Iterator[Callable[[Step], None]]:
    """Give what a build reports its steps to; they are shown on *console* as long as the block runs."""
    # The words stand last, where they can be cut when the terminal is narrow.
    words = TextColumn("{task.description}", table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1))
    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn(), words)
    with Progress(*columns, console=console, expand=True) as progress:
        bars: dict[str, TaskID] = {}

        def show(step: Step) -> None:
            if step.stage not in bars:
                bars[step.stage] = progress.add_task(step.stage, total=step.total)
            state = step.state or step.now
            description = f"{step.stage}: {state}" if state else step.stage
            progress.update(bars[step.stage], completed=step.done, description=description)
            if not console.is_terminal and step.now:
                progress.console.print(f"{step.stage} {step.done}/{step.total}: {step.now}", markup=False)
            if step.notice:
                progress.console.print(f"notice: {step.notice}", markup=False)

        yield show
