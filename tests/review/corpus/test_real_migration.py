"""The rows of this review as they stood in schema 1 become those that stand now, whatever was said of them since."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from bicycle_project import REPOSITORY

from review.corpus.corpus import check, open_corpus
from review.corpus.migration.migrate import migrate
from review.corpus.tables.project import Project
from review.corpus.tables.schema import schema

#: The last commit whose tables are of schema 1.
OF_SCHEMA_1 = "e97f02f"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Return the folder of the data as that commit has it."""
    git = ["git", "-C", str(REPOSITORY), "archive", "--format=zip", OF_SCHEMA_1, "data"]
    made = subprocess.run(git, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("the history is not at hand")
    with zipfile.ZipFile(io.BytesIO(made.stdout)) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "data"


def test_the_older_rows_are_lifted_and_nothing_is_lost(older: Path) -> None:
    before = {path: path.read_bytes() for path in older.rglob("*") if path.is_file()}
    words = json.loads(before[older / "datapackage.json"])["vocabularies"]
    written = {older.parent / path for path in migrate(older)}
    assert check(older) == ()
    corpus = open_corpus(Project(older.parent))
    for path, was in before.items():
        if path not in written:
            assert path.read_bytes() == was
    for line in before[older / "vocabulary" / "units.csv"].decode().splitlines()[1:]:
        assert line.partition(",")[0] in corpus.units
    columns = {f"{table.name}.{one.name}": one.choices for table in corpus.descriptor.tables for one in table.columns}
    assert {name: list(columns[name]) for name in words} == words
    assert migrate(older) == []
    assert json.loads((older / "datapackage.json").read_bytes())["schema"] == schema().version
