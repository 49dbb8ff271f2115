"""The receipt of a build as an RO-Crate: what went in, what was run on it in which order, what came out.

It names no time, place or person of the run, so that equal builds have equal receipts.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from review import __version__
from review.book.build.build_lock import EXECUTED, RECEIPT
from review.book.pages.changes.releases import CATALOGUE
from review.book.pages.citables import DATA
from review.book.pages.citer import Citer, citer
from review.book.site import manifest
from review.book.site.stamp import locks
from review.citing.catalogue import Citable, Kind
from review.citing.items import Item
from review.citing.styles import reference
from review.citing.works import works
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.execution.parameters.declared import check_parameters, read_parameters
from review.execution.runs.batch import Task
from review.execution.runs.cache import fingerprint
from review.files.atomic import write_whole
from review.files.folder_entries import files
from review.files.folders import LIBRARY
from review.files.hashing import sha256

RO_CRATE = "1.2"
# A profile of RO-Crate for runs of programs: what an action, its instrument, objects and results are.
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
# What schema.org calls the parts of the book; the data set is a folder of the site.
PARTS = {Kind.CHAPTER: "Chapter", Kind.CHART: "ImageObject", Kind.TABLE: "Table", Kind.DATA: "Dataset"}


def write_run_crate(snapshot: Snapshot, tasks: Sequence[Task]) -> Path:
    """Write the receipt of the build that stands in ``build/`` and return its place.

    *tasks* are the runs in the order in which they were put; their finished notebooks stand in
    ``build/executed``, and the manifest of the site stands in it.
    """
    project = snapshot.project
    # Imported late: it takes a second, which commands that build nothing should not wait for.
    from rocrate.rocrate import ROCrate

    crate = _Crate(ROCrate(version=RO_CRATE), project)
    crate.describe(citer(snapshot))
    crate.reviewed([works(snapshot)[key] for key in snapshot.corpus.sources])
    data = crate.inputs("data", "The coded evidence", _files(project, project.data))
    book = crate.inputs("book", "The prose and the settings", [*_files(project, project.book), "CITATION.cff"])
    library = crate.library()
    runs = [crate.notebook_run(task, data, library) for task in tasks]
    crate.compilation([data, book, *runs], library, crate.parts(citer(snapshot)))
    crate.close()
    place = project.build / RECEIPT
    text = json.dumps(crate.crate.metadata.generate(), indent=2, sort_keys=True, ensure_ascii=False)
    write_whole(place, f"{text}\n".encode())
    return place


class _Crate:
    """An RO-Crate being filled: each method adds what it is named after and returns the entity to link to."""

    def __init__(self, crate: Any, project: Project) -> None:
        self.crate = crate
        self.project = project
        self.actions: list[Any] = []

    def describe(self, cite: Citer) -> None:
        """Say of the whole what CITATION.cff says."""
        root, citation = self.crate.root_dataset, cite.catalogue.book
        root["name"] = f"{citation.title}, version {citation.shown_version}: the built book"
        root["description"] = "The site, the executed notebooks, and the record of what they were made from and how."
        root["version"] = citation.version
        root["datePublished"] = citation.released
        authors = [
            self.add(f"#author-{number}", "Organization", name=name)
            for number, name in enumerate(citation.authors, start=1)
        ]
        root["author"] = root["publisher"] = _one_or_all(authors)
        root["license"] = self.licence = _one_or_all(
            [self.add(f"https://spdx.org/licenses/{name}", "CreativeWork", name=name) for name in citation.licences]
        )
        root["identifier"] = cite.catalogue.key
        root["creditText"] = cite.reference(str(Kind.BOOK)).entry
        root["conformsTo"] = self.add(PROFILE, ["CreativeWork", "Profile"], name="Process Run Crate", version="0.5")

    def parts(self, cite: Citer) -> list[Any]:
        """Name the chapters, charts and tables that stand on the site, and its data set, as the catalogue has them."""
        listed = json.loads((self.project.site / CATALOGUE).read_bytes())
        known = (cite.catalogue.parts[name] for name in listed if name in cite.catalogue.parts)
        return [self._part(cite, part) for part in known if part.kind in PARTS]

    def reviewed(self, items: Iterable[Item]) -> None:
        """Name the texts that are reviewed, as the list of references has them."""
        self.crate.root_dataset["citation"] = [
            self.add(
                f"#{item['id']}",
                "CreativeWork",
                name=reference(item).entry,
                **({"url": item["URL"]} if "URL" in item else {}),
            )
            for item in items
        ]

    def inputs(self, name: str, label: str, paths: Iterable[str]) -> Any:
        """Name the files at *paths* in the project, which stay outside the crate, as one collection."""
        files = [self._input(path, "CreativeWork") for path in paths]
        return self.add(f"#{name}", "Collection", name=label, hasPart=files)

    def library(self) -> Any:
        """Name the program, the lock file that says what it stands on, where there is one, and its language."""
        python = self.add("#python", "ComputerLanguage", name="Python", version=platform.python_version())
        return self.add(
            "#library",
            "SoftwareApplication",
            name="review",
            softwareVersion=__version__,
            description="The library of the review; its identifier is the hash of all its files.",
            identifier=f"sha256:{fingerprint([LIBRARY], folder=LIBRARY.parent)}",
            softwareRequirements=[*(self._input(path.name, "CreativeWork") for path in locks(self.project)), python],
        )

    def notebook_run(self, task: Task, data: Any, library: Any) -> Any:
        """Say with which parameters a notebook was run; return what came of it."""
        name = task.output.stem
        template = self._input(task.notebook.relative_to(self.project.root).as_posix(), "SoftwareSourceCode")
        complete = check_parameters(read_parameters(task.notebook), task.parameters)
        parameters = [self._parameter(name, each, value) for each, value in complete.items()]
        result = self._file(f"{EXECUTED}/{task.output.name}", "application/x-ipynb+json", f"{name}, executed")
        description = "Papermill runs every cell, on the data and with these parameters."
        parts = {"instrument": template, "object": [data, *parameters], "result": result}
        self._action(f"run-{name}", f"Run of {task.notebook.name}", description, **parts)
        template["softwareRequirements"] = library
        return result

    def compilation(self, sources: list[Any], library: Any, parts: list[Any]) -> None:
        """Say what the site was compiled from, and its *parts*; its manifest holds the hash of every file."""
        listed = self._file(f"site/{manifest.NAME}", "text/plain", "The hashes of the site's files")
        site = self.crate.add_dataset(dest_path="site/", properties={"name": "The site"})
        site["hasPart"] = [listed, *parts]
        description = "Jupyter Book compiles prose and executed notebooks; gates look it over."
        self._action("compile", "Compilation of the site", description, instrument=library, object=sources, result=site)

    def close(self) -> None:
        """Say in which order the actions stand."""
        places = [
            self.add(f"#step-{number}", "ListItem", position=number, item=action)
            for number, action in enumerate(self.actions, start=1)
        ]
        order = self.add("#order", "ItemList", name="The runs, in their order", itemListElement=places)
        self.crate.root_dataset["mentions"] = [*self.actions, order]

    def add(self, identifier: str, kind: str | list[str], /, **properties: Any) -> Any:
        """Add what is no file of the crate."""
        from rocrate.model.contextentity import ContextEntity

        return self.crate.add(ContextEntity(self.crate, identifier, properties={"@type": kind, **properties}))

    def _part(self, cite: Citer, part: Citable) -> Any:
        item = cite.catalogue.item(part.id)
        place = f"site/{DATA}/" if part.kind is Kind.DATA else f"site/{part.address}"
        about = {"name": part.title, "identifier": item["id"], "license": self.licence}
        about |= {"creditText": cite.reference(part.id).entry} | ({"url": item["URL"]} if "URL" in item else {})
        return self.add(place, PARTS[part.kind], **about)

    def _action(self, name: str, label: str, description: str, **parts: Any) -> None:
        status = {"@id": "http://schema.org/CompletedActionStatus"}
        properties = {"name": label, "description": description, "actionStatus": status}
        action = self.crate.add_action(identifier=f"#{name}", properties=properties, **parts)
        self.actions.append(action)

    def _parameter(self, run: str, name: str, value: object) -> Any:
        text = value if isinstance(value, (str, int, float)) else json.dumps(value, ensure_ascii=False)
        return self.add(f"#parameter-{run}-{name}", "PropertyValue", name=name, value=text)

    def _input(self, path: str, kind: str) -> Any:
        known = self.crate.get(f"#{path}")
        return known or self.add(f"#{path}", kind, name=path, **_hashed(self.project.root / path))

    def _file(self, path: str, encoding: str, label: str) -> Any:
        properties = {"name": label, "encodingFormat": encoding, **_hashed(self.project.build / path)}
        return self.crate.add_file(dest_path=path, properties=properties)


def _one_or_all(entities: list[Any]) -> Any:
    return entities[0] if len(entities) == 1 else entities


def _hashed(path: Path) -> dict[str, str]:
    content = path.read_bytes()
    return {"sha256": sha256(content), "contentSize": str(len(content))}


def _files(project: Project, folder: Path) -> list[str]:
    """Return the paths in the project of all files below *folder*, sorted."""
    return sorted(path.relative_to(project.root).as_posix() for path in files(folder))
