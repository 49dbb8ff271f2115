"""`review export`: what it prints, where it writes, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from bicycle_project import Run, Small

from review.errors import CorpusError
from review.export.package import require_valid

CFF = "title: Stolen Bicycles\nauthors: [{name: All}]\nversion: 1.2.0\ndate-released: 2020-05-04\nlicense: MIT\n"


@pytest.fixture(autouse=True)
def citation(bicycles: Small) -> Path:
    """Give the small project its citation file."""
    path = bicycles.root / "CITATION.cff"
    path.write_text(CFF, "utf-8")
    return path


def test_everything_is_exported_and_named(review: Run, bicycles: Small) -> None:
    assert review("verify", "--texts", str(bicycles.texts))[0] == 0
    status, out, err = review("export")
    folder = bicycles.root / "build" / "export"
    written = ("package/datapackage.json", "parquet", "stolen-bicycles.xlsx")
    assert (status, err) == (0, "")
    assert out.splitlines() == [f"written: {folder / name}" for name in written]
    assert all((folder / name).exists() for name in written)


def test_a_form_and_a_folder_may_be_chosen(review: Run, bicycles: Small) -> None:
    status, out, _ = review("export", "--output", "mine", "--format", "parquet")
    assert status == 0
    assert out.splitlines()[0] == f"written: {bicycles.root / 'mine' / 'parquet'}"
    assert [path.name for path in (bicycles.root / "mine").iterdir()] == ["parquet"]


def test_signs_of_patterns_and_of_markup_in_a_name_are_its_own(review: Run, bicycles: Small) -> None:
    folder = bicycles.root / "[b]:key: *"
    status, out, err = review("export", "--output", folder.name, "--format", "package")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == f"written: {folder / 'package' / 'datapackage.json'}"
    origins = folder / "package" / "vocabulary" / "origins.csv"
    origins.write_bytes(origins.read_bytes().replace(b"police,", b"polise,", 1))
    with pytest.raises(CorpusError, match=r"package/vocabulary/origins\.csv: the data package is not valid"):
        require_valid(folder / "package")


def test_what_a_release_would_lack_is_said(review: Run) -> None:
    assert "notice: figures: not verified since they changed: 11 rows" in review("export")[1]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--format", "xls"), 2, "'xls' is not one of"),
        (("--output", "texts"), 2, "the folder holds other things (gazette2014.txt)"),
        (("--output", "CITATION.cff/there"), 6, "CITATION.cff: cannot be written ("),
    ],
)
def test_what_cannot_be_done_is_told(review: Run, arguments: tuple[str, ...], status: int, message: str) -> None:
    got, out, err = review("export", *arguments)
    assert (got, out) == (status, "")
    assert message in err


def test_without_a_citation_file(review: Run, citation: Path) -> None:
    citation.unlink()
    status, _, err = review("export")
    assert status == 6
    assert err.startswith("CITATION.cff: the citation file cannot be read")


def test_faulty_data_is_not_exported(review: Run, bicycles: Small) -> None:
    bicycles.change("figures", "gazette2014-held", origin_id="polise")
    status, _, err = review("export")
    assert (status, err.splitlines()) == (1, bicycles.problems())
    assert not (bicycles.root / "build").exists()
