"""The files for hosts of a copy: they call what there is, and what they publish keeps the earlier versions."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from review.cli import app

ROOT = Path(__file__).resolve().parents[1]
HOSTS = (".github/workflows/book.yml", ".gitlab-ci.yml")
SCRIPTS = ("run", "publish")


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def called(content: Any) -> Iterator[str]:
    """Yield the lines that a job runs, wherever they stand."""
    for key, value in content.items() if isinstance(content, dict) else enumerate(content):
        if key in ("run", "script"):
            yield from [value] if isinstance(value, str) else value
        elif isinstance(value, dict | list):
            yield from called(value)


@pytest.mark.parametrize("name", HOSTS)
def test_a_host_tests_builds_and_publishes_by_what_there_is(name: str) -> None:
    lines = [*called(read(name))]
    assert {line.split()[0] for line in lines} == {".ci/run", ".ci/publish", "make", "git"}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {line.split()[1] for line in lines if line.startswith("make ")} <= targets
    assert lines.index("make book") < next(at for at, line in enumerate(lines) if line.startswith(".ci/publish "))


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_host_runs_calls_targets_and_commands_that_there_are(name: str) -> None:
    path = ROOT / ".ci" / name
    text = path.read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert os.access(path, os.X_OK)
    assert set(re.findall(r"^(?:.* )?make (?:-C \S+ )?([a-z-]+)$", text, re.MULTILINE)) <= targets
    assert set(re.findall(r"bin/review ([a-z-]+)", text)) <= {*typer.main.get_command(app).commands}  # type: ignore[attr-defined]


def test_actions_have_a_version_and_a_strangers_change_no_token_that_writes() -> None:
    workflow = read(HOSTS[0])
    jobs = workflow["jobs"]
    used = {step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step}
    assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", action) for action in used)
    assert workflow["permissions"] == {"contents": "read"} and "permissions" not in jobs["test"]
    assert jobs["test"]["steps"][0]["with"]["persist-credentials"] is False
    assert jobs["pages"]["if"] == "github.event_name == 'push'"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a repository with an origin, whose `review publish` puts a version of that name beside the others."""
    copy, origin = tmp_path / "copy", tmp_path / "origin"
    (copy / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "publish", copy / ".ci")
    command = copy / ".venv" / "bin" / "review"
    command.parent.mkdir(parents=True)
    command.write_text(
        '#!/bin/sh\nmkdir -p "$3/v/$VERSION" && echo "$VERSION" | tee "$3/v/$VERSION/index.html" >"$3/latest"\n'
    )
    command.chmod(0o755)
    (copy / ".gitignore").write_text("/public/\n/.venv/\n", "utf-8")
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (
        ("init", "-q", "--bare", str(origin)),
        ("init", "-q", str(copy)),
        ("-C", str(copy), "remote", "add", "origin", origin.as_uri()),
        ("-C", str(copy), "add", "."),
        ("-C", str(copy), *named, "commit", "-q", "-m", "All"),
    ):
        subprocess.run(["git", *words], check=True)
    return copy


def test_what_was_published_stays_beside_what_is(copy: Path) -> None:
    def git(*words: str) -> str:
        return subprocess.run(["git", "-C", str(copy), *words], check=True, capture_output=True, text=True).stdout

    for version in ("1.0.0", "1.1.0", "1.1.0"):
        subprocess.run([copy / ".ci" / "publish", "pages"], check=True, env={**os.environ, "VERSION": version})
        # Each run of a host begins with a fresh copy.
        git("worktree", "remove", "--force", "public")
        git("branch", "-D", "pages")
    git("fetch", "-q", "origin", "pages")
    kept = {".nojekyll", "latest", "v/1.0.0/index.html", "v/1.1.0/index.html"}
    assert set(git("ls-tree", "-r", "--name-only", "FETCH_HEAD").split()) == kept
    assert git("show", "FETCH_HEAD:latest") == "1.1.0\n"
    assert len(git("log", "--format=%s", "FETCH_HEAD").splitlines()) == 3, "nothing new is no commit"


def test_what_other_installers_are_told_is_there() -> None:
    """A container of VS Code and uv install from the same locks, with their hashes."""
    made = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    target = made["postCreateCommand"].removeprefix("make .venv/")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(rf"^\$\(VENV\)/{re.escape(target)}:", makefile, re.MULTILINE)
    assert made["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"].endswith("/.venv/bin/python")
    (line,) = re.findall(r"`(uv venv[^`]*)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert "--require-hashes" in line
    files = [word for word in line.split() if word.endswith((".lock", ".py"))]
    assert len(files) == 2 and all((ROOT / name).is_file() for name in files)
