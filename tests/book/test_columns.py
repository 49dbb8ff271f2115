"""No quantity is typed in what the reviewers write into the tables; what is coded or cited there stays free."""

from __future__ import annotations

import pytest
from bicycle_project import Run, Small

from review.book.prose.columns import AS_LEFT, CODED, CODED_HERE, column_problems, is_prose
from review.corpus.corpus import open_corpus
from review.corpus.tables.csv_format import tidy
from review.corpus.tables.project import Project
from review.corpus.tables.schema import schema


def found(project: Project) -> list[str]:
    """Return where a quantity is typed, and which."""
    return [str(problem).split(" is typed")[0] for problem in column_problems(open_corpus(project))]


def planted(bicycles: Small, table: str, column: str, text: str) -> list[str]:
    """Write *text* into the cell of the first row of *table*, and return what is found."""
    rows = bicycles.rows(table)
    rows[0][column] = text
    bicycles.write(table, rows)
    return found(bicycles.project)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("figures", "note"), ("claims", "paraphrase"), ("claims", "note")),
        *(("sources", "special"), ("sections", "title"), ("exclusions", "note"), ("passes", "how")),
        *(("measures", "definition"), ("populations", "label"), ("events", "note"), ("themes", "label")),
        *(("origins", "name"), ("relations", "reading"), ("relations", "grounds"), ("relations", "would_settle")),
        *(("derivations", "label"), ("derivations", "override"), ("derivations", "note"), ("facts", "statement")),
    ],
)
def test_a_quantity_that_the_reviewers_type_is_found(bicycles: Small, table: str, column: str) -> None:
    path = f"data/{bicycles.descriptor.table(table).path}:2:{column}"
    assert planted(bicycles, table, column, "It is 412 times, nearly three times as much.") == [
        f"{path}: '412'",
        f"{path}: 'three'",
    ]


def test_the_check_says_where_and_how_to_mend(bicycles: Small, review: Run) -> None:
    planted(bicycles, "relations", "reading", "The last is nearly three times the first. So be it.")
    status, output, complaints = review("check")
    assert status == 1
    assert (
        "data/judgement/relations.csv:2:reading: 'three' is typed in a text of the reviewers: "
        "“The last is nearly three times the first.” Say it without a number;"
    ) in " ".join((output + complaints).split()).replace("first.”.", "first.”")


def test_what_is_cited_is_free(bicycles: Small) -> None:
    text = "Dated {date}, the first of one; footnote 12 of {source} and {figure} say so; see Article 240."
    figure = bicycles.rows("figures")[0]
    bicycles.add("names", name_id="article-240", name="Article 240", reason="An article.")
    year = bicycles.rows("sources")[0]["published"][:4]
    cited = text.format(date=year, source=figure["source_id"], figure=figure["figure_id"])
    assert planted(bicycles, "figures", "note", cited) == []


def test_a_date_that_no_row_has_is_no_date(bicycles: Small) -> None:
    assert planted(bicycles, "figures", "note", "Since 1871.") == ["data/evidence/figures.csv:2:note: '1871'"]


def test_a_label_frees_no_number_for_itself(bicycles: Small) -> None:
    assert planted(bicycles, "measures", "label", "More than five of them") == [
        "data/vocabulary/measures.csv:2:label: 'five'"
    ]


def test_a_population_is_called_by_its_ages_alone(bicycles: Small) -> None:
    """Its columns say 18: "from 18", and "over 17", are what they say."""
    for label, is_free in (("People from 18", True), ("People over 17", True), ("People over 80", False)):
        bicycles.change("populations", "adults", label=label)
        assert (found(bicycles.project) == []) is is_free, label


def test_of_what_a_date_rests_on_the_reason_is_read_and_no_phrase(bicycles: Small) -> None:
    bicycles.change(
        "figures", "ward2014-thefts", period_basis="in 2013 + implied: same as ward2014-station; it was 413 days"
    )
    line = bicycles.line("figures", "ward2014-thefts")
    assert found(bicycles.project) == [f"data/evidence/figures.csv:{line}:period_basis: '413'"]


def test_a_word_of_a_vocabulary_is_read(bicycles: Small) -> None:
    declaration = bicycles.root / "data" / "datapackage.json"
    told = declaration.read_text(encoding="utf-8").replace('"letter"', '"one of 412 letters"')
    declaration.write_text(told, encoding="utf-8")
    assert found(bicycles.project) == ["data/datapackage.json:sources.kind: '412'"]


def test_what_the_schema_says_of_tables_and_columns_has_no_quantity(bicycles: Small) -> None:
    said = [text for table in schema().tables for text in (table.description, *(c.description for c in table.columns))]
    assert planted(bicycles, "figures", "note", tidy(" ".join(said))) == []


def test_every_exemption_is_of_a_column_that_there_is() -> None:
    tables = schema().tables
    names = {column.name for table in tables for column in table.columns}
    assert names >= CODED
    assert {(table.name, column.name) for table in tables for column in table.columns} >= CODED_HERE
    assert {table.name for table in tables} >= AS_LEFT


def test_quotes_and_values_are_no_prose(bicycles: Small) -> None:
    figures = bicycles.descriptor.table("figures")
    assert not any(is_prose(figures, figures.column(name)) for name in ("quote", "printed", "qualifier", "low"))
