"""What people bring, from the command to what readers see: pages, cells, references, languages, and a dry run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bicycle_project import Run, Small
from pdfs import make_pdf, paragraph, ruled

from review.corpus.tables.csv_format import canonical_bytes
from review.errors import EnvironmentFault
from review.intake.printed_pages import copy_of_pdf

FIRST = "In 2013 the office recorded 1,204 thefts of bicycles in the town.\nIt asked nobody else about them."
BIB = """@report{Office_2014, title = {Thefts of {Elmford}}, author = {{Office}}, date = {2014-05}}
@misc{other, title = {Other}, year = {2001}}
"""


@pytest.fixture
def report(bicycles: Small) -> Path:
    """A report of two pages with a table on the second, beside the project, and its reference."""
    table = ruled([["Town", "2013", "2014"], ["Elmford", "12", "345"], ["Oakham", "7", "1,204"]], 600)
    second = [*paragraph("It counts them by town.", 700), (60.0, 610.0, 11.0, "Table 1. Thefts"), *table]
    (bicycles.root / "lib.bib").write_text(BIB, "utf-8")
    return make_pdf(bicycles.root / "report.pdf", [paragraph(FIRST, 700), second])


ADD = ("add-source", "office2014", "--kind", "memo")
WHOLE = (*ADD, "--pdf", "report.pdf", "--bib", "lib.bib#Office_2014", "--texts", "texts")


@pytest.mark.parametrize(
    ("entry", "dated", "origin"),
    [
        (
            "@article{x, author = {Vermeer, Anna}, title = {Heat}, journal = {The Courier}, date = {2014-08-09}}",
            ("2014-08-09", "9 August 2014"), ("The Courier", "medium"),
        ),
        (
            "@book{x, author = {Vermeer, Anna and Roe, Jo}, title = {Heat}, date = {2014-08}}",
            ("2014-08", "August 2014"), ("Vermeer and Roe", "scholar"),
        ),
        # What sort of body it is, nobody can say.
        ("@report{x, author = {{The Board}}, title = {Heat}, date = {2014/2016}}", ("", "Not yet described."), None),
    ],
)  # fmt: skip
def test_a_source_has_what_its_reference_says(
    review: Run, bicycles: Small, entry: str, dated: tuple[str, str], origin: tuple[str, str] | None
) -> None:
    (bicycles.root / "x.bib").write_text(entry, "utf-8")
    (bicycles.texts / "heat2014.txt").write_text("In all 77 frames were lost.\n", "utf-8")
    kind = "newspaper" if "journal" in entry else "memo"
    status, _, err = review(
        "add-source", "heat2014", "--kind", kind, "--text", "texts/heat2014.txt", "--bib", "x.bib", "--texts", "texts"
    )
    assert (status, err) == (0, "")
    row = bicycles.row("sources", "heat2014", bicycles.rows("sources"))
    assert (row["title"], row["published"]) == ("Heat", dated[0])
    assert row["dated"].startswith(dated[1])
    own = [(one["name"], one["kind"]) for one in bicycles.rows("origins") if one["origin_id"] == "heat2014"]
    assert own == ([origin] if origin else [])


@pytest.mark.usefixtures("report")
def test_a_pdf_is_coded_by_page_and_by_cell(review: Run, bicycles: Small) -> None:
    status, out, err = review(*WHOLE, "--url-of-record", "https://example.org/a%20b.pdf", "--language", "en")
    assert (status, err) == (0, "")
    assert "extended: texts/office2014.txt\n" in out
    assert "waiting: p. 1, § 1: 1,204 (occurrence 1)\n" in out
    assert "9 numerals, read as English: 9 exact.\n" in out
    entry = (bicycles.root / "data" / "references.bib").read_text("utf-8")
    assert "@techreport{office2014,\n" in entry and "url = {https://example.org/a%20b.pdf}" in entry.replace("\\%", "%")
    rows = bicycles.rows("figures")
    like = bicycles.row("figures", "ward2014-thefts", rows) | {
        "source_id": "office2014", "prefix": "", "suffix": "", "measure_basis": "", "population_basis": "",
        "place": "", "place_basis": "", "period_basis": "In 2013", "origin_id": "office", "origin_basis": "",
        "event_id": "", "event_tie": "",
        "event_basis": "", "event_grounds": "", "note": "",
    }  # fmt: skip
    coded = [
        like | {"figure_id": "office2014-all", "section_id": "office2014-p1", "quote": "recorded 1,204 thefts"},
        like | {"figure_id": "office2014-oakham", "section_id": "office2014-p2", "quote": "1,204", "printed": "1,204"}
        | {"measure_basis": "Thefts", "period_start": "2014", "period_end": "2014", "period_basis": "2014"}
        | {"cell": "Oakham | 2014", "paragraph": "2"},
    ]  # fmt: skip
    table = bicycles.descriptor.table("figures").with_optional({"cell"})
    bicycles.file("figures").write_bytes(canonical_bytes(table, [*rows, *coded]))
    waiting = bicycles.rows("exclusions")
    bicycles.write("exclusions", [e for e in waiting if (e["source_id"], e["printed"]) != ("office2014", "1,204")])
    assert review("fmt")[1] == "Nothing to rewrite.\n"
    assert bicycles.verification_problems() == []
    corpus = bicycles.corpus()
    assert corpus.locator(corpus.figures["office2014-all"]) == "p. 1, § 1"
    assert corpus.locator(corpus.figures["office2014-oakham"]) == "p. 2, § 2, row “Oakham”, column “2014”"
    bicycles.change("figures", "office2014-oakham", period_start="2013", period_end="2013", period_basis="2013")
    expected = "the phrase is a cell of another row and column (got '2013'). Name one that stands left"
    assert [expected in problem for problem in bicycles.verification_problems()] == [True]
    bicycles.change("figures", "office2014-oakham", cell="Elmford | 2013")
    assert "the quote is not the content of that cell" in bicycles.verification_problems()[0]


@pytest.mark.usefixtures("report")
def test_a_dry_run_says_what_it_would_write_and_writes_nothing(review: Run, bicycles: Small) -> None:
    before = bicycles.contents()
    status, out, _ = review(*WHOLE, "--dry-run")
    assert (status, bicycles.contents()) == (0, before)
    assert "would extend: data/evidence/sections.csv (2 rows)\n" in out
    assert "p. 2: 2 paragraphs, begins 'It counts them by'\n" in out
    assert out.endswith("Nothing was written.\n")


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ((*ADD, "--texts", "texts"), 2, "a source comes in one file (got 0). Give it by --text, --html or --pdf."),
        ((*WHOLE, "--text", "lib.bib"), 2, "a source comes in one file (got 2)."),
        (WHOLE[:-2], 2, "office2014: its text is made of the file and has to be kept. Say where the texts are"),
        ((*WHOLE[:-1], "nowhere"), 6, "nowhere: there is no such folder."),
        ((*ADD, "--pdf", "none.pdf", "--texts", "texts"), 6, "none.pdf: the text cannot be read (No such file"),
        ((*ADD, "--pdf", "report.pdf", "--bib", "lib.bib"), 2, "lib.bib has 2 references. Name one: lib.bib#office"),
        ((*ADD, "--pdf", "report.pdf", "--bib", "lib.bib#offic2014"), 2, "'offic2014' is no reference in lib.bib. Did"),
        ((*WHOLE, "--url-of-record", "example.org"), 2, "'example.org' is no address of the web."),
        ((*WHOLE, "--language", "English"), 2, "'English' is no tag of a language (such as en, zh or de)."),
        (("add-source", "ward2014", *WHOLE[2:]), 2, "ward2014 is a source already."),
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(
    review: Run, bicycles: Small, arguments: tuple[str, ...], status: int, message: str
) -> None:
    before = bicycles.contents()
    got, out, err = review(*arguments)
    assert (got, out) == (status, "")
    assert err.startswith(message)
    assert bicycles.contents() == before


@pytest.mark.usefixtures("report")
def test_another_text_in_its_place_is_left_alone(review: Run, bicycles: Small) -> None:
    (bicycles.texts / "office2014.txt").write_text("Mine.\n", "utf-8")
    before = bicycles.contents()
    status, _, err = review(*WHOLE)
    assert (status, bicycles.contents()) == (6, before)
    assert err.startswith("texts/office2014.txt: another text is there already, and is left alone.")


def test_a_reference_of_another_program_gives_title_and_address(review: Run, bicycles: Small) -> None:
    record = {"id": "Shop 1", "type": "report", "title": "Locks <i>sold</i>", "URL": "https://example.org/locks"}
    (bicycles.root / "a.json").write_text(json.dumps([record]), "utf-8")
    (bicycles.root / "a.txt").write_text("Locks were sold.\n", "utf-8")
    shop = ("add-source", "shop2015", "--kind", "memo", "--text", "a.txt", "--csl", "a.json#Shop 1")
    status, _, err = review(*shop, "--url-of-record", "https://example.org/other")
    assert (status, err) == (2, "the reference has another address (got https://example.org/other, expected "
                                "https://example.org/locks). Mend either.\n")  # fmt: skip
    assert review(*shop)[0] == 0
    assert bicycles.corpus().sources["shop2015"].title == "Locks sold"
    assert bicycles.problems() == []


def test_a_language_that_is_told_decides_who_reads(review: Run, bicycles: Small) -> None:
    """Of a text with few words nothing tells the language; its numerals are certified in none that nobody reads."""
    (bicycles.texts / "shop2015.txt").write_text("Schlösser: 12\n", "utf-8")
    shop = ("add-source", "shop2015", "--kind", "memo", "--text", "texts/shop2015.txt")
    assert "1 numeral, read as English: 1 exact.\n" in review(*shop, "--dry-run")[1]
    out = review(*shop, "--language", "de-AT")[1]
    assert "1 numeral, read as German: 1 unread.\n" in out
    assert "unsure: The text looks English, and is read as German, as you say.\n" in out
    assert "unsure: The text is in German, whose numerals nothing here reads" in out
    assert bicycles.verification_problems() == []


def test_a_text_in_another_encoding_is_kept_in_utf_8(review: Run, bicycles: Small) -> None:
    (bicycles.root / "a.txt").write_bytes("Zürich counted 12 locks.\n".encode("cp1252"))
    shop = ("add-source", "shop2015", "--kind", "memo", "--text", "a.txt", "--texts", "texts")
    assert review(*shop)[0] == 6
    assert review(*shop, "--encoding", "cp1252")[0] == 0
    assert (bicycles.texts / "shop2015.txt").read_text("utf-8") == "Zürich counted 12 locks.\n"
    source = bicycles.corpus().sources["shop2015"]
    assert (source.converter, source.is_laid_out, len(source.original_sha256)) == ("encoding cp1252", False, 64)
    assert bicycles.verification_problems() == []


def test_a_missing_package_is_named(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pdfplumber", None)
    message = r"pdfplumber, which reads PDFs, is missing\. `pip install 'figure-by-figure\[intake\]'` installs it\."
    with pytest.raises(EnvironmentFault, match=message):
        copy_of_pdf(report)
