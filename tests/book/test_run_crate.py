"""The receipt of a build: it keeps RO-Crate 1.2, every hash in it is true, and nothing in it is of chance."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rocrate.rocrate import ROCrate
from small_project import ROWS, make_project, write_notebooks, write_templates

from review.book.build.build_lock import is_whole
from review.book.build.pipeline import runs_of
from review.book.build.ro_crate import write_run_crate
from review.book.pages.citer import citer
from review.book.site.manifest import write_manifest
from review.corpus.corpus import open_corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project

Entities = Mapping[str, Mapping[str, Any]]
#: What stands on the site of the small project; of these some are no parts of the receipt.
STANDING = ("book", "data", "question", "index-numbers", "found-it", "alpha2001")
SPECIFICATION = "https://w3id.org/ro/crate/1.2"


@pytest.fixture
def built(tmp_path: Path) -> Project:
    """Return a small project as a build leaves it, but for the site, which holds one page."""
    project = make_project(tmp_path / "project")
    write_templates(project)
    write_notebooks(project.build / "executed")
    project.site.mkdir(parents=True)
    (project.site / "index.html").write_text("<p>An answer.</p>", encoding="utf-8")
    (project.site / "data").mkdir()
    (project.site / "catalogue.json").write_text(json.dumps({name: {} for name in STANDING}), encoding="utf-8")
    write_manifest(project.site)
    receipt(project)
    return project


def receipt(project: Project) -> bytes:
    """Write the receipt of *project* and return it."""
    return write_run_crate(
        Snapshot(project), runs_of(project, open_corpus(project), project.build / "executed")
    ).read_bytes()


def entities(project: Project) -> Entities:
    graph = json.loads((project.build / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    assert len({entity["@id"] for entity in graph}) == len(graph)
    return {entity["@id"]: entity for entity in graph}


def linked(value: Any) -> list[str]:
    """Return the ids that *value* leads to."""
    if isinstance(value, dict):
        return [value["@id"]] if set(value) == {"@id"} else [i for each in value.values() for i in linked(each)]
    return [i for each in value for i in linked(each)] if isinstance(value, list) else []


def parts_of(graph: Entities, name: str) -> set[str]:
    """Return what an entity has as its parts, and these as theirs."""
    parts = {*linked(graph[name].get("hasPart", []))} if name in graph else set()
    return parts.union(*(parts_of(graph, part) for part in parts))


def test_it_keeps_what_the_standard_asks_for(built: Project) -> None:
    text = json.loads((built.build / "ro-crate-metadata.json").read_text("utf-8"))
    assert text["@context"] == f"{SPECIFICATION}/context"
    graph = entities(built)
    assert all(entity.get("@type") for entity in graph.values())
    descriptor = graph["ro-crate-metadata.json"]
    assert (descriptor["@type"], descriptor["about"]) == ("CreativeWork", {"@id": "./"})
    assert descriptor["conformsTo"] == {"@id": SPECIFICATION}
    root = graph["./"]
    assert (root["@type"], root["datePublished"]) == ("Dataset", "2020-05-04")
    assert all(root[name] for name in ("name", "description", "identifier", "creditText"))
    (licence,) = linked(root["license"])
    assert licence == "https://spdx.org/licenses/CC-BY-4.0" and graph[licence]["name"]
    profiles = [graph[name] for name in linked(root["conformsTo"])]
    assert [(profile["@type"], bool(profile["name"])) for profile in profiles] == [(["CreativeWork", "Profile"], True)]
    outside = {SPECIFICATION, "http://schema.org/CompletedActionStatus"}
    assert {link for entity in graph.values() for link in linked(list(entity.values()))} <= {*graph, *outside}


def test_files_and_folders_stand_where_it_says_and_hang_together(built: Project) -> None:
    graph = entities(built)
    of_data = {name for name, entity in graph.items() if entity["@type"] in ("File", "Dataset")} - {"./"}
    assert of_data <= parts_of(graph, "./")
    assert all((built.build / name).exists() and graph[name]["name"] for name in of_data)
    assert all(name.endswith("/") for name in of_data if graph[name]["@type"] == "Dataset")


def test_the_parts_of_the_book_say_how_they_are_cited(built: Project) -> None:
    graph = entities(built)
    parts = {name: graph[name] for name in linked(graph["site/"]["hasPart"]) if "creditText" in graph[name]}
    assert {name: part["@type"] for name, part in parts.items()} == {
        "site/data/": "Dataset",
        "site/question.html": "Chapter",
    }
    catalogue = citer(Snapshot(built)).catalogue
    for part, name in ((parts["site/data/"], "data"), (parts["site/question.html"], "question")):
        assert part["identifier"] == catalogue.item(name)["id"] and part["name"] == catalogue.parts[name].title
        assert part["license"] == graph["./"]["license"] and "A Small Review" in part["creditText"]


def test_its_own_library_reads_it(built: Project) -> None:
    crate = ROCrate(built.build)
    assert crate.version == "1.2"
    assert {entity.id for entity in crate.data_entities} == {
        "site/",
        "site/data/",
        "site/MANIFEST.sha256",
        *(f"executed/{name}.ipynb" for name in ("question", "alpha2001", "beta2002")),
    }
    assert {action["instrument"].id for action in crate.get_by_type("CreateAction")} == {
        "#notebooks/question.ipynb",
        "#notebooks/source.ipynb",
        "#library",
    }


def test_every_hash_is_that_of_the_file(built: Project) -> None:
    hashed = {name: entity["sha256"] for name, entity in entities(built).items() if "sha256" in entity}
    for name, digest in hashed.items():
        path = built.root / name[1:] if name.startswith("#") else built.build / name
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, name
    inputs = {name[1:] for name in hashed if name.startswith("#")}
    assert {"data/evidence/figures.csv", "book/index.md", "CITATION.cff", "requirements.lock"} <= inputs


def test_runs_stand_in_their_order_with_their_parameters(built: Project) -> None:
    graph = entities(built)
    steps = [graph[step] for step in linked(graph["#order"]["itemListElement"])]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    order = [action for step in steps for action in linked(step["item"])]
    sources = [row["source_id"] for row in ROWS["sources"]]
    assert order == ["#run-question", *(f"#run-{name}" for name in sources), "#compile"]
    given = {
        action: {
            graph[link]["name"]: graph[link]["value"]
            for link in linked(graph[action]["object"])
            if link.startswith("#parameter-")
        }
        for action in order
    }
    assert given["#run-question"] == {"year": 2010, "kinds": "[]"}
    assert given["#run-beta2002"] == {"source_id": "beta2002"}


def test_nothing_of_it_is_of_the_machine(built: Project, tmp_path: Path) -> None:
    text = (built.build / "ro-crate-metadata.json").read_bytes()
    assert str(tmp_path).encode() not in text
    assert not re.search(rb"T\d\d:\d\d|uuid", text)
    other = Project(shutil.copytree(built.root, tmp_path / "ein anderer Ort ü"))
    assert receipt(other) == text


@pytest.mark.parametrize("lost", ["ro-crate-metadata.json", "executed", "site/index.html", "site/MANIFEST.sha256"])
def test_a_build_that_lost_something_is_not_whole(built: Project, lost: str) -> None:
    assert is_whole(built)
    (built.build / lost).rename(built.root / "lost")
    assert not is_whole(built)
