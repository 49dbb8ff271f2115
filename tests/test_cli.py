"""The commands: what each prints, its exit status, and never a traceback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from bicycle_project import Run, Small
from coded_twice import code_twice

from review import __version__, cli
from review.book.build.serving import open_server
from review.cli.checking import ProblemForm, problem_lines
from review.errors import Problem

COMMANDS = (
    *(
        "check",
        "fmt",
        "migrate",
        "verify",
        "mutate-evidence",
        "agreement",
        "stands",
        "synth",
        "add-source",
        "add-reference",
    ),
    *("run", "book", "diff-run", "verify-site", "export", "serve", "cite", "release", "changes", "impact", "publish"),
    *("formats", "check-document", "live", "new", "doctor", "propose", "coverage", "explain", "pass", "sheet", "desk"),
)


def test_without_a_command_the_commands_are_listed(review: Run) -> None:
    status, out, err = review()
    assert status == 2
    assert all(command in out + err for command in COMMANDS)
    assert "completion" not in out + err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(review: Run, command: str) -> None:
    status, out, _ = review(command, "--help")
    assert status == 0
    assert f"Example: review {command}" in out


def test_the_version_is_printed(review: Run) -> None:
    assert review("--version") == (0, f"review {__version__}\n", "")


def test_the_package_is_the_command_line() -> None:
    command = [sys.executable, "-m", "review", "--version"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"review {__version__}\n", "")


def test_the_commands_are_all_tested() -> None:
    assert {command.name for command in cli.app.registered_commands} == set(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [("chekc",), ("check", "--all"), ("check", "it"), ("add-source", "new"), ("book", "--jobs", "0"), ("verify",)],
)
def test_a_wrong_call_is_told(review: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = review(*arguments)
    assert status == 2
    assert "Usage: " in err + out


def test_who_has_read_enough_is_no_fault_of_the_data(bicycles: Small) -> None:
    """As in `review check | head -1`."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "review", "check"]
    run = subprocess.run(command, cwd=bicycles.root, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert (run.returncode, run.stderr) == (128 + signal.SIGPIPE, b"")


def test_check_counts_what_it_found_good(review: Run) -> None:
    status, out, err = review("check")
    assert (status, err) == (0, "")
    assert out.endswith("No problems: 2 sources, 11 figures, 3 claims.\n")
    assert "still to do: figures: not verified since they changed: 11 rows" in out


def read_what_is_proposed(bicycles: Small) -> None:
    """Give the one constraint that the machine proposes a reading, with its weight and its pass."""
    read = {"reading": "Some of the frames.", "weight": "agreement", "coding_pass": "first", "tolerance": "0"}
    members = "gazette2014-frames gazette2014-painted"
    bicycles.add("relations", relation_id="painted-frames", kind="same event", members=members, **read)


def test_a_release_is_refused_while_something_is_to_do(review: Run, bicycles: Small) -> None:
    status, out, err = review("check", "--release")
    assert (status, out) == (1, "")
    assert err.startswith("no release while something is to do:\n")
    assert "figures: not verified since they changed: 11 rows" in err
    assert (
        "same-event-gazette2014-frames-to-gazette2014-painted is proposed by the rows (inconsistent) and not read"
        in err
    )
    read_what_is_proposed(bicycles)
    assert review("verify", "--texts", str(bicycles.texts))[0] == 0
    assert review("check", "--release") == (0, "No problems: 2 sources, 11 figures, 3 claims.\n", "")


def test_check_prints_every_problem(review: Run, bicycles: Small) -> None:
    bicycles.change("events", "raid-2014-03", end="2013")
    bicycles.change("figures", "gazette2014-held", origin_id="polise")
    status, out, err = review("check")
    assert (status, out) == (1, "")
    assert err.splitlines() == bicycles.problems()
    assert len(err.splitlines()) == 2


def test_check_reads_the_prose_as_the_build_does(bicycles: Small, review: Run) -> None:
    (bicycles.root / "book").mkdir()
    page = bicycles.root / "book" / "index.md"
    page.write_text("(index)=\n# Bicycles\n\nThe two sources count thefts.\n", "utf-8")
    assert review("check")[0] == 0
    page.write_text("(index)=\n# Bicycles\n\nThe three sources count thefts.\n", "utf-8")
    status, output, complaints = review("check")
    assert status == 1
    assert "book/index.md:4: 'three' is typed in prose" in " ".join((output + complaints).split())


def test_check_says_which_finding_no_longer_holds(review: Run, bicycles: Small) -> None:
    bicycles.change("relations", "thefts-parts", members="ward2014-thefts ward2014-station gazette2014-station")
    status, _, err = review("check")
    assert status == 1
    assert "thefts-1 no longer holds: thefts-parts is not-comparable (expected consistent)" in err


def test_check_says_which_derivation_cannot_be_computed(review: Run, bicycles: Small) -> None:
    bicycles.change("derivations", "station-share", expression="{ward2014-station} ** 2")
    status, _, err = review("check")
    assert status == 1
    assert err.startswith("data/judgement/derivations.csv:2:expression: station-share cannot be computed: ")


def test_square_brackets_are_printed_as_they_are(review: Run, bicycles: Small) -> None:
    bicycles.change("origins", "police", kind="[red]")
    assert "'[red]' is not in the vocabulary" in review("check")[2]


def test_fmt_rewrites_and_then_has_nothing_to_rewrite(review: Run, bicycles: Small) -> None:
    bicycles.replace("origins", b"\n", b"\r\n")
    expected = "rewritten: data/vocabulary/origins.csv\n1 of the tables were not in canonical form.\n"
    assert review("fmt") == (0, expected, "")
    assert review("fmt") == (0, "Nothing to rewrite.\n", "")
    assert review("check")[0] == 0


def test_fmt_refuses_what_it_would_have_to_guess(review: Run, bicycles: Small) -> None:
    bicycles.replace("origins", b"police,", b"police,,")
    status, _, err = review("fmt")
    assert status == 1
    assert err.startswith("data/vocabulary/origins.csv:")


@pytest.mark.parametrize("how", ["option", "variable"])
def test_verify_writes_the_receipt(review: Run, bicycles: Small, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "variable":
        monkeypatch.setenv("REVIEW_TEXTS", str(bicycles.texts))
    status, out, err = review("verify", *(["--texts", str(bicycles.texts)] if how == "option" else []))
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "gazette2014: 10 numerals, 5 in figures, 5 excluded; quotes cover 20.8% of its words.",
        "ward2014: 12 numerals, 6 in figures, 6 excluded; quotes cover 25.0% of its words.",
        "Every row stands as its source has it. The receipt is data/verification.json.",
    ]
    read_what_is_proposed(bicycles)
    assert review("check")[1] == "No problems: 2 sources, 11 figures, 3 claims.\n"


def test_verify_says_of_which_text_nobody_reads_the_numerals(review: Run, bicycles: Small) -> None:
    (bicycles.texts / "shop2015.txt").write_text("Schlösser\n\nDas Amt schweigt.\n", "utf-8")
    told = ("--kind", "memo", "--text", "texts/shop2015.txt", "--language", "de")  # too short to tell it by itself
    assert review("add-source", "shop2015", *told)[0] == 0
    out = review("verify", "--texts", str(bicycles.texts))[1].splitlines()
    assert [line.partition(" ")[0] for line in out] == ["gazette2014:", "shop2015:", "The", "ward2014:", "Every"]
    assert out[2].startswith("The text is in German, whose numerals nothing here reads")


def test_a_verification_that_fails_leaves_the_old_receipt(review: Run, bicycles: Small) -> None:
    assert review("verify", "--texts", str(bicycles.texts))[0] == 0
    before = (bicycles.root / "data" / "verification.json").read_bytes()
    bicycles.change("claims", "ward2014-unreported", quote="somebody counts what")
    status, out, err = review("verify", "--texts", str(bicycles.texts))
    assert (status, out) == (1, "")
    assert "the quote stands 0 times in ward2014" in err
    assert (bicycles.root / "data" / "verification.json").read_bytes() == before


def test_verify_without_the_texts(review: Run, bicycles: Small) -> None:
    status, _, err = review("verify", "--texts", str(bicycles.root / "nowhere"))
    assert status == 6
    assert "gazette2014.txt: the text of gazette2014 cannot be read" in err


def test_verify_looks_at_the_places_of_the_passes(review: Run, bicycles: Small) -> None:
    code_twice(bicycles).change("pass_claims", "second-c3", sentence="9")
    status, out, err = review("verify", "--texts", str(bicycles.texts))
    assert (status, out) == (1, "")
    assert "there is no such sentence (got 9, expected 3 at most)" in err


def test_check_asks_for_settlements(review: Run, bicycles: Small) -> None:
    code_twice(bicycles, settled=False)
    status, _, err = review("check")
    assert status == 1
    assert "first-price: the passes differ in period_end, and it is not settled. Settle it." in err


def test_check_asks_for_settlements_of_stances(review: Run, bicycles: Small) -> None:
    code_twice(bicycles).remove("claim_settlements", "ruled-a-unreported-stance")
    status, _, err = review("check")
    assert status == 1
    assert "ruled-a-ward2014-unreported: the passes or the claim differ in stance: not settled. Settle it." in err


def test_errors_are_seeded_and_reported(review: Run, bicycles: Small) -> None:
    status, out, err = review("mutate-evidence", "--texts", str(bicycles.texts))
    assert status == 1  # the small project has no words for its measures
    assert "wrong measure" in out and "escaped single slips:" in out
    assert err == "too few slips are caught. Tighten the rules, or give the rows nearer phrases.\n"
    assert (bicycles.root / "build" / "mutation.json").is_file()


def test_agreement_is_printed(review: Run, bicycles: Small) -> None:
    assert review("agreement") == (0, "Nothing was coded twice: there is no agreement to report.\n", "")
    code_twice(bicycles)
    status, out, err = review("agreement")
    assert (status, err) == (0, "")
    assert "  First pass | 4 | 4 | 11 | 100 % | 36.4 % | 53.3 %\n" in out
    assert "  Period end | 3 | 2 (66.7 %) | " in out
    assert "  Detection: 9; Persons held | nine | nothing | nine | The first pass was right.; It says so.\n" in out
    assert (
        "unreported thefts are unknown.; A Note on Stolen Bicycles | argues | mentions | argues | As the first" in out
    )


def test_add_source_says_what_waits(review: Run, bicycles: Small) -> None:
    text = bicycles.texts / "shop2015.txt"
    text.write_text("Locks\n\nThe shop sold 12 locks in 2015.\n", "utf-8")
    status, out, err = review("add-source", "shop2015", "--kind", "memo", "--title", "Locks", "--text", str(text))
    assert (status, err) == (0, "")
    assert "extended: data/evidence/sources.csv\n" in out
    assert "waiting: paragraph 1: 12 (occurrence 1)\n" in out
    status, out, err = review("check")
    assert (status, err) == (0, "")
    assert "still to do: shop2015: waiting to be coded or excluded: 2 numerals" in out
    assert out.endswith("No problems: 3 sources, 11 figures, 3 claims.\n")
    assert review("verify", "--texts", str(bicycles.texts))[0] == 0


@pytest.mark.parametrize(
    ("source_id", "kind", "text", "status", "message"),
    [
        ("ward2014", "memo", "texts/ward2014.txt", 2, "ward2014 is a source already."),
        ("Shop", "memo", "texts/ward2014.txt", 2, "'Shop' is no id"),
        ("shop", "meno", "texts/ward2014.txt", 2, "Did you mean 'memo'?"),
        ("shop", "memo", "texts/missing.txt", 6, "texts/missing.txt: the text cannot be read"),
    ],
)
def test_add_source_refuses(review: Run, source_id: str, kind: str, text: str, status: int, message: str) -> None:
    got, out, err = review("add-source", source_id, "--kind", kind, "--text", text)
    assert (got, out) == (status, "")
    assert message in err


OUTSIDE = [
    ("check",),
    ("fmt",),
    ("verify", "--texts", "."),
    ("add-source", "new", "--kind", "memo", "--text", "new.txt"),
    ("run", "thefts"),
    ("book",),
    ("export",),
    ("serve",),
]


@pytest.mark.parametrize("command", OUTSIDE)
def test_outside_a_project_nothing_is_done(
    review: Run, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = review(*command)
    assert status == 3
    assert err == (
        f"{tmp_path}: no project here (no data/datapackage.json in this folder or above it). "
        "Change into the project, or set REVIEW_PROJECT to its folder.\n"
    )


def test_a_project_is_found_from_a_folder_in_it(review: Run, bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bicycles.texts)
    assert review("check")[0] == 0


def test_the_variable_names_the_project_itself(review: Run, bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    monkeypatch.setenv("REVIEW_PROJECT", str(bicycles.root))
    assert review("check")[0] == 0
    monkeypatch.setenv("REVIEW_PROJECT", str(bicycles.root / "textz"))
    status, _, err = review("check")
    assert status == 3
    assert "no project here (no data/datapackage.json in this folder)" in err


def test_a_broken_declaration_ends_in_its_message(review: Run, bicycles: Small) -> None:
    (bicycles.root / "data" / "datapackage.json").write_text("{}", "utf-8")
    for command in ("check", "fmt"):
        status, _, err = review(command)
        assert status == 1
        assert err.startswith("data/datapackage.json: the declaration of the tables cannot be read")


def test_serve_without_a_book(review: Run, bicycles: Small) -> None:
    status, _, err = review("serve")
    assert status == 3
    assert err == f"{bicycles.project.site}: there is no book yet. Run `review book` first.\n"


@pytest.mark.parametrize("ending", ["bib", "ris", "json", "csv", "md", "txt"])
def test_texts_are_served_as_what_they_are_written_in(tmp_path: Path, ending: str) -> None:
    (tmp_path / "index.html").write_text("<p>Here.</p>", "utf-8")
    (tmp_path / f"of.{ending}").write_text("Sánchez-Barricarte", "utf-8")
    with open_server(tmp_path, 0) as server:
        answering = Thread(target=server.handle_request)
        answering.start()
        with urlopen(f"http://127.0.0.1:{server.server_port}/of.{ending}") as answer:
            assert answer.headers.get_content_charset() == "utf-8"
            assert answer.read().decode() == "Sánchez-Barricarte"
        answering.join()


def test_serve_on_a_port_that_is_taken(review: Run, bicycles: Small) -> None:
    bicycles.project.site.mkdir(parents=True)
    (bicycles.project.site / "index.html").write_text("<p>Here.</p>", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _, err = review("serve", "--port", str(port))
    assert status == 3
    assert err == f"port {port} cannot be used (Address already in use). Choose another with --port.\n"


def test_a_file_that_cannot_be_written_is_told(review: Run, bicycles: Small) -> None:
    """The receipt's place is taken by a folder."""
    (bicycles.root / "data" / "verification.json").mkdir()
    status, _, err = review("verify", "--texts", str(bicycles.texts))
    assert status == 6
    assert "cannot be written (Is a directory)" in err


def test_the_command_is_installed_and_ends_quietly_when_nobody_reads_on(bicycles: Small) -> None:
    review = Path(sys.executable).with_name("review")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REVIEW_")}
    bicycles.write("exclusions", bicycles.rows("exclusions"))
    command = f"{review} check | true"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=bicycles.root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_problems_are_told_to_programs_and_beside_their_lines(review: Run, bicycles: Small) -> None:
    assert json.loads(review("check", "--format", "json")[1])["problems"] == []
    assert review("check", "-q")[:2] == (0, "")
    bicycles.change("events", "raid-2014-03", end="2013")
    status, out, err = review("check", "--format", "json")
    (problem,) = json.loads(out)["problems"]
    assert (status, err) == (1, "")
    assert problem["path"] == "data/vocabulary/events.csv" and problem["line"] > 1 and problem["column"]
    status, out, _ = review("check", "--format", "github")
    place = f"file={problem['path']},line={problem['line']},title={problem['column']}"
    assert status == 1 and out.startswith(f"::error {place}::{problem['message']}") and out.count("\n") == 1


def test_what_a_host_takes_for_a_command_is_escaped() -> None:
    found = [Problem("a,b.csv", 2, "", "50% of\ntwo")]
    assert [*problem_lines(found, [], ["100%"], ProblemForm.GITHUB)] == [
        "::error file=a%2Cb.csv,line=2::50%25 of%0Atwo.",
        "::warning::100%25",
    ]
