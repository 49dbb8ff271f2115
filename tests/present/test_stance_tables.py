"""Tables of stances: each statement leads to its row, says who makes it, and escapes what it quotes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cells import in_cells
from markup_reader import named
from small_corpus import HOSTILE

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Stance
from review.errors import UsageError
from review.present.html.markup import plain
from review.present.tables.stances import disputes_table, sides_table


def test_a_dispute_shows_both_sides_with_their_stances(small: Corpus) -> None:
    ((theme, against, held),) = in_cells(small, disputes_table, "driver", caption="Disputed").rows
    assert (theme, plain(held)) == ("Need", "It says why. (alpha, argues)")
    assert plain(against) == f"{HOSTILE} (beta, disputes)"


def test_a_dispute_shows_the_disputing_claims_only(small: Corpus) -> None:
    also = replace(small.claims["beta-not"], claim_id="beta-also", stance=Stance.MENTIONS, paraphrase="It is so.")
    corpus = replace(small, tables={**small.tables, "claims": {**small.claims, "beta-also": also}})
    ((_, against, held),) = in_cells(corpus, disputes_table, "driver", caption="Disputed").rows
    assert "It is so." not in plain(against)
    assert plain(held) == "It says why. (alpha, argues)"


def test_sides_stand_as_the_caller_names_them(small: Corpus) -> None:
    sides = {"Need or not": (("alpha-why",), ("beta-not", "alpha-how"))}
    made = in_cells(small, sides_table, sides, caption="Sides")
    assert [len(named(cell.text, "li")) for cell in made.rows[0][1:] if not isinstance(cell, (str, int))] == [
        1,
        2,
    ]
    assert "<script>" not in made.html.text


def test_an_unknown_claim_is_named(small: Corpus) -> None:
    with pytest.raises(UsageError, match="'alpha-nothing' is no claim"):
        in_cells(small, sides_table, {"Need": (("alpha-nothing",), ())}, caption="Sides")
