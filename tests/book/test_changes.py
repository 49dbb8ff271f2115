"""What changed since a release: its state is kept for good, and the page tells each difference with its place."""

from __future__ import annotations

import re

import pytest
from bicycle_project import Run, Small
from library_pages import library_page
from releasing import keep_release

from review.book.pages.changes.compared import marked
from review.book.pages.changes.page import PAGE
from review.book.pages.changes.releases import FOLDER, read_releases
from review.book.pages.generated import data_parts, library_names
from review.book.prose.roles import DEPENDS
from review.book.prose.typed_numbers import Text, typed_quantities
from review.book.site.manifest import write_manifest
from review.citing.reference import Citation
from review.errors import CorpusError

FIRST = Citation("Thefts", ("All",), "1.0.0", "2020-05-04", ("MIT",))
SECOND = Citation("Thefts", ("All",), "1.1.0", "2021-05-04", ("MIT",))
FIGURE, FINDING = "ward2014-thefts", "thefts-1"


@pytest.fixture
def kept(bicycles: Small) -> Small:
    """Return the small project after its first release."""
    keep_release(bicycles.corpus(), FIRST)
    return bicycles


def page(small: Small) -> str:
    """Return the page of changes."""
    return library_page(PAGE, small.corpus())


def part(text: str, name: str) -> str:
    """Return what stands under the heading of a part."""
    return text.partition(f"({PAGE}-{name})=")[2].partition(f"\n({PAGE}-")[0]


def approximate(small: Small) -> None:
    """Use a figure as approximate, which the source prints as exact."""
    cells = {"field": "qualifier", "found": "exact", "used": "about", "reason": "The office rounds."}
    small.add("corrections", correction_id="rounded", figure_id=FIGURE, **cells)


def first(small: Small, table: str) -> dict[str, str]:
    return small.rows(table)[0]


def test_a_review_without_a_release_has_no_page(bicycles: Small) -> None:
    assert PAGE not in library_names(bicycles.root / "book", data_parts(bicycles.corpus(), {}))


def test_a_release_that_nothing_changed_since_says_so(kept: Small) -> None:
    text = page(kept)
    assert text.count("Nothing of this kind differs.") == 8 and "None is." in part(text, "ids")
    assert "<td>" not in text.partition("(what-changed-findings)=")[2]


def test_a_finding_that_is_worded_anew_stands_there_before_and_now(kept: Small) -> None:
    row = first(kept, "findings")
    kept.change("findings", row["finding_id"], sentence=f"{row['sentence']} Nobody asked why.")
    assert DEPENDS not in page(kept)
    kept.change("findings", row["finding_id"], depends_on_coding="yes")
    told = part(page(kept), "findings")
    assert DEPENDS in told
    assert f'href="{row["chapter"]}.html"' in told and "<ins>Nobody asked why.</ins>" in told


def test_a_finding_whose_number_changed_reads_otherwise(bicycles: Small) -> None:
    bicycles.change("findings", FINDING, sentence=f"The office reports {{value}}`{FIGURE}` thefts.")
    keep_release(bicycles.corpus(), FIRST)
    approximate(bicycles)
    told = part(page(bicycles), "findings")
    assert "The office reports <ins>about</ins> 1,204 thefts." in told


def test_a_figure_that_changed_says_each_column_and_its_rating_why(kept: Small) -> None:
    approximate(kept)
    text = page(kept)
    assert f'data-figure-id="{FIGURE}"' in part(text, "figures")
    assert "qualifier: exact → about" in part(text, "figures")
    ratings = part(text, "ratings")
    assert "Imprecision (one level down): The source gives it as approximate." in ratings
    assert "Lower than before" in ratings and "Higher than before" not in ratings


def test_claims_are_counted_by_source_and_kind_and_listed(kept: Small) -> None:
    row = first(kept, "claims")
    stance = "mentions" if row["stance"] == "argues" else "argues"
    kept.change("claims", row["claim_id"], stance=stance, paraphrase=f"{row['paraphrase']} Indeed.")
    text = page(kept)
    assert f"stance: {row['stance']} → {stance}" in part(text, "claims")
    assert re.search(r">1 of \d+<", part(text, "claims"))
    assert f'href="{row["source_id"]}.html#{row["claim_id"]}"' in part(text, "paraphrases")
    assert "Indeed.</ins>" in part(text, "paraphrases")


