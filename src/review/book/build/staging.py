"""The stage: an empty folder filled with everything that the book is compiled from, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from review.book.pages import (
    agreement,
    attribution,
    computed_and_context,
    disagreements,
    markdown,
    seeded_errors,
    sightings,
)
from review.book.pages.changes.page import change_pages
from review.book.pages.codebook.page import data_page
from review.book.pages.names import short_names
from review.book.prose.notebooks import chapter_page, source_page
from review.citing.reference import Citation, read_citation
from review.corpus.corpus import Corpus
from review.corpus.tables.folder_entries import LEFT_OUT
from review.corpus.tables.project import Project
from review.corpus.verification.receipt import Receipt, read_receipt, unverified
from review.errors import FileFault, Problem, UsageError
from review.execution.parameters.templates import PER_SOURCE
from review.present.tables.calculations import calculation, calculations
from review.present.words.wording import date_text, number

CONFIGURATION = '''"""The Sphinx configuration: the book's settings as Jupyter Book reads them."""
from pathlib import Path

from review.book.sphinx_ext.configuration import configuration

globals().update(configuration(Path(__file__).parent))
'''
#: Names of pages that Sphinx writes itself, over any page of the book that has them.
TAKEN = frozenset({"search", "genindex", "py-modindex", "modindex"})
#: Pages that somebody above offers, by name. One is made where the contents name it.
Offered = Mapping[str, Callable[[], str]]
NONE: Offered = {}
_COMPUTED = re.compile(r"derivations\.html#([\w-]+)")


@dataclass(frozen=True)
class Stage:
    """A filled stage.

    *origins* says for each page which file of the project it was made from; *base* is the address at which
    the book is published, empty for a copy without one; *computed* are the ids of its computed numbers.
    """

    folder: Path
    origins: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    computed: tuple[str, ...] = ()


def assemble(project: Project, corpus: Corpus, notebooks: Path, stage: Path, offered: Offered = NONE) -> Stage:
    """Fill *stage*, a folder that does not exist yet, and return it.

    *notebooks* holds the finished notebooks, *offered* pages that are made elsewhere. Raises UsageError for a page
    that is named and missing.
    """
    stage.mkdir(parents=True)
    citation = read_citation(project.root / "CITATION.cff")
    origins: dict[str, str] = {}
    for page in sorted(project.book.glob("*.md")):
        _write(stage / page.name, page.read_text(encoding="utf-8"))
        origins[page.stem] = f"book/{page.name}"
    names = short_names(project.data / "references.bib")
    computed = computed_names(corpus, notebooks)
    named = pages_named(_read_yaml(project.book / "_toc.yml"))
    wanted = {name: make() for name, make in offered.items() if name in named}
    for name, text in (generated_pages(corpus, names, computed) | wanted).items():
        if name in origins:
            raise UsageError(f"{origins[name]}: the page {name!r} is generated. Rename yours.")
        _write(stage / f"{name}.md", text)
        origins[name] = f"data (page {name})"
    made = _place_notebooks(corpus, notebooks, stage)
    if twice := set(made) & set(origins):
        raise UsageError(f"{origins[min(twice)]}: the page {min(twice)!r} is made from a notebook too. Rename yours.")
    origins |= made
    notice = notice_of(corpus, read_receipt(project.data))
    base = _place_settings(project, corpus, citation, notice, stage)
    if taken := TAKEN & set(origins):
        raise UsageError(f"{origins[min(taken)]}: the compiler writes the page {min(taken)!r} itself. Rename yours.")
    _check_toc(stage, origins)
    return Stage(stage, origins, base, computed)


def computed_names(corpus: Corpus, notebooks: Path) -> tuple[str, ...]:
    """Return the ids of the computed numbers: those that follow from the rows, and what else notebooks lead to."""
    found = {made.name: None for made in calculations(corpus)}
    for path in sorted(notebooks.glob("*.ipynb")):
        found |= dict.fromkeys(_COMPUTED.findall(path.read_text(encoding="utf-8")))
    return tuple(name for name in found if calculation(corpus, name))


def generated_pages(corpus: Corpus, names: Mapping[str, str], computed: tuple[str, ...]) -> dict[str, str]:
    """Return the pages that are made of the data, by name, with the computed numbers of these ids."""
    seen = {sightings.PAGE: sightings.sightings_page(corpus)} if corpus.sightings else {}
    return seen | {
        "agreement": agreement.agreement_page(corpus),
        seeded_errors.PAGE: seeded_errors.seeded_errors_page(corpus),
        attribution.PAGE: attribution.attribution_page(corpus, names),
        "disagreements": disagreements.disagreements_page(corpus),
        "derivations": computed_and_context.derivations_page(corpus, computed),
        "context": computed_and_context.context_page(corpus, names),
        "data": data_page(corpus),
        **change_pages(corpus),
    }


def _place_notebooks(corpus: Corpus, notebooks: Path, stage: Path) -> dict[str, str]:
    origins: dict[str, str] = {}
    for path in sorted(notebooks.glob("*.ipynb")):
        source = corpus.sources.get(path.stem)
        if source is None:
            text = chapter_page(path)
            origins[path.stem] = f"notebooks/{path.name}"
        else:
            words = {name: markdown.plain(str(value)) for name, value in vars(source).items()}
            text = source_page(path, source.source_id, words)
            origins[path.stem] = f"notebooks/source.ipynb (run for {path.stem})"
        _write(stage / path.name, text)
    return origins


def notice_of(corpus: Corpus, receipt: Receipt) -> str:
    """Return the HTML that stands over every page where rows have changed since they were checked; else nothing."""
    rows = sum(len(keys) for keys in unverified(corpus, receipt).values())
    if not rows:
        return ""
    counted = f'<span class="count-value">{number(rows)}</span>'
    which = f"{counted} row of this copy is" if rows == 1 else f"{counted} rows of this copy are"
    return f"{which} not verified against the sources since the last change. Do not cite from this copy."


def _place_settings(project: Project, corpus: Corpus, citation: Citation, notice: str, stage: Path) -> str:
    settings = _read_yaml(project.book / "_config.yml")
    settings |= {
        "title": citation.title,
        "project": citation.title,
        "author": citation.author_names,
        "copyright": f"{citation.year} {citation.author_names}",
    }
    settings["sphinx"]["config"]["html_theme_options"]["announcement"] = notice
    settings.setdefault("parse", {})["myst_substitutions"] = {
        "version": citation.version,
        "released": date_text(citation.released),
    }
    _write(stage / "_config.yml", yaml.safe_dump(settings, sort_keys=False, allow_unicode=True))
    names = short_names(project.data / "references.bib")
    titles = {key: row.called or names.get(key) or key for key, row in corpus.sources.items()}
    toc = expand_sources(_read_yaml(project.book / "_toc.yml"), titles)
    _write(stage / "_toc.yml", yaml.safe_dump(toc, sort_keys=False, allow_unicode=True))
    _write(stage / "conf.py", CONFIGURATION)
    for folder in ("_static", "_templates"):
        if (project.book / folder).is_dir():
            shutil.copytree(project.book / folder, stage / folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.copyfile(project.data / "references.bib", stage / "references.bib")
    return str(settings.get("html", {}).get("baseurl") or "")


def expand_sources(node: Any, titles: Mapping[str, str]) -> Any:
    """Return the contents with the entry of the template that is run for each source replaced by their pages."""
    if isinstance(node, dict):
        return {key: expand_sources(value, titles) for key, value in node.items()}
    if isinstance(node, list):
        entries: list[Any] = []
        for entry in node:
            if entry == {"file": PER_SOURCE}:
                entries += [{"file": source_id, "title": title} for source_id, title in titles.items()]
            else:
                entries.append(expand_sources(entry, titles))
        return entries
    return node


def pages_named(node: Any) -> list[str]:
    """Return the pages that the contents name, in their order."""
    if isinstance(node, dict):
        own = [str(value) for key, value in node.items() if key in ("file", "root")]
        return own + [name for value in node.values() for name in pages_named(value)]
    if isinstance(node, list):
        return [name for entry in node for name in pages_named(entry)]
    return []


def _check_toc(stage: Path, origins: Mapping[str, str]) -> None:
    named = pages_named(_read_yaml(stage / "_toc.yml"))
    problems = [
        Problem(
            "book/_toc.yml",
            0,
            "",
            f"the page {name!r} is named and missing",
            "Write it, or take its name out.",
        )
        for name in named
        if name not in origins
    ]
    problems += [
        Problem(origins[name], 0, "", "the page has no place in the contents", "Name it in book/_toc.yml.")
        for name in sorted(set(origins) - set(named))
    ]
    if problems:
        raise UsageError("\n".join(str(problem) for problem in problems))


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise FileFault(f"{path}: the settings cannot be read ({error}). Mend the file.") from error
    if not isinstance(read, dict):
        raise FileFault(f"{path}: the settings are no mapping. Mend the file.")
    return read


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
