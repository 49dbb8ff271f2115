"""The export into a folder: all of it is made beside the folder, then takes its place in one step."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import FileFault, UsageError
from review.export.edition import Edition, open_edition
from review.export.package import require_valid, write_package
from review.export.parquet import write_parquet
from review.export.spreadsheet import write_spreadsheet
from review.files.folders import bring_back, held, swap, under_way

PACKAGE, PARQUET = "package", "parquet"


class Form(StrEnum):
    """A form in which the evidence is exported."""

    PACKAGE = "package"
    PARQUET = "parquet"
    SPREADSHEET = "spreadsheet"
    ALL = "all"


def export(project: Project, output: Path | None = None, form: Form = Form.ALL) -> tuple[Edition, list[Path]]:
    """Write the evidence into *output* (build/export by default); return its edition and what was written.

    The folder then holds what was asked for and nothing else. Until all of it is made, what stood there stays.
    Raises CorpusError for the data, UsageError where *output* holds other things, Busy, FileFault.
    """
    target = (output or project.build / "export").absolute()
    edition = open_edition(Snapshot(project))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # The folder above is what is held: a lock file would stay in a folder that is not ours.
        with held(target.parent, target, "export"):
            bring_back(target)
            _require_own(target, edition)
            with under_way(target) as scratch:
                written = write_forms(edition, scratch / target.name, form)
                swap(scratch / target.name, target)
    except OSError as error:
        place = error.filename or target
        message = f"{place}: cannot be written ({error.strerror or error}). Choose a place that you may write to."
        raise FileFault(message) from error
    return edition, [target / path for path in written]


def write_forms(edition: Edition, folder: Path, form: Form) -> list[Path]:
    """Write what *form* asks for into *folder*, which is made; return it relative to that folder."""
    folder.mkdir(parents=True)
    written = []
    if form in (Form.PACKAGE, Form.ALL):
        write_package(edition, folder / PACKAGE)
        require_valid(folder / PACKAGE)
        written.append(Path(PACKAGE) / "datapackage.json")
    if form in (Form.PARQUET, Form.ALL):
        write_parquet(edition, folder / PARQUET)
        written.append(Path(PARQUET))
    if form in (Form.SPREADSHEET, Form.ALL):
        write_spreadsheet(edition, folder / f"{edition.name}.xlsx")
        written.append(Path(f"{edition.name}.xlsx"))
    return written


def _require_own(target: Path, edition: Edition) -> None:
    """Let a place pass that is free, or holds what an export writes and nothing else."""
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{target}: it is a file (expected a folder). Choose another place.")
    ours = {PACKAGE, PARQUET, f"{edition.name}.xlsx"}
    if others := sorted({path.name for path in target.iterdir()} - ours):
        raise UsageError(
            f"{target}: the folder holds other things ({others[0]}), and an export replaces the whole of it. "
            "Choose a folder of its own."
        )
