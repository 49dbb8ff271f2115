"""How far a build is, shown on a terminal as bars and elsewhere as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from review.book.publish import Step


@contextmanager
def shown_on(console: Console) -> Iterator[Callable[[Step], None]]:
    """Give what a build reports its steps to; they are shown on *console* as long as the block runs."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bars: dict[str, TaskID] = {}

        def show(step: Step) -> None:
            if step.stage not in bars:
                bars[step.stage] = progress.add_task(step.stage, total=step.total)
            shown = f"{step.stage}: {step.now}" if step.now else step.stage
            progress.update(bars[step.stage], completed=step.done, description=shown)
            if not console.is_terminal and step.now:
                progress.console.print(f"{step.stage} {step.done}/{step.total}: {step.now}", markup=False)

        yield show
