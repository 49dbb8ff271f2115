"""What one number of a document is said to count: its unit, acts, persons, times, and who is named beside it."""

from __future__ import annotations

import re
from functools import cached_property

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import UnitKind
from review.documents.stated import StatedNumber
from review.documents.wordings import ORDINAL, Wordings, evened, named_in
from review.present.words.wording import MONTHS

OTHER_CURRENCY = "another currency"
_YEARLY = re.compile(
    r"\b(?:(?:every|each|per|a|any one|any given) (?:single )?(?:year|month|day)|yearly|annually|per annum"
    r"|annual (?:number|figure|total|toll|average|estimate)s?)\b"
)
_WORD = re.compile(r"[a-z]{4,}")
#: Words that tell nothing of what is counted.
_PLAIN = frozenset({"year", "years", "every", "each", "from", "with", "that", "this", "than", "were", "have", "person"})
_CLAUSE_END = re.compile(r"[.,;:()!?]")
_NOUN_END = re.compile(
    r"[.,;:()!?]| (?:in|of|by|from|to|with|for|at|on|who|that|which|were|was|are|is|had|have|has|being|between) "
)
# A number in brackets, and the end of one, restate a number, and stand between it and its words.
_IN_BRACKETS = re.compile(r"\([^()]*\)|^[^()]{0,16}\)")
_FOR = re.compile(r"(?:\S+ ){0,2}for (?!the )")
_CAPITAL = re.compile(r"\b[Ii]n ([A-Z][a-z]+)")
_SEASONS = frozenset({*MONTHS, "Spring", "Summer", "Autumn", "Winter"})


class Reading:
    """A statement read by the words of a corpus, so that it can be held against many numbers."""

    def __init__(self, wordings: Wordings, statement: StatedNumber) -> None:
        """Read *statement*."""
        self.wordings, self.statement = wordings, statement

    @property
    def _corpus(self) -> Corpus:
        return self.wordings.corpus

    @cached_property
    def unit(self) -> str:
        """Return the unit beside the number; empty where none stands there, as of persons."""
        statement, units = self.statement, self.wordings.units
        inside = statement.text[statement.start : statement.end]
        if statement.is_ordinal:
            return min(self.wordings.of_kind(UnitKind.ORDINAL), default=ORDINAL)
        amounts = self.wordings.amounts
        measured = [(name, words) for name, words in units.items() if name in amounts]
        after = statement.after.lstrip()
        for text, furthest in ((inside, len(inside)), (after, 0)):
            start, names = self.wordings.most_said(measured, text)
            if names and start <= furthest:
                return min(names)
        if re.search(r"[$£€¥]", inside):
            return OTHER_CURRENCY
        behind = " ".join(_IN_BRACKETS.sub(" ", statement.after).split())
        noun = _NOUN_END.split(f" {behind} ", maxsplit=1)[0][:60]
        # The words of a line of a table, or before a colon, stand before their number.
        _, names = self.wordings.most_said(units.items(), noun if re.search("[a-z]", behind) else statement.before)
        if counted := names - amounts:
            return min(counted)
        _, names = self.wordings.most_said(measured, statement.before[-9:])  # "RMB 500", "ages 17-25"
        return min(names - self.wordings.of_kind(UnitKind.TIME), default="")

    @cached_property
    def populations(self) -> frozenset[str]:
        """Return whom the number is said of: those named first after it, else last before it."""
        entries = self.wordings.populations.items()
        text = _IN_BRACKETS.sub(" ", self.statement.after)
        region = " ".join(_CLAUSE_END.split(text)[0].split()[:9])
        after = self.wordings.most_said(entries, region)[1]
        before = self.statement.before
        ends = [(name, said) for name, words in entries for said in named_in(words, before)]
        named = [(said.start + said.weight, said.weight, name) for name, said in ends]
        last = frozenset(name for *place, name in named if place == [*max(named)[:2]])
        # An amount is of whom stands before it ("a boy costs"), unless it is "for a boy"; a count of whom stands after.
        is_before = self.unit in self.wordings.amounts and not _FOR.match(region)
        return (last or after) if is_before else (after or last)

    @cached_property
    def is_of_whom(self) -> bool:
        """Say whether whom the number is said of stands where it must: behind a count, around an amount."""
        if self.unit in self.wordings.amounts:
            return True
        region = " ".join(_CLAUSE_END.split(_IN_BRACKETS.sub(" ", self.statement.after))[0].split()[:9])
        return self.wordings.most_said(self.wordings.populations.items(), region)[0] >= 0

    @cached_property
    def _context(self) -> str:
        """Return where an act that the sentence does not name may stand: in the sentence before it."""
        return "" if self.wordings.acts_in(self.statement.text) else evened(self.statement.before_it)

    @cached_property
    def acts(self) -> set[str]:
        """Return what is said to have happened, in the words that are the number's own, else in its sentence."""
        return self.wordings.acts_in(self.statement.window) or self.wordings.acts_in(self.statement.text)

    @cached_property
    def is_yearly(self) -> bool:
        """Say whether it is said of every year, month or day."""
        return bool(_YEARLY.search(self.statement.text))

    @property
    def is_rate(self) -> bool:
        """Say whether the words that are the number's own say it of every year, month or day."""
        return bool(_YEARLY.search(self.statement.window))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the longer words of the sentence, each by its first letters."""
        return stems(self.statement.text)

    @cached_property
    def sources(self) -> frozenset[str]:
        """Return the sources that are named in the sentence."""
        return self._named(self.statement.text)

    @property
    def named_beside(self) -> frozenset[str]:
        """Return the sources that are named in the words that are the number's own."""
        return self._named(self.statement.window)

    def _named(self, text: str) -> frozenset[str]:
        names = self.wordings.source_names.items()
        return frozenset(name for name, called in names if any(each in text for each in called))

    @cached_property
    def elsewhere(self) -> str:
        """Return a place in the sentence that the review does not know; empty where there is none."""
        for match in _CAPITAL.finditer(self.statement.sentence):
            if match[1] not in _SEASONS and not re.search(rf"\b{match[1].lower()}", self.wordings.all_names):
                return match[1]
        return ""

    def says(self, measure_id: str) -> bool:
        """Say whether the words for a measure stand beside the number.

        In its sentence is enough where they are the measure's own, or where no act stands beside the number.
        """
        words, statement = self.wordings.of_measure(measure_id), self.statement
        if self.wordings.says(words, statement.window):
            return True
        anywhere = bool(self.wordings.words("measures", measure_id)) or not self.wordings.acts_in(statement.window)
        return anywhere and self.wordings.says(words, f"{statement.text} {self._context}")

    @property
    def measures(self) -> tuple[str, ...]:
        """Return the measures of the review that the sentence seems to speak of, the unit being theirs."""
        units = {self.unit} if self.unit else self.wordings.persons
        rows = self._corpus.measures
        return tuple(name for name, row in rows.items() if units & {*row.units.split()} and self.says(name))


def stems(text: str) -> frozenset[str]:
    """Return the longer words of a text, each by its first letters, so that endings do not count."""
    return frozenset(word[:6] for word in _WORD.findall(evened(text))) - _PLAIN
