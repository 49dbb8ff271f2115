"""`review run`: parameters are checked before anything starts, and only a whole run leaves an output."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from bicycle_project import REPOSITORY, Run, Small
from nbformat.v4 import new_code_cell, new_notebook

from review.book.reruns import everywhere

PARAMETERS = """\
town: str  # where
year: int = 2013  # of the count
share: float = 0.5
kind: str = "all"  # which ones [one of: all, found]
"""


@pytest.fixture
def notebook(bicycles: Small) -> Path:
    """Return a notebook of the small project, with a parameter that has to be given."""
    return write_notebook(bicycles, "thefts", "print(town, year)")


def write_notebook(bicycles: Small, name: str, code: str, parameters: str = PARAMETERS) -> Path:
    """Write a notebook of a parameters cell and one more."""
    path = bicycles.root / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    cells = [new_code_cell(parameters, metadata={"tags": ["parameters"]}), new_code_cell(code)]
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_run_lists_the_parameters(review: Run, notebook: Path) -> None:
    status, out, err = review("run", notebook.stem, "--describe")
    assert (status, err) == (0, "")
    assert [line.partition(":")[0] for line in out.splitlines()] == ["town", "year", "share", "kind"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("yeer=2012", "there is no parameter 'yeer' (did you mean 'year'?)"),
        ("year=soon", "parameter 'year'"),
        ("year=2013.5", "parameter 'year'"),
        ("share=much", "parameter 'share'"),
        ("kind=lost", "parameter 'kind'"),
        ("year", "'year' is no assignment (expected name=value)"),
        ("year=2012", "parameter 'town' is required and was not given"),
    ],
)
def test_a_wrong_parameter_is_told_with_the_known_ones(
    review: Run, bicycles: Small, notebook: Path, given: str, message: str
) -> None:
    status, out, err = review("run", notebook.stem, "-p", given)
    assert (status, out) == (2, "")
    assert message in err
    assert all(name in err for name in ("town", "year", "share", "kind"))
    assert not list(bicycles.root.glob("*.ipynb"))


def test_the_lists_of_a_notebook_say_how_they_are_written(review: Run, bicycles: Small) -> None:
    declared = "towns: list[str] = []  # which ones\nsource: str = ''  # whose [from: sources]"
    write_notebook(bicycles, "listed", "print(towns, source)", declared)
    assert 'written a,b or ["a", "b"]' in review("run", "listed", "--describe")[1]
    for given in ("towns=Lindau, Bregenz", 'towns=["Lindau", "Bregenz"]'):
        assert review("run", "listed", "-p", given, "-o", "a.ipynb", "--force")[0] == 0
        assert "['Lindau', 'Bregenz']" in Path("a.ipynb").read_text("utf-8")
    assert "expected list[str] written a,b or" in review("run", "listed", "-p", "towns=[1]")[2]
    assert "'ward' is no source. Did you mean ward2014?" in review("run", "listed", "-p", "source=ward")[2]


def test_a_parameter_that_was_renamed_says_what_to_write(review: Run, notebook: Path) -> None:
    assert "Write origins=named" in review("run", "thefts", "-p", "include_unnamed=false")[2]


def test_an_ordinary_notebook_runs_where_it_lies(review: Run, bicycles: Small, tmp_path: Path) -> None:
    """Strictness is for the book: a stranger's notebook assigns, reads, starts, warns."""
    (tmp_path / "rows.csv").write_text("a,b", "utf-8")
    declared = "import warnings\nshare = 0.5  # of all\nkinds = {'a': [1]}\nnothing = None\nsum_ = 1 + 1"
    code = "warnings.warn('careful')\nprint(share, kinds, nothing, open('rows.csv').read())"
    path = tmp_path / "plain.ipynb"
    cells = [new_code_cell(declared, metadata={"tags": ["parameters"]}), new_code_cell(code)]
    nbformat.write(new_notebook(cells=cells), path)
    assert "share = 0.5  of all" in review("run", str(path), "--describe")[1]
    given = ("-p", "share=0.7", "-p", 'kinds={"b": null}', "-p", "nothing=some")
    assert review("run", str(path), *given, "-o", "out.ipynb")[0] == 0
    assert "0.7 {'b': None} some a,b" in Path("out.ipynb").read_text("utf-8")
    assert "no parameter 'shaer' (did you mean 'share'?)" in review("run", str(path), "-p", "shaer=1")[2]
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), tmp_path / "bare.ipynb")
    assert review("run", str(tmp_path / "bare.ipynb"), "-o", "bare.ipynb")[0] == 4


