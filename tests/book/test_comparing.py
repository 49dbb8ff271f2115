"""What differs between two states of a row or a text: fields of both, parts in their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from review.book.site.comparing import changed_fields, edits

ROWS = st.dictionaries(st.sampled_from("abcd"), st.text(max_size=2))
WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=8)


@given(ROWS, ROWS)
def test_a_field_is_told_exactly_where_both_have_it_and_differ(before: dict[str, str], now: dict[str, str]) -> None:
    told = changed_fields(before, now)
    assert set(told) == {name for name in before if name in now and before[name] != now[name]}
    assert all(pair == (before[name], now[name]) for name, pair in told.items())


@given(WORDS, WORDS)
def test_the_parts_make_up_both_sequences(before: list[str], now: list[str]) -> None:
    parts = [*edits(before, now)]
    assert [word for old, _, _ in parts for word in old] == before
    assert [word for _, new, _ in parts for word in new] == now
    assert all((old == new) == equal for old, new, equal in parts)
