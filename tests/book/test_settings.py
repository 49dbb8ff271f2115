"""The book's settings and style sheet agree with the library."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jupyter_book.config import get_final_config
from small_project import REPOSITORY, make_project, write_notebooks

from review.book.build.staging import assemble, said_of
from review.book.pages.contents import expand_sources, pages_named
from review.book.prose.markdown_text import EXTENSIONS
from review.book.sphinx_ext.configuration import NAMES, configuration
from review.book.untrusted.settings import CONFIG, SCHEMAS, settings_problems
from review.citing.reference import Citation, Contact
from review.corpus.snapshot import Snapshot
from review.files.folders import LIBRARY, THEME

BOOK = REPOSITORY / "book"


def test_prose_is_read_as_the_book_is() -> None:
    settings = yaml.safe_load((BOOK / "_config.yml").read_text(encoding="utf-8"))
    assert tuple(settings["parse"]["myst_enable_extensions"]) == EXTENSIONS
    schema = json.loads((LIBRARY / "book" / "untrusted" / SCHEMAS[CONFIG]).read_text("utf-8"))
    allowed = schema["properties"]["parse"]["properties"]["myst_enable_extensions"]
    assert tuple(allowed["items"]["enum"]) == EXTENSIONS


@pytest.mark.parametrize("name", SCHEMAS.values())
def test_the_schemas_of_the_settings_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(json.loads((LIBRARY / "book" / "untrusted" / name).read_text("utf-8")))


@pytest.mark.parametrize("text", ['sphinx: {config: {language: "en\\n"}}', "numfig: 1", "html: x", "latex: []"])
def test_a_value_that_only_looks_allowed_is_refused(text: str) -> None:
    assert settings_problems(CONFIG, text) and not settings_problems(CONFIG, "sphinx: {config: {language: en}}")


def test_no_extension_brings_scripts_of_other_hosts() -> None:
    settings = yaml.safe_load((BOOK / "_config.yml").read_text(encoding="utf-8"))
    assert not {"sphinx_thebe", "sphinx_comments"} & set(settings["sphinx"]["config"]["extensions"])


def test_every_source_gets_its_place_in_the_contents() -> None:
    toc = {"root": "index", "parts": [{"chapters": [{"file": "a"}, {"file": "source"}]}]}
    expanded = expand_sources(toc, {"alpha2001": "An Office (2001)"})
    assert expanded["parts"][0]["chapters"] == [{"file": "a"}, {"file": "alpha2001", "title": "An Office (2001)"}]
    assert pages_named(expanded) == ["index", "a", "alpha2001"]


def test_the_books_folder_is_not_built_by_jupyter_book_alone(tmp_path: Path) -> None:
    book = Path(shutil.copytree(BOOK, tmp_path / "book"))
    command = [Path(sys.executable).with_name("jupyter-book"), "build", book]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 1
    assert run.stderr.startswith("book/ is no book yet: run `review book`, which") and run.stderr.count("\n") == 1
    assert not (book / "_build").exists()


def test_the_settings_mean_what_they_mean_to_jupyter_book(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    stage = assemble(Snapshot(project), write_notebooks(tmp_path / "notebooks"), tmp_path / "stage").folder
    theirs, _ = get_final_config(
        user_yaml=stage / "_config.yml",
        sourcedir=stage,
        cli_config={"external_toc_path": "_toc.yml", "nitpicky": True, "latex_individualpages": False},
        raise_on_invalid=True,
    )
    # It takes scripts and style sheets as the file system lists them.
    for name in ("html_css_files", "html_js_files"):
        theirs[name].sort()
    # What it tells the theme that it brings along is nothing to ours, which sets the colours of code itself.
    del theirs["html_theme_options"], theirs["pygments_style"]
    assert configuration(stage) == theirs


def test_every_setting_that_a_book_may_have_is_understood() -> None:
    schema = json.loads((LIBRARY / "book" / "untrusted" / SCHEMAS[CONFIG]).read_text("utf-8"))
    assert set(_settings(schema)) <= set(NAMES)


def _settings(schema: dict[str, Any], above: str = "") -> Iterator[str]:
    """Yield the paths of the settings that *schema* allows, but for Sphinx's own."""
    for name, inner in schema["properties"].items():
        if f"{above}{name}" == "sphinx.config":
            continue
        if "properties" in inner:
            yield from _settings(inner, f"{above}{name}.")
        else:
            yield above + name


def test_the_configuration_needs_no_jupyter_book() -> None:
    code = "import sys; sys.modules['jupyter_book'] = None; import review.book.sphinx_ext.configuration"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_scripts_and_styles_stand_in_one_order_whatever_the_file_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Path(shutil.copytree(BOOK, tmp_path / "stage"))
    shutil.copytree(THEME / "static", stage / "_static")
    found = Path.rglob
    made = []
    for backwards in (False, True):
        monkeypatch.setattr(Path, "rglob", lambda *where, b=backwards: iter(sorted(found(*where), reverse=b)))
        made.append([configuration(stage)[name] for name in ("html_css_files", "html_js_files")])
    assert made[0] == made[1]
    assert all(len(names) > 1 for names in made[0])


def test_the_book_says_who_answers_for_it_where_somebody_does() -> None:
    book = Citation("A Review", ("All",), "1.2.0", "2020-05-04", ("MIT",))
    said = said_of(book)
    assert said["editor"] == "No named editor answers for the book yet."
    assert said["reports"] == "There is no address for reports yet."
    ann, office = Contact("Ann Lock", {}, "mailto:ann@example.org"), Contact("The *Office*", {})
    assert said_of(replace(book, contacts=(ann,)))["editor"] == "Ann Lock answers for the book."
    said = said_of(replace(book, contacts=(ann, office), repository="https://example.org/code"))
    assert said["editor"] == r"Ann Lock and The \*Office\* answer for the book."
    places = "to [Ann Lock](mailto:ann@example.org) or in [the repository of the project](https://example.org/code)"
    assert said["reports"] == f"Report it {places}."