@pytest.mark.parametrize("given", [(), ("thefts", "--all"), ("thefts", "--html", "a"), ("--all", "-o", "a.html")])
def test_a_run_is_of_one_notebook_or_of_all(review: Run, notebook: Path, given: tuple[str, ...]) -> None:
    status, _, err = review("run", *given)
    assert status == 2 and "name one notebook" in err


def test_what_became_of_each_chapter_is_printed(review: Run, notebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everywhere, "asked_of_all", lambda *_: ())
    monkeypatch.setattr(everywhere, "rerun_all", lambda *_, **__: ("thefts: run", "lamps: as published"))
    status, out, err = review("run", "--all", "-p", "town=Lindau")
    assert (status, err) == (0, "")
    assert "thefts: run\nlamps: as published\nwritten: " in out


def test_an_unknown_notebook_is_told_with_its_neighbour(review: Run, notebook: Path) -> None:
    expected = "'theft' is no notebook (known: thefts). Did you mean thefts?\n"
    assert review("run", "theft") == (2, "", expected)


def test_run_writes_where_it_is_told(review: Run, bicycles: Small, notebook: Path) -> None:
    target = bicycles.root / "out.ipynb"
    status, out, err = review("run", "thefts", "-p", "town=Lindau", "-p", "year=2012", "-o", str(target))
    assert (status, err) == (0, "")
    assert out.endswith(f"written: {target}\n")
    assert "Lindau 2012" in target.read_text("utf-8")


def test_a_run_replaces_nothing_unless_it_is_forced(review: Run, bicycles: Small, notebook: Path) -> None:
    target = bicycles.root / "out.ipynb"
    target.write_text("mine", "utf-8")
    given = ("run", "thefts", "-p", "town=Lindau", "-o", str(target))
    assert review(*given) == (6, "", f"{target}: exists already. Name another file, or add --force.\n")
    assert target.read_text("utf-8") == "mine"
    assert review(*given, "--force")[0] == 0
    assert "Lindau" in target.read_text("utf-8")


def test_a_run_is_a_page_or_a_notebook(review: Run, notebook: Path) -> None:
    expected = "a.pdf: a run is a page or a notebook. End its name in .html or .ipynb.\n"
    assert review("run", "thefts", "-p", "town=Lindau", "-o", "a.pdf") == (2, "", expected)


def test_a_source_that_there_is_not_is_refused_before_anything_runs(review: Run, bicycles: Small) -> None:
    write_notebook(bicycles, "one", "1 / 0", parameters='source_id: str = "ward2014"')
    status, _, err = review("run", "one", "-p", "source_id=nope", "-o", str(bicycles.root / "a.ipynb"))
    assert status == 2 and err.startswith("'nope' is no source. Known: ")


def test_a_notebook_that_fails_leaves_no_output(review: Run, bicycles: Small) -> None:
    write_notebook(bicycles, "broken", "print('so far')\n\n1 / 0", parameters="year: int = 2013")
    status, _, err = review("run", "broken", "-o", "out.ipynb")
    assert status == 4
    assert "cell 2, line 3: ZeroDivisionError: division by zero (`1 / 0`)" in err
    assert not Path("out.ipynb").exists()
    # What ran is kept, with its traceback.
    kept = bicycles.root / "build" / "runs" / "failed" / "broken.ipynb"
    assert f"What ran until then is in {kept}." in err
    content = nbformat.read(kept, 4)  # type: ignore[no-untyped-call]
    assert [output.output_type for output in content.cells[-1].outputs] == ["stream", "error"]


def test_nothing_is_run_on_data_with_problems(review: Run, bicycles: Small, notebook: Path) -> None:
    bicycles.change("events", "raid-2014-03", end="2013")
    # A build looks first whether its inputs are there.
    (bicycles.root / "book").mkdir()
    for name in ("requirements.lock", "CITATION.cff"):
        (bicycles.root / name).write_bytes((REPOSITORY / name).read_bytes())
    for command in (("run", "thefts", "-p", "town=x"), ("book",), ("verify", "--texts", "texts")):
        status, _, err = review(*command)
        assert status == 1
        assert err.splitlines() == bicycles.problems()
