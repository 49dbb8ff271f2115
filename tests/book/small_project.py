"""A small project in a folder of the test's own: a few rows, a few pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import nbformat
from bicycles import DECLARATION as BICYCLE_DECLARATION
from bicycles import ROWS as BICYCLES
from bicycles import units
from nbformat import v4

from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]

DECLARATION = {
    "name": "persons-found",
    "title": "Persons Found",
    "description": "How many persons were found, by two sources.",
    "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0 International"}],
    "schema": "2",
    "vocabularies": {
        "sources.kind": {"memo": ""},
        "exclusions.reason": BICYCLE_DECLARATION["vocabularies"]["exclusions.reason"],
        "events.kind": {"record": ""},
        "themes.kind": {"driver": ""},
    },
}
_FIGURE = {
    "source_id": "alpha2001",
    "section_id": "alpha2001-text",
    "paragraph": "1",
    "qualifier": "exact",
    "unit": "person",
    "measure_id": "persons-found",
    "population_id": "persons",
    "origin_id": "agency",
    "coding_pass": "first",
}

ROWS: dict[str, list[Mapping[str, str]]] = {
    "sources": [
        {
            "source_id": name,
            "kind": "memo",
            "title": title,
            "speaker": "An office",
            "dated": "4 May 2001",
            "published": "2001-05-04",
            "audience": "Readers",
            "text_sha256": "0" * 64,
            "text_words": "500",
            "access_note": "None.",
            "special": "Nothing.",
        }
        for name, title in (("alpha2001", "Alpha & Omega_1*"), ("beta2002", "Beta"))
    ],
    "sections": [
        {"section_id": f"{name}-text", "source_id": name, "position": "1", "title": "Text", "starts": "It was"}
        for name in ("alpha2001", "beta2002")
    ],
    "figures": [
        _FIGURE
        | {
            "figure_id": "alpha2001-found",
            "quote": "2,169 found",
            "printed": "2,169",
            "low": "2169",
            "high": "2169",
        },
        _FIGURE
        | {
            "figure_id": "alpha2001-lost",
            "quote": "more than 600 lost",
            "printed": "more than 600",
            "low": "600",
            "qualifier": "more than",
            "origin_id": "nobody",
        },
    ],
    "claims": [
        {
            "claim_id": "beta2002-why",
            "source_id": "beta2002",
            "section_id": "beta2002-text",
            "paragraph": "1",
            "quote": "because of it",
            "theme_id": "reason",
            "stance": "argues",
            "paraphrase": "It says why.",
            "origin_id": "agency",
            "event_id": "count",
            "coding_pass": "first",
        }
    ],
    "passes": [{"pass_id": "first", "label": "First", "how": "Read.", "checked": "Compared."}],
    **{name: BICYCLES[name] for name in ("counted_things", "bases", "appraisal_domains", "appraisal_judgements")},
    "measures": [
        {
            "measure_id": "persons-found",
            "label": "Persons found",
            "definition": "Persons found by somebody.",
            "counted": "victim",
            "basis": "observed",
            "act": "finding",
            "units": "person",
            "comparable_within": "persons-found",
        }
    ],
    "populations": [{"population_id": "persons", "label": "Persons", "sex": "any"}],
    "units": units("person | Person |", "percent | per cent |"),
    "places": [{"place": "Here"}],
    "events": [
        {
            "event_id": "count",
            "label": "The count",
            "start": "2001-04",
            "end": "2001-04",
            "place": "Here",
            "kind": "record",
        }
    ],
    "origins": [
        {"origin_id": "agency", "name": "The agency", "kind": "government"},
        {"origin_id": "nobody", "name": "Nobody named", "kind": "unnamed"},
    ],
    "themes": [{"theme_id": "reason", "kind": "driver", "label": "A reason", "definition": "Why.", "excludes": "How."}],
    "terms": [
        {
            "term_id": "census-word",
            "label": "A count of everybody",
            "language": "Greek",
            "tag": "el",
            "written": "απογραφή",
            "romanised": "apografí",
            "about": "events:count | populations:persons",
            "seen": "a handbook",
            "addresses": "example.org/a-handbook",
            "hand": "second",
        },
        {"term_id": "losing", "label": "To lose somebody", "language": "Greek", "tag": "el"},
    ],
    "derivations": [
        {
            "derivation_id": "share",
            "expression": "{alpha2001-lost} / {alpha2001-found} * 100",
            "unit": "percent",
            "decimals": "1",
            "label": "Share lost",
        }
    ],
    "findings": [
        {
            "finding_id": "found-it",
            "chapter": "question",
            "position": "1",
            "sentence": "Alpha reports {value}`alpha2001-found` found.",
            "rests_on": "alpha2001-found",
        }
    ],
    "quotables": [
        {
            "figure_id": name,
            "chapter": "question",
            "position": position,
            "question": "How many were there?",
            "may": f"The memo counts {{value}}`{name}` persons.",
            "may_not": f"“{{value}}`{name};bare` of all”: who is left out is not said.",
        }
        for name, position in (("alpha2001-found", "2"), ("alpha2001-lost", "1"))
    ],
    "facts": [
        {
            "fact_id": "census",
            "series": "census",
            "period": "2001",
            "value": "5000000",
            "unit": "person",
            "reference": "office2001",
            "hand": "second",
            "statement": "Everybody",
        }
    ],
    "names": [{"name_id": "article-240", "name": "Article 240", "reason": "An article."}],
}

REFERENCES = """@misc{alpha2001, author = {{An Office}}, title = {Alpha}, year = {2001}}
@misc{beta2002, author = {{An Office}}, title = {Beta}, year = {2002}}
@misc{office2001, author = {{The Office}}, title = {A Census}, year = {2001}}
"""

CITATION = """cff-version: 1.2.0
message: Cite it.
title: "A Small Review"
authors: [{name: "The project's contributors"}]
version: 0.1.0
date-released: 2020-05-04
license: CC-BY-4.0
"""

TOC = """format: jb-book
root: index
chapters:
  - file: question
  - file: source
  - file: agreement
  - file: seeded-errors
  - file: figures
  - file: claims
  - file: disagreements
  - file: who-says-so
  - file: context
  - file: derivations
  - file: data
  - file: references
