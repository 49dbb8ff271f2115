"""A second coder is handed no row of the first, and what comes back stands in the tables of the passes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from bicycle_project import Run, Small

from review.corpus.tables.schema import schema

WORDS = {"figures.csv", "claims.csv", "codebook.md", "ward2014.txt"}


def export(review: Run, folder: Path) -> None:
    assert review("pass", "export", "ward2014", "--to", str(folder))[0] == 0


def filled(folder: Path, numeral: str, **cells: str) -> None:
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    next(row for row in rows if row["numeral"] == numeral).update(cells)
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)


THEFTS = {
    "printed": "1,204", "low": "1204", "high": "1204", "qualifier": "exact", "unit": "case", "measure_id": "thefts",
    "origin": "Police Gazette",
}  # fmt: skip


def test_what_is_handed_over_has_no_row_of_anybody(review: Run, bicycles: Small, tmp_path: Path) -> None:
    export(review, tmp_path / "second")
    assert {path.name for path in (tmp_path / "second").iterdir()} == WORDS
    told = "".join(path.read_text("utf-8") for path in (tmp_path / "second").iterdir() if path.suffix != ".txt")
    for table in ("figures", "claims", "exclusions"):
        for row in bicycles.rows(table):
            assert next(iter(row.values())) not in told
            assert row.get("paraphrase") is None or row["paraphrase"] not in told
    assert "frames-found" in told and "nobody counts what" not in told


def test_filled_sheets_come_back_as_rows_of_the_pass(review: Run, bicycles: Small, tmp_path: Path) -> None:
    folder = tmp_path / "second"
    export(review, folder)
    filled(folder, "1,204", **THEFTS)
    with (folder / "claims.csv").open("a", encoding="utf-8") as out:
        out.write("ward2014-why,1,2,locks,mentions\n")
    assert review("pass", "begin", "second", "--by", "R. Miller")[0] == 0
    status, out_, _ = review("pass", "import", "second", "--source", "ward2014", "--from", str(folder))
    assert (status, "1 figures and 1 claims" in out_) == (0, True)
    (figure,), (claim,) = bicycles.rows("pass_figures"), bicycles.rows("pass_claims")
    assert (figure["pass_id"], figure["figure_id"], figure["occurrence"]) == ("second", "ward2014-thefts", "1")
    assert (claim["pass_id"], claim["sentence"], claim["theme_id"]) == ("second", "2", "locks")
    assert bicycles.problems() == []
    assert not [problem for problem in bicycles.verification_problems() if "pass" in problem]


def test_a_fault_is_told_with_file_and_line_and_nothing_is_taken_in(
    review: Run, bicycles: Small, tmp_path: Path
) -> None:
    folder = tmp_path / "second"
    export(review, folder)
    filled(folder, "1,204", **THEFTS | {"unit": "", "qualifier": "exactly"})
    review("pass", "begin", "second", "--by", "R. Miller")
    before = bicycles.contents()
    status, _, err = review("pass", "import", "second", "--source", "ward2014", "--from", str(folder))
    assert status == 1
    assert f"{folder}/figures.csv:2:qualifier: 'exactly' is not in the vocabulary" in err
    assert f"{folder}/figures.csv:2:unit: the cell is empty" in err
    assert bicycles.contents() == before


def test_a_persons_pass_has_the_name_that_is_given_and_a_programs_its_version_and_prompt(
    review: Run, bicycles: Small, tmp_path: Path
) -> None:
    prompt = tmp_path / "prompt.txt"
    prompt.write_text("Code this.", "utf-8")
    assert review("pass", "begin", "second", "--by", "R. Miller")[0] == 0
    machine = ("pass", "begin", "third", "--by", "Parser", "--version", "1.2")
    assert review(*machine)[0] == 2
    assert review(*machine, "--prompt", str(prompt))[0] == 0
    _, second, third = sorted(bicycles.rows("passes"), key=lambda row: row["pass_id"])
    assert "Coded by R. Miller" in second["how"] and "program" not in second["how"]
    assert "Parser" in third["how"] and "version 1.2" in third["how"] and "prompt.txt has the SHA-256" in third["how"]
    assert review("pass", "begin", "second", "--by", "R. Miller")[0] == 2
    assert review("pass", "begin", "fourth")[0] == 2


def test_an_export_overwrites_nothing(review: Run, tmp_path: Path) -> None:
    export(review, tmp_path / "second")
    filled(tmp_path / "second", "1,204", **THEFTS)
    before = (tmp_path / "second" / "figures.csv").read_bytes()
    status, _, err = review("pass", "export", "ward2014", "--to", str(tmp_path / "second"))
    assert (status, "is there already" in err) == (2, True)
    assert (tmp_path / "second" / "figures.csv").read_bytes() == before


@pytest.mark.parametrize("table", schema().tables, ids=lambda table: table.name)
def test_each_form_in_the_schema_has_an_example_that_its_column_takes(table: object) -> None:
    from review.corpus.rules.phrase_cells import FORMS, anchors, implied, parts
    from review.corpus.tables.schema import TableSchema

    assert isinstance(table, TableSchema)
    for column in table.columns:
        for what, example in column.forms:
            assert column.read(example)[1] == "", (column.name, what)
            if column.name.endswith("_basis"):
                known = [form.split()[0] for form in FORMS.get(column.name.removesuffix("_basis"), ())]
                assert all(not (said := implied(part)) or said.split()[0] in known for part in parts(example))
                assert anchors(example) or all(map(implied, parts(example)))
    # Every form of an attribute that the rules know is shown.
    for name, forms in FORMS.items():
        if table.name == "figures":
            shown = " ".join(example for _, example in table.column(f"{name}_basis").forms)
            assert all(f"implied: {form.split()[0]}" in shown for form in forms)
