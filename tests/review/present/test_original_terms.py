"""Terms on cards: those of what a figure counts, in which event, whom it credits, each marked with its language."""

from __future__ import annotations

import re

from review.corpus.corpus import Corpus
from review.present.html.markup import markup, plain
from review.present.words.terms import terms_list, terms_of


def test_a_card_has_the_terms_of_event_and_of_everyone_credited(real: Corpus) -> None:
    figure = real.figures["cecc2009-children-rescued"]
    (said,) = terms_of(real, figure).items()
    assert said[0] == "In Chinese"
    shown = markup(said[1]).text
    for term_id in ("strike-at-trafficking", "public-security-ministry", "abducted-children"):
        assert f'lang="zh-Hans" data-coded>{real.tables["terms"][term_id].written}</span>' in shown


def test_a_term_of_a_measure_and_a_population_needs_both(real: Corpus) -> None:
    label = real.tables["terms"]["abducted-children"].label
    for figure in real.figures.values():
        said = " ".join(plain(lines) for lines in terms_of(real, figure).values())
        assert (label in said) == ((figure.measure_id, figure.population_id) == ("victims-rescued", "children"))


def test_what_is_not_confirmed_says_so(real: Corpus) -> None:
    figure = next(figure for figure in real.figures.values() if figure.population_id == "migrant-children")
    assert "Migrant children: not confirmed" in plain(terms_of(real, figure)["In Chinese"])


def test_the_list_has_every_term_once_and_marks_its_language(real: Corpus) -> None:
    shown = terms_list(real).text
    ids = re.findall(r'<dt id="term-([a-z0-9-]+)">', shown)
    assert sorted(ids) == sorted(real.tables["terms"])
    bare = re.sub(r'<span lang="zh-Hans" data-coded>[^<]*</span>', "", shown)
    assert not re.search(r"[\u4e00-\u9fff]", bare)
    unknown = [term.term_id for term in real.tables["terms"].values() if not term.written]
    assert shown.count("not confirmed") == len(unknown) > 0