"""

INDEX = """(index)=
# A small review

The review has {count}`sources;word` sources; {count}`figures:alpha2001` figures are of one of them, and
{date}`count` is a date, {date}`alpha2001` another.

(index-numbers)=
## What it reports

Found were {value}`alpha2001-found`, lost {value}`alpha2001-lost`, that is {derived}`share` of
{fact}`census`, says {cite:t}`alpha2001`. {finding}`found-it`

```{answer} question
```

```{agreement-summary}
```

In Greek {original}`census-word`; to lose is {original}`losing`.

```{terms}
```

A left-behind word, and a formula {math}`a_1`.
"""

PAGES = {
    "index.md": INDEX,
    "references.md": "(references)=\n# References\n\n```{bibliography}\n:all:\n```\n",
}


def make_project(root: Path) -> Project:
    """Return a small project in the empty folder *root*, ready to be built."""
    (root / "data").mkdir(parents=True)
    (root / "data" / "datapackage.json").write_text(json.dumps(DECLARATION, indent=2), encoding="utf-8")
    write_rows(root, ROWS)
    (root / "data" / "references.bib").write_text(REFERENCES, encoding="utf-8")
    (root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    book = root / "book"
    book.mkdir()
    shutil.copyfile(REPOSITORY / "book" / "_config.yml", book / "_config.yml")
    (book / "_toc.yml").write_text(TOC, encoding="utf-8")
    for name, text in PAGES.items():
        (book / name).write_text(text, encoding="utf-8")
    return Project(root)


def write_rows(root: Path, rows: Mapping[str, list[Mapping[str, str]]]) -> None:
    """Write the tables of a project; those without rows get their header alone."""
    descriptor = read_descriptor(root / "data")
    for table in descriptor.tables:
        path = root / "data" / table.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(canonical_bytes(table, rows.get(table.name, [])))


METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3", "file_extension": ".py"},
}


def notebook(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a notebook as a finished run leaves it."""
    made = v4.new_notebook(cells=list(cells), metadata=METADATA)
    for number, cell in enumerate(made.cells, start=1):
        cell["id"] = f"cell-{number}"
    return made