def test_computed_numbers_facts_and_appraisals_are_told(kept: Small) -> None:
    row, fact, appraisal = (first(kept, table) for table in ("derivations", "facts", "appraisals"))
    kept.change("derivations", row["derivation_id"], decimals="3")
    kept.change("facts", fact["fact_id"], value="7")
    kept.change("appraisals", appraisal["source_id"], reason="It is read otherwise.")
    text = page(kept)
    assert f'data-derivation-id="{row["derivation_id"]}"' in part(text, "computed")
    assert f'href="context.html#{fact["fact_id"]}"' in part(text, "computed")
    assert "It is read otherwise." in part(text, "appraisals")


def test_a_constraint_with_another_verdict_leads_to_its_place(kept: Small) -> None:
    kept.write("findings", [])
    kept.change("relations", "thefts-parts", found="consistent", settled="cannot-tell", grounds="Who counted is open.")
    told = part(page(kept), "relations")
    assert 'href="disagreements.html#thefts-parts"' in told
    assert re.search(r">consistent</td>\s*<td[^>]*>cannot tell</td>", told)


def test_constraints_that_come_and_go_are_told(kept: Small) -> None:
    kept.write("findings", [])
    kept.change("relations", "thefts-parts", relation_id="thefts-by-place")
    told = part(page(kept), "relations")
    assert "does not stand any more" in told and "did not stand" in told


def test_an_id_that_is_gone_stands_there_with_its_reason(kept: Small) -> None:
    cells = {"since": "1.0.0", "fate": "merged", "reason": "It says what another says."}
    kept.add("ids", kind="figure", id="ward2014-gone", became=FIGURE, **cells)
    kept.add("ids", kind="section", id="old-part", became="new-part", **cells)
    told = part(page(kept), "ids")
    assert f'href="ward2014.html#{FIGURE}"' in told and "It says what another says." in told
    assert "- section `old-part`, merged {ref}`new-part <new-part>`: It says what another says" in told


def test_the_page_types_no_quantity(kept: Small) -> None:
    approximate(kept)
    prose = re.sub(r"<[^>]*data-coded[^>]*>.*?</[a-z]+>", "", page(kept), flags=re.DOTALL)
    shown = "\n".join(line for line in prose.split("\n") if not line.startswith(("#", "<", "```")))
    assert [*typed_quantities(Text(PAGE, shown), ())] == []


def test_the_book_of_a_release_tells_what_changed_since_the_one_before(kept: Small) -> None:
    approximate(kept)
    keep_release(kept.corpus(), SECOND)
    assert [each.version for each in read_releases(kept.root / "data")] == ["1.0.0", "1.1.0"]
    assert "# What changed since 1.0.0" in page(kept)
    kept.change("claims", first(kept, "claims")["claim_id"], paraphrase="Anew.")
    assert "# What changed since 1.1.0" in page(kept)


def test_a_kept_release_that_was_touched_is_refused(kept: Small, review: Run) -> None:
    path = kept.root / "data" / FOLDER / "1.0.0.json"
    path.write_bytes(path.read_bytes().replace(b"1,204", b"1,205"))
    status, _, err = review("check")
    assert status == 1 and err.startswith("data/releases/1.0.0.json: changed (got ")
    assert "what a release said is never changed afterwards" in err
    path.unlink()
    assert "data/releases/1.0.0.json: missing" in review("check")[2]


@pytest.mark.parametrize(
    "content", ["[]", "{", '{"version": "1.0.0", "released": "2020-05-04", "state": {"claims": 1}}']
)
def test_what_is_no_release_is_refused_though_its_hash_fits(kept: Small, content: str) -> None:
    path = kept.root / "data" / FOLDER / "1.0.0.json"
    path.write_text(content, "utf-8")
    write_manifest(path.parent)
    with pytest.raises(CorpusError, match=r"data/releases/1\.0\.0\.json: this is no kept release"):
        read_releases(kept.root / "data")


def test_words_are_marked_where_enough_of_them_are_shared() -> None:
    assert [str(each) for each in marked("a b & c", "a d & c")] == ["a <del>b</del> &amp; c", "a <ins>d</ins> &amp; c"]
    assert [str(each) for each in marked("a b", "c d")] == ["a b", "c d"]
