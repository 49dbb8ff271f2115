"""What speaks against a measure of which a passage has words: its numeral counts nothing, or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.proposing.passage import Surroundings, stem, word_stems
from review.corpus.tables.records import Measure
from review.corpus.verification.ledger import is_ordinal
from review.corpus.vocabulary import UnitKind

# "300 more than in May", "a fifth fewer calls than the year before"; "more men than women" is no change.
_MORE_THAN = re.compile(
    r"\s+(?:more|fewer|less|higher|lower)\s+(?:[\w-]+\s+){0,2}than\s+"
    r"(?:in|at|on|during|last|before|(?:the|a)\s+\w+\s+(?:before|earlier|ago))\b",
    re.IGNORECASE,
)
# Of whatever is counted of persons, they may be the noun.
_PERSONS = frozenset(map(stem, ("persons", "people", "men", "women", "adults", "victims", "others", "individuals")))


def is_doubtful(
    corpus: Corpus, passage: Surroundings, cells: Mapping[str, str], measure: Measure, has_unit: bool
) -> bool:
    """Say whether something speaks against a measure; *has_unit*: the word or sign of a unit stands beside the numeral.

    A change and a part count nothing, a number without its sign is no share, and a noun of its own is another thing.
    """
    kinds = {corpus.units[unit].kind for unit in measure.units.split() if unit in corpus.units}
    bounds = [Decimal(cells[name]) for name in ("low", "high") if cells.get(name)]
    is_count = kinds and kinds <= {UnitKind.COUNT, UnitKind.PERSON} and not measure.signed
    is_part = any(0 < bound < 1 for bound in bounds)
    if is_count and (is_part or _MORE_THAN.match(passage.text.folded, passage.end)):
        return True
    if kinds == {UnitKind.SHARE} and not has_unit and max(bounds, default=0) > 1:
        return True
    nouns = [word for word in passage.own_words[:3] if word.endswith("s") and not word.endswith("ss")]
    if is_ordinal(passage.words((passage.start, passage.end))):
        nouns = list(passage.own_words[:1])
    return bool(nouns) and not {*map(stem, passage.own_words)} & _known(corpus, measure)


def is_of_persons(corpus: Corpus, measure: Measure) -> bool:
    """Say whether a measure counts persons."""
    kinds = {corpus.units[unit].kind for unit in measure.units.split() if unit in corpus.units}
    return bool(corpus.counted_things[measure.counted].persons) or UnitKind.PERSON in kinds


def _known(corpus: Corpus, measure: Measure) -> set[str]:
    """Return the words by which a measure is known, as their stems."""
    told = [measure.words, measure.label, measure.definition, measure.counted]
    for unit in (corpus.units[name] for name in measure.units.split() if name in corpus.units):
        told += [unit.words, unit.label, unit.singular, unit.plural]
    if is_of_persons(corpus, measure):
        told += [f"{row.label} {row.words}" for row in corpus.populations.values()]
    return {*word_stems(" ".join(told)), *_PERSONS}
