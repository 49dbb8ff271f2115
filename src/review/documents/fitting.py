"""How a number of a document fits one of the review's: by value, unit, act, persons, time, and who is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Measure
from review.corpus.vocabulary import BasisKind, Qualifier
from review.documents.known import Hand, Known
from review.documents.readings import OTHER_CURRENCY, Reading, stems
from review.present.words.wording import is_vague, list_text, unit_words

#: With so many points a number might be ours, or is taken for it.
MAYBE, OURS = 3, 5
#: Of the words that say what a number without a measure counts, so many have to stand in the sentence.
FEWEST_STEMS = 2
#: A rounded number is off by a part in so many at most.
FARTHEST = 25


class ValueFit(StrEnum):
    """How a number fits the value of another."""

    SAME = "the same"
    PART = "one end of it"
    ROUNDED = "rounded"


@dataclass
class Fit:
    """How well a statement fits a known number: points, and each respect in which it counts another thing."""

    known: Known
    value: ValueFit
    points: int
    unlike: list[str] = field(default_factory=list)
    #: Whether what is counted was recognised: an act, a measure, or its words.
    is_told: bool = False


def fit(reading: Reading, known: Known) -> Fit | None:
    """Return how the statement fits *known*; None where its value or unit is another."""
    value = _value(reading, known)
    if value is None or not _same_kind(reading, known):
        return None
    found = Fit(known, value, _distinct(known) - (1 if value is ValueFit.PART else 0))
    _unit(reading, known, found)
    if known.measure_id:
        _act(reading, known, found)
        _persons(reading, known, found)
    if not known.measure_id or known.hand is Hand.COMPUTED:
        _words(reading, known, found)
    _named(reading, known, found)
    if value is ValueFit.ROUNDED and (found.unlike or not found.is_told):
        return None
    return found


def _value(reading: Reading, known: Known) -> ValueFit | None:
    said = reading.statement.ends
    if not said or not known.ends:
        return None
    if said == known.ends:
        return ValueFit.SAME
    if len(known.ends) == 2 and said < known.ends:
        # "Tens of thousands" has no ends that anybody could quote.
        return None if known.figure and is_vague(known.figure) else ValueFit.PART
    if len(said) == len(known.ends) == 1 and known.hand is Hand.FIGURE:
        exact = reading.statement.interval.qualifier is Qualifier.EXACT
        return ValueFit.ROUNDED if _rounds(max(known.ends), max(said), 2 if exact else 1) else None
    return None


def _rounds(value: Decimal, said: Decimal, digits_left: int) -> bool:
    """Say whether *said* is *value*, of four digits at least, with fewer digits but so many, and near to it."""
    digits = len(str(int(said)).rstrip("0"))
    if not value >= 1000 or digits < digits_left or digits >= len(str(int(value)).rstrip("0")):
        return False
    if abs(said - value) * FARTHEST > value:
        return False
    unit = Decimal((0, (1,), said.adjusted() - digits + 1))
    return said in {value.quantize(unit, rounding=way) for way in (ROUND_HALF_EVEN, ROUND_FLOOR, ROUND_CEILING)}


def _same_kind(reading: Reading, known: Known) -> bool:
    """Say whether the number could count what *known* does: an amount is no count, and persons are no cases."""
    said, unit = reading.unit, known.unit
    if known.hand is Hand.ELSEWHERE:
        return said not in reading.wordings.places
    if said == unit or not unit:
        return True
    if known.measure_id and said in reading.wordings.corpus.measures[known.measure_id].units.split():
        return True
    return {said, unit}.isdisjoint(reading.wordings.amounts | reading.wordings.places | {OTHER_CURRENCY})


def _distinct(known: Known) -> int:
    """Return how little likely it is that another number has the value: by its digits."""
    digits = max(len(str(int(end.copy_abs())).rstrip("0")) for end in known.ends)
    large = max(known.ends) >= 1000
    return min(4, digits - 1) + large + (len(known.ends) == 2)


def _unit(reading: Reading, known: Known, found: Fit) -> None:
    corpus, persons = reading.wordings.corpus, reading.wordings.persons
    said, (unit, rate, _) = reading.unit, known.unit.partition(" a ")
    if rate and not reading.is_yearly:
        found.unlike.append(f"the number is {unit_words(corpus, known.unit)}")
    if said == unit and said not in persons:
        found.points += 1
    elif said and unit and said != unit:
        theirs, ours = unit_words(corpus, said), unit_words(corpus, unit)
        found.unlike.append(f"the report counts in {theirs}, the source in {ours}")
    elif not said and unit not in persons and reading.populations and unit not in reading.wordings.amounts:
        found.unlike.append(f"the report counts persons, the source {unit_words(corpus, unit)}")


def _act(reading: Reading, known: Known, found: Fit) -> None:
    corpus, wordings = reading.wordings.corpus, reading.wordings
    measure = corpus.measures[known.measure_id]
    words, is_own = wordings.of_measure(known.measure_id), _is_own(reading, measure)
    is_deed = _kind(corpus, measure) is not BasisKind.LEGAL and not corpus.counted_things[measure.counted].trait
    if reading.says(known.measure_id) or _is_labelled(reading, measure.label):
        found.points, found.is_told = found.points + 2, True
    elif measure.act in reading.acts and words != wordings.acts.get(measure.act):
        found.points, found.is_told = found.points + 1, True
        found.unlike.append(f"the source counts “{measure.label}” alone")
    elif words and not is_own and (others := _others(reading, measure)):
        found.is_told = True
        found.unlike.append(f"the report speaks of {list_text(others)}, the source counts “{measure.label}”")
    elif reading.acts and is_deed and not is_own:
        found.is_told = True
        found.unlike.append(f"the report speaks of something done, the source counts “{measure.label}”")
    else:
        told = len(stems(f"{measure.label} {measure.words}") & reading.stems)
        found.points, found.is_told = found.points + min(2, told), told > 0


def _kind(corpus: Corpus, measure: Measure) -> BasisKind:
    return corpus.bases[measure.basis].treated_as


def _is_own(reading: Reading, measure: Measure) -> bool:
    """Say whether all acts that were recognised are named by the measure too: beside them stands an unknown verb."""
    return bool(reading.acts) and all(stems(act) & stems(measure.label) for act in reading.acts)


def _others(reading: Reading, measure: Measure) -> list[str]:
    """Return what else is said to have happened, or to be counted. What money is paid for tells no amounts apart."""
    corpus = reading.wordings.corpus
    rows, price = corpus.measures, BasisKind.PRICE
    paid = {row.act for row in rows.values() if _kind(corpus, row) is _kind(corpus, measure) is price}
    return sorted(reading.acts - paid) or [rows[name].label for name in reading.measures if not reading.acts]


def _is_labelled(reading: Reading, label: str) -> bool:
    """Say whether three quarters of what a measure is called stand in the sentence."""
    own = stems(label)
    return 4 * len(own & reading.stems) >= 3 * len(own) > 0


def _persons(reading: Reading, known: Known, found: Fit) -> None:
    corpus, said, ours = reading.wordings.corpus, reading.populations, known.population_id
    if not ours:
        return
    measure, words = corpus.measures[known.measure_id], reading.wordings.populations[ours]
    everybody = any(not corpus.populations[one].part_of for one in said)
    if not said or (everybody and _kind(corpus, measure) is not BasisKind.ESTIMATED):
        found.points += reading.wordings.says(words, reading.statement.text)
        return
    wider = {one for one in said if corpus.is_within("populations", ours, one)}
    if ours in said or (reading.is_of_whom and wider and _is_described(reading, ours)):
        found.points += 2
        # What merely has a size is told by its name.
        found.is_told |= not reading.wordings.of_measure(known.measure_id) and not found.unlike
    elif reading.is_of_whom:
        found.points += bool(wider)
        if reason := _other_persons(reading, known, wider):
            found.unlike.append(reason)


def _other_persons(reading: Reading, known: Known, wider: set[str]) -> str:
    """Return in what way others are counted than those of whom the number is said; empty where they may be the same."""
    corpus, said, ours = reading.wordings.corpus, reading.populations, known.population_id
    label = corpus.populations[ours].label
    concerns = corpus.counted_things[corpus.measures[known.measure_id].counted].concerns
    if any(corpus.is_within("populations", one, ours) for one in said):
        return "" if concerns else f"the report names a part of whom the source counts ({label})"
    if wider:
        alone = any(_is_wider(corpus, known, one) for one in wider)
        return f"the source counts {label[:1].lower()}{label[1:]} alone" if alone else ""
    if any(_are_kin(corpus, one, ours) for one in said) or not (concerns or _is_beside(reading, known)):
        return f"the source counts others ({label})"
    return ""


def _is_beside(reading: Reading, known: Known) -> bool:
    """Say whether those who are counted need not be named first.

    So it is of an amount, where they stand beside the number as well, and where it is said of all of one sex.
    """
    rows = reading.wordings.corpus.populations
    sex = rows[known.population_id].sex
    if sex != "any" and all(rows[one].sex == sex for one in reading.populations):
        return True
    words = reading.wordings.populations[known.population_id]
    return known.unit in reading.wordings.amounts or reading.wordings.says(words, reading.statement.window)


def _are_kin(corpus: Corpus, one: str, other: str) -> bool:
    """Say whether two populations are parts of one, which is not everybody: buyers of a child are not children."""
    wholes = {name for name, row in corpus.populations.items() if row.part_of}
    return any(all(corpus.is_within("populations", each, whole) for each in (one, other)) for whole in wholes)


def _is_described(reading: Reading, ours: str) -> bool:
    """Say whether half of what tells a population from a wider one that is said stands beside it in other words."""
    rows = reading.wordings.corpus.populations
    own = stems(rows[ours].label) - frozenset[str]().union(*(stems(rows[one].label) for one in reading.populations))
    return bool(own) and 2 * len(own & stems(reading.statement.window)) >= len(own)


def _is_wider(corpus: Corpus, known: Known, said: str) -> bool:
    """Say whether those *said* differ in sex or age from those whom *known* counts, or are more where these count."""
    one, other = corpus.populations[said], corpus.populations[known.population_id]
    if not one.part_of:  # "people": no more than a word for whoever was counted
        return False
    if _kind(corpus, corpus.measures[known.measure_id]) is BasisKind.ESTIMATED and one.status != other.status:
        return True
    return (one.sex, one.age_min, one.age_max) != (other.sex, other.age_min, other.age_max) or bool(one.partition)


def _words(reading: Reading, known: Known, found: Fit) -> None:
    """Where no measure says what is counted, the words of the row have to."""
    told = len(stems(known.counts) & reading.stems)
    if told >= FEWEST_STEMS:
        found.points += min(4, told)
        found.is_told = True


def _named(reading: Reading, known: Known, found: Fit) -> None:
    corpus, statement = reading.wordings.corpus, reading.statement
    found.points += 4 * is_linked(reading, known)
    if known.figure:
        chain = corpus.origin_chain(known.figure.origin_id)
        names = [name for origin in chain for name in reading.wordings.origin_names(origin)]
        found.points += 2 * (known.figure.source_id in reading.sources)
        found.points += any(name in statement.text for name in names)
        found.points += names_event(reading, known)
        found.points += any(name in statement.text for name in reading.wordings.place_names(known.figure.place))
    if known.measure_id and reading.is_yearly and reading.wordings.is_yearly(known.measure_id):
        found.points += 1
    qualifier = known.interval.qualifier
    if printed := statement.printed:
        found.points += (None not in known.interval_ends) + (printed[:2] == known.interval_ends)
    found.points += statement.interval.qualifier is qualifier and qualifier.ends != Qualifier.EXACT.ends
    years = {day[:4] for day in (known.start, known.end) if day}
    found.points += any(years & {date.start[:4], date.end[:4]} for _, _, date in statement.dates)
    if reading.elsewhere:
        found.points -= 3


def is_linked(reading: Reading, known: Known) -> bool:
    """Say whether the sentence has a link to the card of a number, or to its page among those that cite."""
    ends = (f"#{known.name}", f"cite/{known.name}.html")
    return any(link.endswith(ends) for link in reading.statement.links)


def names_event(reading: Reading, known: Known) -> bool:
    """Say whether a word of the event to which a number belongs, and not of what it counts, stands in the sentence."""
    event = reading.wordings.corpus.events.get(known.figure.event_id) if known.figure else None
    return bool(event and (stems(event.label) - stems(known.counts)) & reading.stems)
