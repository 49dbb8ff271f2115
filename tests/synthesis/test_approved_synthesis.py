"""What is concluded from the rich project is, to the letter, what was approved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from approving import Approved, Outputs
from bicycle_project import Small
from outlines import outline
from shown_arithmetic import ARITHMETIC
from shown_conclusions import CONCLUSIONS

from review.corpus.corpus import Corpus

OUTPUTS = {**ARITHMETIC, **CONCLUSIONS}


@pytest.fixture(scope="module")
def outputs(rich: Small) -> Outputs:
    corpus = rich.corpus()

    def made(make: Callable[[Corpus], Any]) -> str:
        return outline(make(corpus))

    return Outputs("synthesis", {name: partial(made, make) for name, make in OUTPUTS.items()})


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_concluded_is_what_was_approved(name: str, outputs: Outputs, approved: Approved) -> None:
    approved(name, outputs.text(name))


def test_whatever_is_concluded_is_approved(outputs: Outputs, approved: Approved) -> None:
    assert outputs.never_called() == []
    assert approved.names() == {*OUTPUTS}
