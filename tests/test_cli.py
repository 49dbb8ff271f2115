"""The commands: what each prints, its exit status, and never a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from coded_twice import code_twice
from conftest import Small
from nbformat.v4 import new_code_cell, new_notebook

from review import cli

Run = Callable[..., tuple[int, str, str]]
COMMANDS = ("check", "fmt", "verify", "mutate-evidence", "agreement", "add-source", "run", "book", "serve")
PARAMETERS = """\
town: str  # where
year: int = 2013  # of the count
share: float = 0.5
kind: str = "all"  # which ones [one of: all, found]
"""


@pytest.fixture
def run(bicycles: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command in the small project: its status, what it prints, what it complains."""
    monkeypatch.chdir(bicycles.root)
    for name in ("REVIEW_PROJECT", "REVIEW_TEXTS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["review", *arguments])
        status = 0
        try:
            cli.main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return status, captured.out, captured.err

    return run


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


def test_without_a_command_the_commands_are_listed(run: Run) -> None:
    status, out, err = run()
    assert status == 2
    assert all(command in out + err for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    assert f"Example: review {command}" in out


def test_the_commands_are_all_tested() -> None:
    assert {command.name for command in cli.app.registered_commands} == set(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [("chekc",), ("check", "--all"), ("check", "it"), ("add-source", "new"), ("book", "--jobs", "0"), ("verify",)],
)
def test_a_wrong_call_is_told(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert status == 2
    assert "Usage: " in err + out


def test_check_counts_what_it_found_good(run: Run) -> None:
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert out.endswith("No problems: 2 sources, 11 figures, 3 claims.\n")
    assert "still to do: figures: not verified since they changed: 11 rows" in out


def test_check_prints_every_problem(run: Run, bicycles: Small) -> None:
    bicycles.change("events", "raid-2014-03", end="2013")
    bicycles.change("figures", "gazette2014-held", origin_id="polise")
    status, out, err = run("check")
    assert (status, out) == (1, "")
    assert err.splitlines() == bicycles.problems()
    assert len(err.splitlines()) == 2


def test_check_says_which_finding_no_longer_holds(run: Run, bicycles: Small) -> None:
    bicycles.change("relations", "thefts-parts", members="ward2014-thefts ward2014-station")
    status, _, err = run("check")
    assert status == 1
    assert "thefts-1 no longer holds: thefts-parts is inconsistent (expected consistent)" in err


def test_check_says_which_derivation_cannot_be_computed(run: Run, bicycles: Small) -> None:
    bicycles.change("derivations", "station-share", expression="{ward2014-station} ** 2")
    status, _, err = run("check")
    assert status == 1
    assert err.startswith("data/judgement/derivations.csv:2:expression: station-share cannot be computed: ")


def test_square_brackets_are_printed_as_they_are(run: Run, bicycles: Small) -> None:
    bicycles.change("origins", "police", kind="[red]")
    assert "'[red]' is not in the vocabulary" in run("check")[2]


def test_fmt_rewrites_and_then_has_nothing_to_rewrite(run: Run, bicycles: Small) -> None:
    bicycles.replace("origins", b"\n", b"\r\n")
    expected = "rewritten: data/vocabulary/origins.csv\n1 of the tables were not in canonical form.\n"
    assert run("fmt") == (0, expected, "")
    assert run("fmt") == (0, "Nothing to rewrite.\n", "")
    assert run("check")[0] == 0


def test_fmt_refuses_what_it_would_have_to_guess(run: Run, bicycles: Small) -> None:
    bicycles.replace("origins", b"police,", b"police,,")
    status, _, err = run("fmt")
    assert status == 1
    assert err.startswith("data/vocabulary/origins.csv:")


@pytest.mark.parametrize("how", ["option", "variable"])
def test_verify_writes_the_receipt(run: Run, bicycles: Small, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "variable":
        monkeypatch.setenv("REVIEW_TEXTS", str(bicycles.texts))
    status, out, err = run("verify", *(["--texts", str(bicycles.texts)] if how == "option" else []))
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "gazette2014: 10 numerals, 5 in figures, 5 excluded; quotes cover 20.8% of its words.",
        "ward2014: 12 numerals, 6 in figures, 6 excluded; quotes cover 25.0% of its words.",
        "Every row stands as its source has it. The receipt is data/verification.json.",
    ]
    assert run("check")[1] == "No problems: 2 sources, 11 figures, 3 claims.\n"


def test_a_verification_that_fails_leaves_the_old_receipt(run: Run, bicycles: Small) -> None:
    assert run("verify", "--texts", str(bicycles.texts))[0] == 0
    before = (bicycles.root / "data" / "verification.json").read_bytes()
    bicycles.change("claims", "ward2014-unreported", quote="somebody counts what")
    status, out, err = run("verify", "--texts", str(bicycles.texts))
    assert (status, out) == (1, "")
    assert "the quote stands 0 times in ward2014" in err
    assert (bicycles.root / "data" / "verification.json").read_bytes() == before


def test_verify_without_the_texts(run: Run, bicycles: Small) -> None:
    status, _, err = run("verify", "--texts", str(bicycles.root / "nowhere"))
    assert status == 6
    assert "gazette2014.txt: the text of gazette2014 cannot be read" in err


def test_verify_looks_at_the_places_of_the_passes(run: Run, bicycles: Small) -> None:
    code_twice(bicycles).change("pass_claims", "second-c3", sentence="9")
    status, out, err = run("verify", "--texts", str(bicycles.texts))
    assert (status, out) == (1, "")
    assert "there is no such sentence (got 9, expected 3 at most)" in err


def test_check_asks_for_settlements(run: Run, bicycles: Small) -> None:
    code_twice(bicycles, settled=False)
    status, _, err = run("check")
    assert status == 1
    assert "first-price: the passes differ in period_end, and it is not settled. Settle it." in err


def test_errors_are_seeded_and_reported(run: Run, bicycles: Small) -> None:
    status, out, err = run("mutate-evidence", "--texts", str(bicycles.texts))
    assert status == 1  # the small project has no words for its measures
    assert "wrong measure" in out and "escaped single slips:" in out
    assert err == "too few slips are caught. Tighten the rules, or give the rows nearer phrases.\n"
    assert (bicycles.root / "build" / "mutation.json").is_file()


def test_agreement_is_printed(run: Run, bicycles: Small) -> None:
    assert run("agreement") == (0, "Nothing was coded twice: there is no agreement to report.\n", "")
    code_twice(bicycles)
    status, out, err = run("agreement")
    assert (status, err) == (0, "")
    assert "  First pass | 4 | 4 | 11 | 100 % | 36.4 % | 53.3 %\n" in out
    assert "  Period end | 3 | 2 (66.7 %) | " in out
    assert "  Detection: 9; Persons held | nine | nothing | nine | The first pass was right.; It says so.\n" in out
    assert "Summary, paragraph 2, sentence 2" not in out
    assert "Summary, paragraph 2, sentence 2 | Reporting | Locks | \n" in run("agreement", "--themes")[1]


def test_add_source_says_what_waits(run: Run, bicycles: Small) -> None:
    text = bicycles.texts / "shop2015.txt"
    text.write_text("Locks\n\nThe shop sold 12 locks in 2015.\n", "utf-8")
    status, out, err = run("add-source", "shop2015", "--kind", "memo", "--title", "Locks", "--text", str(text))
    assert (status, err) == (0, "")
    assert "extended: data/evidence/sources.csv\n" in out
    assert "waiting: paragraph 1: 12 (occurrence 1)\n" in out
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert "still to do: shop2015: waiting to be coded or excluded: 2 numerals" in out
    assert out.endswith("No problems: 3 sources, 11 figures, 3 claims.\n")
    assert run("verify", "--texts", str(bicycles.texts))[0] == 0


@pytest.mark.parametrize(
    ("source_id", "kind", "text", "status", "message"),
    [
        ("ward2014", "memo", "texts/ward2014.txt", 2, "ward2014 is a source already."),
        ("Shop", "memo", "texts/ward2014.txt", 2, "'Shop' is no id"),
        ("shop", "meno", "texts/ward2014.txt", 2, "Did you mean 'memo'?"),
        ("shop", "memo", "texts/missing.txt", 6, "texts/missing.txt: the text cannot be read"),
    ],
)
def test_add_source_refuses(run: Run, source_id: str, kind: str, text: str, status: int, message: str) -> None:
    got, out, err = run("add-source", source_id, "--kind", kind, "--text", text)
    assert (got, out) == (status, "")
    assert message in err


def test_run_lists_the_parameters(run: Run, notebook: Path) -> None:
    status, out, err = run("run", notebook.stem, "--describe")
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
    run: Run, bicycles: Small, notebook: Path, given: str, message: str
) -> None:
    status, out, err = run("run", notebook.stem, "-p", given)
    assert (status, out) == (2, "")
    assert message in err
    assert all(name in err for name in ("town", "year", "share", "kind"))
    assert not list(bicycles.root.glob("*.ipynb"))


def test_an_unknown_notebook_is_told_with_its_neighbour(run: Run, notebook: Path) -> None:
    expected = "'theft' is no notebook (known: thefts). Did you mean thefts?\n"
    assert run("run", "theft") == (2, "", expected)


def test_run_writes_where_it_is_told(run: Run, bicycles: Small, notebook: Path) -> None:
    target = bicycles.root / "out.ipynb"
    status, out, err = run("run", "thefts", "-p", "town=Lindau", "-p", "year=2012", "-o", str(target))
    assert (status, err) == (0, "")
    assert out.endswith(f"written: {target}\n")
    assert "Lindau 2012" in target.read_text("utf-8")


def test_a_notebook_that_fails_leaves_no_output(run: Run, bicycles: Small) -> None:
    write_notebook(bicycles, "broken", "1 / 0", parameters="year: int = 2013")
    status, _, err = run("run", "broken")
    assert status == 4
    assert "ZeroDivisionError" in err
    assert not (bicycles.root / "broken-run.ipynb").exists()


def test_nothing_is_run_on_data_with_problems(run: Run, bicycles: Small, notebook: Path) -> None:
    bicycles.change("events", "raid-2014-03", end="2013")
    for command in (("run", "thefts", "-p", "town=x"), ("book",), ("verify", "--texts", "texts")):
        status, _, err = run(*command)
        assert status == 1
        assert err.splitlines() == bicycles.problems()


@pytest.mark.parametrize(
    "command",
    [("check",), ("fmt",), ("verify", "--texts", "."), ("run", "thefts"), ("book",), ("serve",)]
    + [("add-source", "new", "--kind", "memo", "--text", "new.txt")],
)
def test_outside_a_project_nothing_is_done(
    run: Run, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run(*command)
    assert status == 3
    assert err == (
        f"{tmp_path}: no project here (no data/datapackage.json in this folder or above it). "
        "Change into the project, or set REVIEW_PROJECT to its folder.\n"
    )


def test_a_project_is_found_from_a_folder_in_it(run: Run, bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bicycles.texts)
    assert run("check")[0] == 0


def test_the_variable_names_the_project_itself(run: Run, bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    monkeypatch.setenv("REVIEW_PROJECT", str(bicycles.root))
    assert run("check")[0] == 0
    monkeypatch.setenv("REVIEW_PROJECT", str(bicycles.root / "textz"))
    status, _, err = run("check")
    assert status == 3
    assert "no project here (no data/datapackage.json in this folder)" in err


def test_a_broken_declaration_ends_in_its_message(run: Run, bicycles: Small) -> None:
    (bicycles.root / "data" / "datapackage.json").write_text("{}", "utf-8")
    for command in ("check", "fmt"):
        status, _, err = run(command)
        assert status == 1
        assert err.startswith("data/datapackage.json: the declaration of the tables cannot be read")


def test_serve_without_a_book(run: Run, bicycles: Small) -> None:
    status, _, err = run("serve")
    assert status == 3
    assert err == f"{bicycles.project.site}: there is no book yet. Run `make book` first.\n"


def test_serve_on_a_port_that_is_taken(run: Run, bicycles: Small) -> None:
    bicycles.project.site.mkdir(parents=True)
    (bicycles.project.site / "index.html").write_text("<p>Here.</p>", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _, err = run("serve", "--port", str(port))
    assert status == 3
    assert err == f"port {port} cannot be used (Address already in use). Choose another with --port.\n"


def test_a_file_that_cannot_be_written_is_told(run: Run, bicycles: Small) -> None:
    """The receipt's place is taken by a folder."""
    (bicycles.root / "data" / "verification.json").mkdir()
    status, _, err = run("verify", "--texts", str(bicycles.texts))
    assert status == 6
    assert "cannot be written (Is a directory)" in err


def test_the_command_is_installed_and_ends_quietly_when_nobody_reads_on(bicycles: Small) -> None:
    review = Path(sys.executable).with_name("review")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REVIEW_")}
    bicycles.write("exclusions", bicycles.rows("exclusions"))
    command = f"{review} check | true"
    done = subprocess.run(
        ["bash", "-c", command], cwd=bicycles.root, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
