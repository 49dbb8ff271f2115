"""How far the passes agree: detection of figures, agreement of each field and of the claims' themes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from review.corpus.coding.agreement import (
    FIELDS,
    VALUES,
    Pair,
    comparable_value,
    pairs,
    pass_value,
    passes_of,
    settled_value,
)
from review.corpus.coding.statements import FIELDS as CLAIM_FIELDS
from review.corpus.coding.statements import Statement, Unit, recoded, statements
from review.corpus.corpus import Corpus

Themes = dict[Unit, set[str]]  # the themes that are coded at each place


@dataclass(frozen=True)
class Detection:
    """How many figures a pass found, and how many of them stand in the settled table; *settled* is its length."""

    pass_id: str
    found: int
    right: int
    settled: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.settled if self.settled else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.settled) if self.found + self.settled else 0.0


@dataclass(frozen=True)
class FieldAgreement:
    """How far the passes agree in one field of the figures that both found.

    *worded* counts differences that were settled as mere wording; *first* and *second* count how
    often each pass has what the settled figure has, other words for it included. No *alpha*: for values,
    and where only one value was ever coded.
    """

    field: str
    label: str
    units: int
    same: int
    worded: int
    alpha: float | None
    first: int
    second: int


@dataclass(frozen=True)
class ThemeAgreement:
    """How far the passes agree about the claims, by one way of comparing them that *label* names.

    *first* and *second* count how often each pass has what the settled claims have, where claims are compared.
    """

    label: str
    units: int
    same: int
    alpha: float | None
    first: int
    second: int


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Return Krippendorff's alpha for nominal data, each unit being the values that it was given.

    A value that is missing is left out of its unit. None where fewer than two different values were given
    to units that were coded more than once: chance agreement is then certain, and alpha is not defined.

    Krippendorff K. Computing Krippendorff's Alpha-Reliability. University of Pennsylvania, 2011.
    """
    coded_twice = [unit for unit in units if len(unit) > 1]
    domain = sorted({value for unit in coded_twice for value in unit})
    if len(domain) < 2:
        return None
    # It brings NumPy, which whoever counts without an alpha does not need.
    import krippendorff

    counts = [[list(unit).count(value) for value in domain] for unit in coded_twice]
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def detection(corpus: Corpus) -> tuple[Detection, ...]:
    """Return for each pass which of the settled figures it found, in the sources that were coded twice."""
    rows = corpus.pass_figures.values()
    sources = {row.source_id for row in rows}
    settled = sum(figure.source_id in sources for figure in corpus.figures.values())
    detections = []
    for pass_id in passes_of(corpus):
        own = [row for row in rows if row.pass_id == pass_id]
        detections.append(Detection(pass_id, len(own), len({row.figure_id for row in own} - {""}), settled))
    return tuple(detections)


def field_agreement(corpus: Corpus) -> tuple[FieldAgreement, ...]:
    """Return the agreement in every field that both passes coded, over the figures that both found."""
    both = [pair for pair in pairs(corpus) if pair.first and pair.second]
    worded = {(s.coded_id, s.field) for s in corpus.settlements.values() if s.ruling == "both"}
    return tuple(_field(corpus, field, both, worded) for field in FIELDS) if both else ()


def _field(corpus: Corpus, field: str, both: list[Pair], worded: set[tuple[str, str]]) -> FieldAgreement:
    same = other_words = first = second = 0
    units = []
    for pair in both:
        assert pair.first and pair.second
        one, two = (comparable_value(field, pass_value(row, field)) for row in (pair.first, pair.second))
        if field == "stage" and not (one or two):
            continue  # the measure has no stages: nothing was there to be coded
        units.append((one, two))
        in_words = (pair.row.coded_id, field) in worded
        settled = comparable_value(field, settled_value(corpus, pair.row.figure_id, field))
        same += one == two
        other_words += in_words
        first += in_words or one == settled
        second += in_words or two == settled
    chance = None if field in VALUES else alpha(units)
    return FieldAgreement(field, FIELDS[field], len(units), same, other_words, chance, first, second)


def theme_agreement(corpus: Corpus) -> tuple[ThemeAgreement, ...]:
    """Return how far the passes by the rule in force agree on each claim, field by field."""
    claims = recoded(corpus)
    return (
        tuple(
            _agreement(f"{label} of each claim", [one.values(field) for one in claims])
            for field, label in CLAIM_FIELDS.items()
        )
        if claims
        else ()
    )


def agreement_before(corpus: Corpus) -> tuple[ThemeAgreement, ...]:
    """Return how far the passes before the rule agreed, from the finest way of comparing them to the coarsest.

    They cut statements differently, so sentences and paragraphs are compared, and of these only places to which
    at least one pass gave a theme: that both leave a place without any would be agreement too.
    """
    coded = statements(corpus)
    if not coded:
        return ()
    sentences, paragraphs = _themes_at(coded, fine=True), _themes_at(coded, fine=False)
    return (
        _presence("theme in a sentence", *sentences),
        _presence("theme in a paragraph", *paragraphs),
        _single("the theme, where each pass has one in the sentence", *sentences),
        _stances("stance, where both have the theme in the sentence", coded),
    )


def _themes_at(coded: Iterable[Statement], *, fine: bool) -> tuple[Themes, Themes]:
    """Return the themes of each place: those of the first pass and of the second."""
    themes: tuple[Themes, Themes] = ({}, {})
    for one in coded:
        place = one.unit if fine else (*one.unit[:3], 0)
        for kept, rows in zip(themes, (one.first, one.second), strict=True):
            if rows:
                kept.setdefault(place, set()).add(one.theme_id)
    return themes


def _presence(label: str, first: Themes, second: Themes) -> ThemeAgreement:
    """Compare whether each theme is there or not, over every place and every theme that either pass used."""
    themes = sorted(set().union(*first.values(), *second.values()))
    places = sorted(first.keys() | second.keys())
    return _agreement(
        label,
        [
            tuple(str(theme in themes_of.get(place, ())) for themes_of in (first, second))
            for place in places
            for theme in themes
        ],
    )


def _single(label: str, first: Themes, second: Themes) -> ThemeAgreement:
    places = sorted(first.keys() & second.keys())
    single = [place for place in places if len(first[place]) == len(second[place]) == 1]
    return _agreement(label, [(*first[place], *second[place]) for place in single])


def _stances(label: str, all_coded: Iterable[Statement]) -> ThemeAgreement:
    """Compare the stances where each pass has the theme with one stance in the sentence."""
    coded = [one.stances for one in all_coded if one.first and one.second]
    return _agreement(label, [stances for stances in coded if not any(";" in stance for stance in stances)])


def _agreement(label: str, coded: Sequence[tuple[str, ...]]) -> ThemeAgreement:
    """Return the agreement of two passes in each unit and, where a third value is settled, of each with that."""
    chance = alpha([unit[:2] for unit in coded])
    same = sum(unit[0] == unit[1] for unit in coded)
    first, second = (sum(unit[n] == unit[2] for unit in coded if len(unit) > 2) for n in (0, 1))
    return ThemeAgreement(label, len(coded), same, chance, first, second)
