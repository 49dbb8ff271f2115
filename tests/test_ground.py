"""The ground: what README, DECISIONS, Makefile and the layout promise is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import nbformat
import pytest
from packaging.version import Version

from review import __version__

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "src" / "review"
MODULES = sorted(LIBRARY.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# "About 250": a module may pass it by a few lines, not by a thought.
LONGEST_MODULE, LONGEST_FUNCTION = 275, 40
# Names that stand in more than one module, and who asks for them by that name.
SHARED_NAMES = {
    "setup": "Sphinx calls it in every extension",
    "visit_html": "Sphinx: how a writer enters a node",
    "depart_html": "Sphinx: how a writer leaves a node",
    "main": "what a program runs, of which there are three: the commands, what runs a module, and what makes PNGs",
}


@cache
def read_modules() -> dict[str, tuple[str, ast.Module]]:
    """Return the text of each module of the library, and what it is parsed to, by its path."""
    texts = {path.relative_to(LIBRARY).as_posix(): path.read_text("utf-8") for path in MODULES}
    return {name: (text, ast.parse(text)) for name, text in texts.items()}


def test_every_dependency_has_its_line_in_decisions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    said = (ROOT / "DECISIONS.md").read_text("utf-8")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[<>=!~ ]", line)[0] for line in wanted]
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", said)] == []


def test_the_locks_give_every_dependency_one_version_with_hashes() -> None:
    def pins(name: str) -> dict[str, set[str]]:
        text = (ROOT / name).read_text("utf-8")
        found: dict[str, set[str]] = {}
        for block in re.split(r"\n(?=[a-z0-9])", text):
            if pin := re.match(r"([a-z0-9-]+)==(\S+)", block):
                assert "--hash=sha256:" in block, f"{name}: {pin.group(1)} has no hash"
                found.setdefault(pin.group(1), set()).add(pin.group(2))
        return found

    book, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name for name in book if book[name] != dev.get(name)} == set()
    # In that of the other compiler a package has a version for each range of Python.
    assert pins("requirements-second.lock")


def test_the_version_that_is_cited_is_that_of_the_library() -> None:
    """Here they are released together. A review elsewhere has a version of its own, so `check` cannot ask for it."""
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert cited and Version(cited[1]) == Version(__version__)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-second.lock"])
def test_a_lock_names_no_address(lock: str) -> None:
    assert not re.search(r"https?:|file:|--index|--find-links", (ROOT / lock).read_text("utf-8"))


def test_make_help_describes_every_target_that_the_readme_names() -> None:
    told = subprocess.run(["make", "-C", str(ROOT), "help"], capture_output=True, text=True, check=True).stdout
    for target in ("book", "test", "serve", "check", "clean"):
        assert re.search(rf"^{target} +\S", told, re.MULTILINE), f"make help is silent on {target}"


def test_a_module_says_what_is_in_it_and_stays_readable() -> None:
    faults: list[tuple[str, str]] = []
    for name, (text, tree) in read_modules().items():
        if not ast.get_docstring(tree):
            faults.append((name, "its first line does not say what may be in it"))
        if (lines := text.count("\n")) > LONGEST_MODULE:
            faults.append((name, f"{lines} lines"))
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or 0) - node.lineno + 1
                faults += [(name, f"{node.name} has {length} lines")] * (length > LONGEST_FUNCTION)
    assert faults == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    banned = {"utils", "helpers", "common", "misc", "manager"}
    assert [path for path in MODULES if path.stem in banned or re.search(r"\d$", path.stem)] == []


def test_a_module_of_tests_has_a_name_of_its_own() -> None:
    """The runner imports them by their names, and would collect one of two alone, whichever it meets first."""
    folders = defaultdict(set)
    for path in (ROOT / "tests").rglob("*.py"):
        if path.name not in ("conftest.py", "__init__.py"):
            folders[path.name].add(path.parent.name)
    assert {name: among for name, among in folders.items() if len(among) > 1} == {}


def test_a_public_name_stands_for_one_thing() -> None:
    modules: dict[str, set[str]] = defaultdict(set)
    for module, (_, tree) in read_modules().items():
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                modules[node.name].add(module)
    assert {name: found for name, found in modules.items() if len(found) > 1 and name not in SHARED_NAMES} == {}
    assert {name for name in SHARED_NAMES if len(modules[name]) < 2} == set(), "it is shared no more"


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Pythons before 3.11.5 match ``(?:…)*+`` wrongly (gh-106052), and rightly ``(?>(?:…)*)``, which says the same."""
    possessive = re.compile(r"(?:\)|^)(?:[?*+]|\{[0-9,]+\})\+")
    texts = [
        (name, node.value)
        for name, (_, tree) in read_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [each for each in texts if possessive.search(each[1])] == []


def test_the_library_knows_nothing_of_this_reviews_topic() -> None:
    topic = re.compile(r"\b(traffick\w*|abduct\w*|china|chinese|kunming|yunnan|adoption\w*)\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(LIBRARY)}:{number}: {line.strip()}"
        for path in MODULES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        # The names of languages are no topic.
        if topic.search(line) and not line.startswith("_LANGUAGES")
    ]
    assert found == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_template_is_stored_without_outputs(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


def test_nothing_that_is_built_is_committed() -> None:
    tracked = subprocess.run(["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=True).stdout
    assert [name for name in tracked.splitlines() if name.startswith(("build/", ".venv/"))] == []


@pytest.mark.parametrize(
    "name", ["cli", "corpus.corpus", "synthesis.conclusions.findings", "book.build.pipeline", "present.tables.register"]
)
def test_the_core_and_the_commands_load_without_pandas(name: str) -> None:
    code = f"import review.{name}, sys; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_have_one_door(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    tree = ast.parse("\n".join(cell.source for cell in cells if cell.cell_type == "code"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    opened = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    known = {"altair", "pandas", "review", *sys.stdlib_module_names}
    assert {name.partition(".")[0] for name in plain | opened} <= known
    assert {name for name in plain | opened if name.startswith("review")} == {"review.notebook"}