def shown(code: str, **data: str) -> nbformat.NotebookNode:
    """Return a code cell that showed *data*, by type with underscores for slashes."""
    bundle = {name.replace("_", "/"): text for name, text in data.items()}
    output = v4.new_output("execute_result", bundle, execution_count=1)
    return v4.new_code_cell(code, outputs=[output], execution_count=1)


def write_notebooks(folder: Path) -> Path:
    """Write the finished notebooks of the small project into *folder* and return it."""
    folder.mkdir(parents=True)
    chapter = notebook(
        v4.new_markdown_cell("(question)=\n# The question\n\n```{answer} question\n```\n\n```{quotable} question\n```"),
        v4.new_markdown_cell("```{summary-of-findings}\n```"),
        shown("show()", text_markdown="Counted: {value}`alpha2001-found`.", text_html="<b>not this</b>"),
        shown("chart()", text_html=CHART, text_plain="a chart"),
    )
    (folder / "question.ipynb").write_text(nbformat.writes(chapter), encoding="utf-8")
    for name in ("alpha2001", "beta2002"):
        rows = "".join(
            f'<tr id="{row["figure_id"]}"><td data-coded>{row["printed"]}</td></tr>\n'
            for row in ROWS["figures"]
            if row["source_id"] == name
        )
        rows += "".join(
            f'<tr id="{row["claim_id"]}"><td data-coded>{row["paraphrase"]}</td></tr>\n'
            for row in ROWS["claims"]
            if row["source_id"] == name
        )
        source = notebook(
            v4.new_markdown_cell("(source)=\n# {{ title }}\n\nSee [below](#reports)."),
            v4.new_markdown_cell("(reports)=\n## What it reports"),
            shown(
                "table()",
                text_html=f'<div class="table-scroll"><table><tbody>{rows}</tbody></table></div>',
            ),
        )
        (folder / f"{name}.ipynb").write_text(nbformat.writes(source), encoding="utf-8")
    return folder


_BAR = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img"
aria-label="One bar"><rect class="mark" width="4" height="4"></rect></svg>"""
CHART = f"""<figure class="chart" data-chart>
<div class="chart-static"><div class="chart-wide">{_BAR}</div><div class="chart-narrow">{_BAR}</div></div>
<figcaption>A chart.</figcaption>
<script type="application/json" class="chart-spec">{{"datasets": {{"rows": [{{"a": 1}}]}}, "data": {{"name": "rows"}},
"description": "One bar", "mark": "bar", "encoding": {{"x": {{"field": "a", "type": "quantitative"}}}}}}</script>
<script type="application/json" class="chart-spec-wide">{{"width": 700, "data": {{"name": "rows"}}, "mark": "bar",
"encoding": {{"x": {{"field": "a", "type": "quantitative"}}}}}}</script>
</figure>
"""


ROWS_OF_THE_SOURCE = """\
from review.corpus.corpus import open_corpus
from review.present.tables.coded_rows import claims_by_theme, figures_table
from review.present.values.opened import open_for_cells

corpus = open_corpus()
open_for_cells(corpus)
rows = corpus.figures_where(source_id=source_id)
#| label: table-figures
figures_table(rows, caption="Figures", anchors=True) if rows else None
"""
CLAIMS_OF_THE_SOURCE = """\
#| label: table-claims
#| title: Claims
claims_by_theme(source_id) if corpus.claims_where(source_id=source_id) else None
"""


def write_templates(project: Project) -> None:
    """Give a project templates that can be run, and the lock file that runs depend on."""
    write_template(project, "question", "year: int = 2010  # a year\nkinds: list[str] = []  # kinds", "print('A page')")
    write_template(
        project, "source", 'source_id: str = "alpha2001"  # a source', ROWS_OF_THE_SOURCE, CLAIMS_OF_THE_SOURCE
    )
    (project.root / "requirements.lock").write_text("", "utf-8")


def write_template(project: Project, name: str, parameters: str, *codes: str) -> None:
    """Write the template *name*: a heading, the cell of parameters, and a cell for each of *codes*."""
    cells = [
        v4.new_markdown_cell(f"({name if name != 'source' else 'page'})=\n# A page"),
        v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        *(v4.new_code_cell(code) for code in codes),
    ]
    project.notebooks.mkdir(exist_ok=True)
    nbformat.write(v4.new_notebook(cells=cells), project.notebooks / f"{name}.ipynb")
