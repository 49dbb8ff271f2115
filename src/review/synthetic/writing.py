"""The texts of invented sources, and the rows that code them: harbours, their lamps and boats, none of which exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random

from review.corpus.text.source_text import count_words
from review.files.hashing import sha256

Row = dict[str, str]

FIRST_YEAR = 1951
A_SECTION, A_CLAIM = 10, 3  # figures to each
HARBOURS = 40
# Measure, unit, what is counted, as one reads it and as it is coded.
MEASURES = (
    ("lamps-lit", "lamp", "resource", "lamps"),
    ("boats-seen", "boat", "incident", "boats"),
    ("journeys-made", "journey", "incident", "journeys"),
    ("barrels-landed", "barrel", "resource", "barrels"),
)
PRINTED = {
    **{"exact": "{low:,}", "about": "about {low:,}", "more than": "more than {low:,}", "at most": "up to {low:,}"},
    "range": "{low:,} to {high:,}",
}
VERBS = ("counted", "wrote down", "reported", "found")
ENDINGS = (
    "as its yearly report says after long pages on wind, on weather, on tides and on the state of the roads",
    "which the keepers entered in their book before the spring, when nobody had yet come by to look at it",
    "although the reports of all other offices say little of it, and nothing at all of how it was done",
    "and the council of the town, which had asked for it, thanked the keepers well and asked for no more",
)
THEMES = (
    ("narrow-channels", "driver", "narrow channels delay boats"),
    ("old-lamps", "driver", "old lamps fail early"),
    ("few-keepers", "obstacle", "few keepers stay long"),
    ("shared-books", "recommendation", "harbours should share books"),
)
STANCES = ("argues", "mentions", "implies", "disputes")
DOMAINS = ("authority", "accuracy", "coverage", "objectivity", "date", "significance")


def invented_names() -> list[str]:
    """Return some 25,000 names of places and persons, none twice."""
    middles, ends = ("bl", "dr", "l", "m", "nd", "r", "sk", "st", "t", "v", "x"), ("ck", "l", "m", "n", "ra", "s", "th")
    parts = product("bdfgklmnprstv", "aeiou", middles, "aeiou", ends)
    return sorted("".join(one).capitalize() for one in parts)


@dataclass(frozen=True)
class Counted:
    """A number before it is printed: what was counted, where, in which year, and how it is said."""

    measure: int
    place: str
    year: int
    low: int
    qualifier: str = "exact"

    @property
    def printed(self) -> str:
        """The numeral with its qualifying words."""
        return PRINTED[self.qualifier].format(low=self.low, high=self._high)

    @property
    def bounds(self) -> Row:
        """The cells of its value."""
        low = "" if self.qualifier == "at most" else str(self.low)
        return {
            "low": low,
            "high": "" if self.qualifier == "more than" else str(self._high),
            "qualifier": self.qualifier,
        }

    @property
    def _high(self) -> int:
        return self.low + self.low // 2 if self.qualifier == "range" else self.low


@dataclass
class InventedSource:
    """A source as it is written: its text, paragraph by paragraph, and its rows by table."""

    name: str
    year: int
    rows: dict[str, list[Row]] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    section: str = ""
    place_in_section: int = 0

    @property
    def id(self) -> str:
        return f"{self.name.lower()}{self.year}"

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs) + "\n"

    def add(self, table: str, **cells: str) -> None:
        """Add a row of this source to *table*."""
        self.rows.setdefault(table, []).append({"source_id": self.id} | cells)

    def head(self, key: str, title: str) -> None:
        """Begin a section with its heading."""
        self.section, self.place_in_section = f"{self.id}-{key}", 0
        position = str(1 + len(self.rows.get("sections", [])))
        self.add("sections", section_id=self.section, position=position, title=title, starts=title)
        self.paragraphs.append(title)

    def say(self, text: str) -> Row:
        """Write a paragraph, and return the cells of its place."""
        self.place_in_section += 1
        self.paragraphs.append(text)
        return {"section_id": self.section, "paragraph": str(self.place_in_section)}

    def figure(self, number: int, counted: Counted, dice: Random) -> str:
        """Write a sentence with a figure and code it; return the figure's id."""
        measure, unit, _, things = MEASURES[counted.measure]
        quote = f"{dice.choice(VERBS)} {counted.printed} {things}"
        place = self.say(f"In {counted.year} the office {quote} at {counted.place}, {dice.choice(ENDINGS)}.")
        figure_id = f"{self.id}-{measure}-{number}"
        year = str(counted.year)
        period = {"period_start": year, "period_end": year, "period_basis": f"In {year}"}
        where = {"place": counted.place, "place_basis": f"at {counted.place}", "origin_id": "offices"}
        coded = {"quote": quote, "printed": counted.printed, "unit": unit, "measure_id": measure}
        self.add(
            "figures", figure_id=figure_id, coding_pass="first", **coded, **counted.bounds, **period, **where, **place
        )
        out = {"exclusion_id": f"{self.id}-x{number}", "printed": year, "occurrence": "1", "reason": "date"}
        self.add("exclusions", **out, **place)
        return figure_id

    def claim(self, keeper: str, dice: Random) -> None:
        """Write a sentence with a statement of *keeper* and code it."""
        theme, _, phrase = dice.choice(THEMES)
        quote = f"{keeper} holds that {phrase}"
        place = self.say(f"The keeper {quote}, {dice.choice(ENDINGS)}.")
        words = {"quote": quote, "theme_id": theme, "paraphrase": f"A keeper says that {phrase}."}
        whose = {"stance": dice.choice(STANCES), "origin_id": "offices", "coding_pass": "first"}
        self.add("claims", claim_id=f"{self.id}-{keeper.lower()}", **words, **whose, **place)

    def close(self) -> None:
        """Add what is said of the source as a whole, once its text is written."""
        text = self.text
        self.add(
            "sources", kind="report", title=f"Lamps and boats of {self.name}", called=f"{self.name} {self.year}",
            speaker=f"Harbour office of {self.name}", audience="Harbours", published=str(self.year),
            dated=str(self.year), access_note="Invented.", special="It is invented.",
            text_sha256=sha256(text.encode()), text_words=str(count_words(text)),
        )  # fmt: skip
        for domain in DOMAINS:
            judged = {"judgement": "cannot tell", "reason": "It is invented.", "basis": "the whole text"}
            self.add("appraisals", domain=domain, coding_pass="first", **judged)


