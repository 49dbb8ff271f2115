"""What rows, roles and citations prove where they are printed: dates, numbers of things, places in an order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from review.book.prose.nouns import folded, head, words_of
from review.book.prose.proofs import IN_ALL, NONE, Count, Ordinal, Proofs, Value, union, years_in
from review.book.prose.roles import COUNTABLE, answer_of, count, sentence_of
from review.citing.items import printed_year
from review.citing.works import works
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.records import Fact, Figure
from review.corpus.text.numerals.reader import NumeralError, read_numeral
from review.corpus.vocabulary import Qualifier, UnitKind
from review.errors import ReviewError
from review.present.numbers.computed import derived_text
from review.present.words.units import ORDINALS, unit_kind
from review.synthesis.comparing.derivations import evaluate

# What has a length, an amount or a rank has no number of things.
_NOUN = re.compile(r"[a-z]{2,}(?:[ -][a-z]+)*")
_ROLE = re.compile(r"\{([a-z:]+)\}`([^`]+)`")


@dataclass(frozen=True)
class Prover:
    """Tells what a printed row or role proves; *years* are those of the cited works."""

    corpus: Corpus
    years: Mapping[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, str], Proofs] = field(default_factory=dict, repr=False)

    @cached_property
    def everywhere(self) -> Proofs:
        """Return what is proven anywhere: how many sources there are, which a review says in its title.

        Of other tables a small number may happen to be that of what a sentence counts: a role has to print it.
        """
        known = frozenset({folded("sources")})
        return Proofs(counts=frozenset({Count(_exactly(count(self.corpus, "sources")), known, known)}))

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """Return the pattern of what makes a number of four digits a quantity and no year, if it follows."""
        nouns = sorted({*counted_nouns(self.corpus), *IN_ALL}, key=len, reverse=True)
        return re.compile(rf"\s+(?:{'|'.join(map(spaced, nouns))})\b")

    def role(self, name: str, argument: str) -> Proofs:
        """Return what a role proves; nothing where it names no row, which another gate tells."""
        key, _, form = (part.strip() for part in argument.partition(";"))
        if name.startswith("cite"):
            works = (work.strip() for work in argument.split(","))
            return Proofs(frozenset(self.years[work] for work in works if work in self.years))
        if name == "date":
            return self._dates(key, form)
        if name == "count":
            return self._count(key)
        if name in ("finding", "answer"):
            return union(self.role(*printed) for printed in self._said(name, argument.strip()))
        table = {"value": "figures", "derived": "derivations", "fact": "facts"}.get(name, "")
        return self.row(table, key) if table else NONE

    def row(self, table: str, key: str) -> Proofs:
        """Return what a row proves where it is printed."""
        if (table, key) not in self._known:
            self._known[table, key] = self._row(table, key)
        return self._known[table, key]

    def _row(self, table: str, key: str) -> Proofs:
        row = (self.corpus.figures if table == "figures" else self.corpus.tables.get(table, {})).get(key)
        if row is None:
            return NONE
        if isinstance(row, Figure):
            dates = frozenset({row.period_start, row.period_end} - {""})
            if unit_kind(self.corpus, row.unit) is UnitKind.ORDINAL or row.printed.lower() in ORDINALS:
                return Proofs(dates, places=frozenset(_places(self.corpus, row)))
            value = (row.low, row.high, row.qualifier)
            return Proofs(dates, frozenset(self._things(row, value, row.quote, row.prefix, row.suffix, row.place)))
        if isinstance(row, Fact):
            value = (row.value, row.value, Qualifier.EXACT)
            things = self._things(row, value, row.statement) if row.value is not None else ()
            return Proofs(frozenset({row.period} - {""}), frozenset(things))
        if table == "events":
            return Proofs(frozenset({row.start, row.end} - {""}))
        return self._computed(key) if table == "derivations" else NONE

    def _things(self, row: Figure | Fact, value: Value, *texts: str) -> Iterator[Count]:
        if not self._is_of_things(row.unit):
            return
        is_person = unit_kind(self.corpus, row.unit) is UnitKind.PERSON
        measure = self.corpus.measures.get(row.measure_id)
        population = self.corpus.populations.get(row.population_id)
        nouns = self._unit_nouns(row.unit)
        if measure:
            nouns |= {head(measure.label)}
            texts += (measure.label, measure.definition, measure.words)
            # Other units have nouns of their own; of persons the vocabulary of measures has many that are not they.
            if not is_person:
                nouns |= {head(part) for part in re.split(r" [|+] ", measure.words)}
            elif self.corpus.counted_things[measure.counted].persons:
                nouns |= {measure.counted}
        if population:
            texts += (population.label, population.words)
            # A group of children is no child: whom a gang is about is not what is counted.
            nouns |= {head(population.label)} if is_person else set()
        if isinstance(row, Fact):
            nouns |= {head(row.statement)}
        yield Count(value, nouns - {""}, words_of(*texts) | nouns)

    def _is_of_things(self, unit: str) -> bool:
        """Say whether numbers of *unit* count things that prose may name: not places, nor what is measured."""
        kind = unit_kind(self.corpus, unit)
        return unit != "ratio" if kind is None else not (kind.is_measured or kind is UnitKind.ORDINAL)

    def _unit_nouns(self, unit: str) -> frozenset[str]:
        known = self.corpus.units.get(unit)
        spoken = [known.label, *known.words.split(" | ")] if known else []
        return frozenset({folded(unit), *map(head, spoken)} - {""})

    def _computed(self, key: str) -> Proofs:
        try:
            result = evaluate(self.corpus, key)
            value = read_numeral(derived_text(self.corpus, result))[:3]
        except (ReviewError, NumeralError):
            return NONE
        unit = result.derivation.unit
        if not self._is_of_things(unit):
            return NONE
        nouns = self._unit_nouns(unit) | {head(result.derivation.label)} - {""}
        return Proofs(counts=frozenset({Count(value, nouns, words_of(result.derivation.label))}))

    def _count(self, key: str) -> Proofs:
        table, _, source_id = key.partition(":")
        if table not in COUNTABLE or (source_id and source_id not in self.corpus.sources):
            return NONE
        return counted_rows(table, _exactly(count(self.corpus, table, source_id)))

    def _dates(self, key: str, form: str) -> Proofs:
        if source := self.corpus.sources.get(key):
            return Proofs(years_in(source.dated) | frozenset({source.published} - {""}))
        if fact := self.corpus.facts.get(key):
            return Proofs(frozenset({fact.period} - {""}))
        figure, event = self.corpus.figures.get(key), self.corpus.events.get(key)
        ends = (figure.period_start, figure.period_end) if figure else (event.start, event.end) if event else ("", "")
        kept = {"start": ends[:1], "end": ends[1:]}.get(form, ends)
        return Proofs(frozenset({*kept} - {""}))

    def _said(self, name: str, argument: str) -> Iterator[tuple[str, str]]:
        try:
            sentences = answer_of(self.corpus, argument) if name == "answer" else (sentence_of(self.corpus, argument),)
        except ReviewError:
            return
        for sentence in sentences:
            yield from _ROLE.findall(sentence)


def counted_rows(table: str, value: Value) -> Proofs:
    """Return what a number of rows of *table* proves where it is printed."""
    nouns = frozenset({folded(table), head(COUNTABLE[table])} - {""})
    return Proofs(counts=frozenset({Count(value, nouns, words_of(COUNTABLE[table]))}))


def prover_of(snapshot: Snapshot) -> Prover:
    """Return the prover of a project, with the years of the works in its bibliography."""
    years = {key: min(years_in(printed_year(item)), default="") for key, item in works(snapshot).items()}
    return Prover(snapshot.corpus, {key: year for key, year in years.items() if year})


def spaced(text: str) -> str:
    """Return the pattern of *text* with any space between its words."""
    return r"\s+".join(map(re.escape, text.split()))


def counted_nouns(corpus: Corpus) -> Iterator[str]:
    """Yield the nouns of what is counted, as the vocabularies and the sources have them."""
    for table in ("populations", "units", "measures"):
        for row in corpus.tables[table].values():
            # A measure's label says what was done with what it counts.
            label = row.label.lower() if table != "measures" else ""
            for noun in (label, f"{label}s", *row.words.split(" | ")):
                if _NOUN.fullmatch(noun):
                    yield noun


def _places(corpus: Corpus, figure: Figure) -> Iterator[Ordinal]:
    if figure.low is None or figure.low != figure.high or figure.qualifier is not Qualifier.EXACT:
        return
    measure = corpus.measures[figure.measure_id]
    unit = "" if unit_kind(corpus, figure.unit) is UnitKind.ORDINAL else figure.unit
    nouns = words_of(measure.label, measure.words, unit)
    yield Ordinal(int(figure.low), nouns, nouns | words_of(figure.quote, measure.definition))


def _exactly(number: int) -> Value:
    return Decimal(number), Decimal(number), Qualifier.EXACT
