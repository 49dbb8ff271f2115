"""The cards of the built book: one for every number that is printed."""

from __future__ import annotations

from pathlib import Path

from review.book.pages.cards import read_cards
from review.book.pages.citer import citer
from review.book.site.html_tree import Page
from review.book.site.row_ids import traced_numbers
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.present.tables.calculations import calculation, calculations


def test_every_number_of_the_book_resolves_and_has_its_card(
    site: Path, pages: tuple[Page, ...], corpus: Corpus
) -> None:
    kinds = {"figures": "figure", "derivations": "derivation"}
    made, seen = read_cards(site / "cards"), set()
    for page in pages:
        for table, key, _ in traced_numbers(page):
            assert key in corpus.tables[table] or calculation(corpus, key), (page.path, key)
            assert key in made[kinds[table]], (page.path, key)
            seen.add((table, key))
    assert {key for table, key in seen if table == "figures"} == set(corpus.figures)
    assert {key for table, key in seen if table == "derivations"}
    assert set(made["derivation"]) >= {computed.name for computed in calculations(corpus)}


def test_references_have_no_markup(real: Corpus) -> None:
    project = Project(real.descriptor.folder.parent)
    cite = citer(Snapshot(project))
    entries = [cite.reference(name).entry for name in (*cite.catalogue.works, *real.figures)]
    assert not set(" ".join(entries)) & set("{}\\")
