"""What the page of a source shows, for a source of any size."""

from __future__ import annotations

import pytest
from markup_reader import named

from review.corpus.corpus import Corpus
from review.present import profile


@pytest.mark.parametrize("name", ["small", "real"])
def test_every_source_has_its_charts_and_tables(name: str, request: pytest.FixtureRequest) -> None:
    corpus: Corpus = request.getfixturevalue(name)
    for source_id in corpus.sources:
        assert len(profile.speaker_table(corpus, source_id).rows) == 8
        assert len(named(profile.claims_chart(corpus, source_id).html.text, "svg")) == 1
        shown = (
            profile.charts(corpus, source_id)._repr_html_()
            + profile.origins_chart(corpus, source_id)._repr_html_()
        )
        enough = len(corpus.figures_where(source_id=source_id)) >= profile.FEWEST
        assert bool(named(shown, "svg")) == enough


def test_figures_of_unnamed_origin_can_be_left_out(small: Corpus) -> None:
    every, named_only = (
        profile.charts(small, "alpha", include_unnamed=flag)._repr_html_() for flag in (True, False)
    )
    assert "alpha-most" in every and "alpha-most" not in named_only