def counts(dice: Random, places: Sequence[str], latest: int, number: int, taken: int) -> Iterator[Counted]:
    """Yield *number* numbers, no two of one value, the first of them exact, each section's at one place.

    None is the one that is *taken*: a source that says a number twice says its phrase twice.
    """
    free = [low for low in range(20, 900 + 4 * number) if 10 * low != taken]
    for place, low in enumerate(dice.sample(free, number)):
        qualifier = dice.choice(("exact", "exact", "about", "more than", "at most", "range")) if place else "exact"
        where, year = places[place // A_SECTION % len(places)], dice.randint(FIRST_YEAR, latest)
        yield Counted(dice.randrange(len(MEASURES)), where, year, 10 * low, qualifier)


def write_source(name: str, figures: int, dice: Random, names: Sequence[str], first: Counted | None) -> InventedSource:
    """Return a source with *figures* figures and a third as many statements, the first figure being *first*."""
    source = InventedSource(name, dice.randint(1990, 2019))
    keepers = dice.sample(names[HARBOURS:], figures // A_CLAIM)
    source.head("head", f"Harbour office of {name}")
    harbours = dice.sample(names[:HARBOURS], HARBOURS)
    for number, drawn in enumerate(counts(dice, harbours, source.year, figures, first.low if first else 0)):
        counted = first if first and not number else drawn
        if number % A_SECTION == 0:
            section = number // A_SECTION
            again = "further " * (section // HARBOURS)  # a heading stands once in a text
            source.head(f"s{section + 1}", f"Notes {again}from {counted.place}")
        source.figure(number + 1, counted, dice)
        if number % A_CLAIM == A_CLAIM - 1:
            source.claim(keepers[number // A_CLAIM], dice)
    source.close()
    return source
