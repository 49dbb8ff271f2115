"""The review is exported whole."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as parquet
from bicycle_project import REPOSITORY
from test_export import cells_of

from review.corpus.tables.project import Project
from review.export.writing import export


def test_the_real_data_is_exported_whole(tmp_path: Path) -> None:
    edition, _ = export(Project(REPOSITORY), tmp_path / "export")
    sheets = cells_of(tmp_path / "export" / f"{edition.name}.xlsx")
    for table in edition.tables:
        rows = edition.rows(table)
        assert len(sheets[table.name]) == 1 + len(rows)
        read = parquet.read_table(tmp_path / "export" / "parquet" / f"{table.name}.parquet")
        assert [list(row.values()) for row in read.to_pylist()] == rows
