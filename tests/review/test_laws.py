"""The laws, on the real data. Those that need the texts of the sources are skipped where these are not at hand."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from bicycle_project import REPOSITORY, hold

from review.book.prose.markdown_text import passages
from review.corpus.coding.agreement import settlement_problems
from review.corpus.coding.statements import claim_settlement_problems
from review.corpus.corpus import Corpus, check
from review.corpus.rules.row_rules import QUOTE_WORDS
from review.corpus.seeded_errors.report import read_kept, report_gaps
from review.corpus.tables.csv_format import canonical_bytes, parse
from review.corpus.text.mapped_text import fold
from review.corpus.verification.ledger import printed_spans
from review.corpus.verification.receipt import read_receipt, unverified
from review.corpus.verification.trial import pass_problems
from review.corpus.verification.verification import Verification, verify
from review.files.notebooks import read_notebook
from review.synthesis.comparing.derivations import derivation_problems
from review.synthesis.conclusions.findings import finding_problems

DATA = REPOSITORY / "data"
TEXTS = os.environ.get("REVIEW_TEXTS", "")
with_texts = pytest.mark.skipif(not TEXTS, reason="REVIEW_TEXTS does not name the folder of the sources' texts")

# Our own words, by table. What quotes a source stands in other columns.
OWN_WORDS = {
    "sources": ("speaker", "audience", "access_note", "special"),
    "figures": ("event_grounds", "note"),
    "claims": ("paraphrase", "note"),
    "exclusions": ("note",),
    "appraisals": ("reason", "basis"),
    "measures": ("definition",),
    "events": ("note",),
    "origins": ("note",),
    "themes": ("definition",),
    "terms": ("label", "seen"),
    "derivations": ("label", "override", "note"),
    "relations": ("reading", "grounds", "would_settle"),
    "findings": ("sentence",),
    "quotables": ("question", "may", "may_not"),
    "corrections": ("reason",),
    "settlements": ("reason",),
    "claim_settlements": ("reason",),
    "passes": ("how", "checked"),
    "pass_figures": ("note",),
    "facts": ("statement",),
    "ids": ("reason",),
}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
#: What the library calls things on its cards and in its tables: a page that explains one has to say it.
TERMS_OF_THE_LIBRARY = (
    "as a count of what was done or said, and as evidence",
    "as evidence of how much of it there is",
    "who stands at the end of the chain of credit",
    "The source states it on its own word",
)
READABLE = frozenset({".css", ".html", ".js", ".json", ".md", ".py", ".yaml", ".yml"})
LONGEST_RUN = 7  # words in a row that may be the source's own
WORD = re.compile(r"[a-z0-9]+(?:[-'.,][a-z0-9]+)*")


@pytest.fixture(scope="module")
def verification(corpus: Corpus) -> Verification:
    """Return what the texts say of the real corpus."""
    return verify(corpus, Path(TEXTS))


def test_the_data_have_no_problem() -> None:
    assert check(DATA) == ()


def test_the_tables_are_canonical(corpus: Corpus) -> None:
    for table in corpus.descriptor.tables:
        data = (DATA / table.path).read_bytes()
        assert canonical_bytes(table, parse(table, data, table.path)) == data, table.path


def test_every_declared_table_is_filled(corpus: Corpus) -> None:
    # Nothing is weighed again before new evidence comes.
    assert [name for name, rows in corpus.tables.items() if not rows] in ([], ["weighings"])


def test_every_finding_holds_and_every_derivation_is_computed(corpus: Corpus) -> None:
    hold(finding_problems(corpus))
    hold(derivation_problems(corpus))


def test_every_disagreement_of_the_passes_is_settled(corpus: Corpus) -> None:
    hold(settlement_problems(corpus))
    hold(claim_settlement_problems(corpus))
    assert {row.source_id for row in corpus.pass_figures.values()} == set(corpus.sources)


def test_what_is_mentioned_is_credited_and_what_is_argued_is_not(corpus: Corpus) -> None:
    own = "cecc-annual-report-2009"  # a source that cites its own earlier work speaks on its own word
    for claim in corpus.claims.values():
        if claim.stance in ("mentions", "argues") and claim.origin_id != own:
            assert corpus.is_uncredited(claim) is (claim.stance == "argues"), claim.claim_id


def test_the_kept_report_of_seeded_errors_is_of_these_rows_and_reaches_the_least_shares(corpus: Corpus) -> None:
    """It needs no texts: the report names the rows and texts that it was made from."""
    kept = read_kept(DATA)
    assert kept is not None and kept.is_of(corpus), "run `review mutate-evidence --texts DIR --keep`"
    assert kept.report.total.slips == sum(tally.slips for tally in kept.report.single) >= 5000
    assert kept.report.total.caught_share >= 0.99
    assert [tally.kind for tally in kept.report.single if tally.caught_share < 0.95] == []
    assert kept.report.is_enough


def test_a_row_that_changes_makes_the_kept_report_stale(corpus: Corpus) -> None:
    figures = dict(corpus.tables["figures"])
    name, figure = next(iter(figures.items()))
    changed = {**corpus.tables, "figures": {**figures, name: replace(figure, note="Changed.")}}
    (said,) = report_gaps(replace(corpus, tables=changed))
    assert said.startswith("data/detection.json: the report is stale.")


def test_every_source_is_judged_in_every_domain(corpus: Corpus) -> None:
    domains = corpus.tables["appraisal_domains"]
    assert set(corpus.appraisals) == {(source_id, domain) for source_id in corpus.sources for domain in domains}


def test_the_library_knows_nothing_of_the_topic(corpus: Corpus) -> None:
    """No id of the data stands in its code, single plain words apart, and names such as that of an encoding."""
    keys = {key for table, rows in corpus.tables.items() if table not in ("names", "units") for key in rows}
    ids = {key for key in keys if isinstance(key, str) and ("-" in key or any(sign.isdigit() for sign in key))}
    known = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
    found = {
        path.relative_to(REPOSITORY).as_posix(): hits
        for path in (REPOSITORY / "src" / "review").rglob("*.py")
        if (hits := ids & set(known.findall(path.read_text("utf-8"))))
    }
    assert found == {}


def sentences(path: Path) -> list[str]:
    """Return what a file says: of Markdown its running text, without code, directives and headings; else all of it."""
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        text = "\n\n".join(cell.source for cell in read_notebook(path).cells if cell.cell_type == "markdown")
    elif path.suffix != ".md":
        return [text]
    return [passage.text for passage in passages(text)]


def test_the_library_says_nothing_that_this_review_says() -> None:
    """No run of words of its pages stands in the library: what one review says, another would have to take out."""
    pages = [*(REPOSITORY / "book").glob("*.md"), *(REPOSITORY / "notebooks").glob("*.ipynb")]
    ours = {run: page.name for page in pages for text in sentences(page) for run in runs(text)}
    free = set().union(*map(runs, TERMS_OF_THE_LIBRARY))
    # What a column holds is the schema's to define: a page may repeat a definition rather than say it worse.
    library = [
        path
        for path in (REPOSITORY / "src" / "review").rglob("*")
        if path.suffix in READABLE and path.name != "schema.json"
    ]
    said = [(path, run) for path in library for text in sentences(path) for run in runs(text) & ours.keys() - free]
    assert sorted(f"{path.name}, {ours[run]}: {' '.join(run)}" for path, run in said) == []
    # None stays free that no page needs.
    assert all(runs(term) & ours.keys() for term in TERMS_OF_THE_LIBRARY)


def test_chinese_stands_in_its_table_alone(corpus: Corpus) -> None:
    """Prose prints it by its role, so that none is typed from memory; sources and pages are quoted as they are."""
    pages = [*(REPOSITORY / "book").glob("*.md"), *(REPOSITORY / "notebooks").glob("*.ipynb")]
    tables = [path for folder in ("vocabulary", "judgement") for path in (DATA / folder).glob("*.csv")]
    terms = DATA / corpus.descriptor.table("terms").path
    assert [path.name for path in (*pages, *tables) if path != terms and HAN.search(path.read_text("utf-8"))] == []
    assert all(term.written == "" or HAN.search(term.written) for term in corpus.tables["terms"].values())


@with_texts
def test_a_term_that_is_said_to_stand_in_a_source_stands_there(corpus: Corpus) -> None:
    texts = [path.read_text("utf-8") for path in Path(TEXTS).glob("*.txt")]
    first = [term for term in corpus.tables["terms"].values() if term.hand == "first"]
    assert first and [term.term_id for term in first if not any(term.written in text for text in texts)] == []


@with_texts
def test_every_row_stands_as_its_source_has_it(verification: Verification) -> None:
    assert [str(problem) for problem in verification.problems] == []


@with_texts
def test_the_passes_stand_where_they_say(corpus: Corpus, verification: Verification) -> None:
    assert [str(problem) for problem in pass_problems(corpus, verification)] == []


@with_texts
def test_every_numeral_is_accounted_for(verification: Verification) -> None:
    open_entries = {
        source_id: [entry.printed for entry in source.entries if not entry.accounted]
        for source_id, source in verification.sources.items()
    }
    assert open_entries == {source_id: [] for source_id in verification.sources}
    assert all(source.entries for source in verification.sources.values())


@with_texts
def test_every_figure_has_a_numeral_of_its_own(corpus: Corpus, verification: Verification) -> None:
    for source_id, source in verification.sources.items():
        figures = [figure for figure in corpus.tables["figures"].values() if figure.source_id == source_id]
        spans = Counter(span for figure in figures for span in printed_spans(source.text, figure))
        assert [source.text.text[start:end] for (start, end), count in spans.items() if count > 1] == []


@with_texts
def test_the_receipt_is_of_these_rows_and_these_texts(corpus: Corpus, verification: Verification) -> None:
    receipt = read_receipt(DATA)
    assert unverified(corpus, receipt) == {}
    for source_id, source in verification.sources.items():
        assert receipt.numerals[source_id] == tuple(
            (entry.start, entry.end, entry.figure_id or entry.exclusion_id) for entry in source.entries
        )
        assert receipt.coverage[source_id] == round(source.coverage, 4)


def words(text: str) -> list[str]:
    """Return the words of *text* in lower case, those broken over a line joined."""
    return WORD.findall(re.sub(r"(?<=[a-z])-[ \t]*\n\s*(?=[a-z])", "", fold(text).casefold()))


def runs(text: str, length: int = LONGEST_RUN + 1) -> set[tuple[str, ...]]:
    """Return every run of *length* words."""
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_runs_are_found_over_line_ends_and_quotes() -> None:
    assert runs("One two three four five \u201csix\u201d sev-\nen eight") == {
        ("one", "two", "three", "four", "five", "six", "seven", "eight")
    }


@with_texts
def test_what_we_write_is_in_our_own_words(corpus: Corpus, verification: Verification) -> None:
    theirs = set().union(*(runs(source.text.text) for source in verification.sources.values()))
    copied = [
        f"{table} {key} {column}: {' '.join(run)}"
        for table, columns in OWN_WORDS.items()
        for key, row in corpus.tables[table].items()
        for column in columns
        for run in sorted(runs(getattr(row, column)) & theirs)
    ]
    assert copied == []


@with_texts
def test_the_texts_are_not_in_the_repository(corpus: Corpus, verification: Verification) -> None:
    """No file has more words of a source in a row than a quote may have, titles apart."""
    length = QUOTE_WORDS + 1
    theirs = set().union(*(runs(source.text.text, length) for source in verification.sources.values()))
    theirs -= set().union(*(runs(source.title, length) for source in corpus.sources.values()))
    files = (
        path for folder in ("data", "book", "notebooks", "src", "tests") for path in (REPOSITORY / folder).rglob("*")
    )
    readable = (path for path in files if path.suffix in {".bib", ".csv", ".ipynb", ".json", ".md", ".py", ".txt"})
    assert [path for path in readable if runs(path.read_text("utf-8"), length) & theirs] == []
