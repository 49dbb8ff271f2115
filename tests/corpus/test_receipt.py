"""The receipt says of each row whether it was verified and has not changed since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bicycle_project import Small
from coded_twice import code_twice

from review.corpus.verification.receipt import Receipt, read_receipt, unverified, write_receipt
from review.corpus.verification.verification import RECEIPT, verify
from review.errors import CorpusError


def receive(bicycles: Small) -> Path:
    """Verify the small project and write the receipt."""
    corpus = bicycles.corpus()
    return write_receipt(corpus, verify(corpus, bicycles.texts), bicycles.root / "data")


def not_verified(bicycles: Small) -> dict[str, tuple[str, ...]]:
    """Return the rows that are not verified, by table."""
    return unverified(bicycles.corpus(), read_receipt(bicycles.root / "data"))


def test_all_rows_are_verified(bicycles: Small) -> None:
    receive(bicycles)
    assert not_verified(bicycles) == {}


def test_without_a_receipt_no_row_is(bicycles: Small) -> None:
    found = not_verified(bicycles)
    assert {table: len(keys) for table, keys in found.items()} == {
        "figures": 11, "claims": 3, "appraisals": 12, "exclusions": 11, "sections": 4,
    }  # fmt: skip


def test_what_did_not_pass_has_no_receipt(bicycles: Small) -> None:
    bicycles.change("figures", "ward2014-found", quote="no such words")
    with pytest.raises(CorpusError, match="no such words"):
        receive(bicycles)
    assert not (bicycles.root / "data" / RECEIPT).exists()


def test_a_row_that_changed_is_not_verified_since(bicycles: Small) -> None:
    receive(bicycles)
    bicycles.change("figures", "ward2014-found", note="Nobody knows which.")
    bicycles.change("exclusions", "ward2014-x6", reason="idiom")
    rows = bicycles.rows("appraisals")
    rows[0]["reason"] = "It says no more."
    bicycles.write("appraisals", rows)
    assert not_verified(bicycles) == {
        "figures": ("ward2014-found",),
        "appraisals": ("gazette2014/accuracy",),
        "exclusions": ("ward2014-x6",),
    }


def test_a_row_that_was_added_is_not_verified(bicycles: Small) -> None:
    receive(bicycles)
    bicycles.add("claims", like="ward2014-unreported", claim_id="ward2014-unseen")
    assert not_verified(bicycles) == {"claims": ("ward2014-unseen",)}


@pytest.mark.parametrize(("table", "key"), [("claims", "ward2014-unreported"), ("exclusions", "ward2014-x6")])
def test_a_row_that_was_removed_is_told(bicycles: Small, table: str, key: str) -> None:
    receive(bicycles)
    bicycles.remove(table, key)
    assert not_verified(bicycles) == {table: (f"{key} (removed)",)}


def test_sections_and_passes_are_verified_too(bicycles: Small) -> None:
    code_twice(bicycles)
    receive(bicycles)
    assert not_verified(bicycles) == {}
    bicycles.change("sections", "ward2014-why", title="Why")
    bicycles.change("pass_figures", "second-4", occurrence="2")
    bicycles.change("pass_claims", "second-c1", sentence="9")
    assert not_verified(bicycles) == {
        "sections": ("ward2014-why",),
        "pass_figures": ("second-4",),
        "pass_claims": ("second-c1",),
    }


def test_the_rows_of_another_text_are_not_verified(bicycles: Small) -> None:
    receive(bicycles)
    bicycles.change("sources", "gazette2014", text_sha256="0" * 64)
    found = not_verified(bicycles)
    assert {key.partition("-")[0].partition("/")[0] for keys in found.values() for key in keys} == {"gazette2014"}
    assert [len(keys) for keys in found.values()] == [5, 1, 6, 5, 1]


def test_a_row_is_verified_as_printed(bicycles: Small) -> None:
    """A correction does not touch what stands in the source."""
    receive(bicycles)
    cells = {"correction_id": "fix", "figure_id": "ward2014-thefts", "field": "qualifier", "found": "exact"}
    bicycles.add("corrections", **cells, used="about", reason="It is round.")
    assert not_verified(bicycles) == {}


def test_the_order_of_rows_means_nothing_and_the_receipt_is_the_same_twice(bicycles: Small) -> None:
    first = receive(bicycles).read_bytes()
    assert receive(bicycles).read_bytes() == first


def test_the_receipt_keeps_the_places_of_the_numerals_and_nothing_of_the_texts(bicycles: Small) -> None:
    content = json.loads(receive(bicycles).read_text("utf-8"))
    text = (bicycles.texts / "ward2014.txt").read_text("utf-8")
    places = content["texts"]["ward2014"]["numerals"]
    assert [(text[start:end], name) for start, end, name in places][:3] == [
        ("1,204", "ward2014-thefts"), ("2013", "ward2014-x1"), ("400", "ward2014-found"),
    ]  # fmt: skip
    assert all(len(line) < 120 for line in receive(bicycles).read_text("utf-8").splitlines())


DAMAGED = {
    "nothing": "",
    "no JSON": "{",
    "a number": "1",
    "a list": "[]",
    "no rows": '{"texts": {}}',
    "rows that are a list": '{"rows": [], "texts": {}}',
    "a table that is a list": '{"rows": {"figures": []}, "texts": {}}',
    "texts that are a list": '{"rows": {}, "texts": []}',
    "a text that is a number": '{"rows": {}, "texts": {"ward2014": 1}}',
    "a place that is none": '{"rows": {}, "texts": {"a": {"numerals": [[1]], "coverage": 0, "sha256": ""}}}',
    "a share that is none": '{"rows": {}, "texts": {"a": {"numerals": [], "coverage": "x", "sha256": ""}}}',
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_receipt_is_an_empty_one(bicycles: Small, damage: str) -> None:
    receive(bicycles).write_text(DAMAGED[damage], "utf-8")
    assert read_receipt(bicycles.root / "data") == Receipt({}, {}, {}, {})
    assert len(not_verified(bicycles)["figures"]) == 11


def test_a_receipt_in_another_encoding_is_an_empty_one(bicycles: Small) -> None:
    receive(bicycles).write_bytes(b"\xff\xfe\x00")
    assert read_receipt(bicycles.root / "data") == Receipt({}, {}, {}, {})
