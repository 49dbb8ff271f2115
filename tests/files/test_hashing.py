"""The hash by which all that is kept is known: the one that `sha256sum` prints."""

from __future__ import annotations

from review.files.hashing import sha256


def test_it_is_the_hash_that_other_programs_print() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
