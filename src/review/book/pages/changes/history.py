"""What became of each thing between two versions: one word, what differs, and whether a conclusion changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from review.book.pages.changes.releases import Release, read_releases
from review.book.pages.changes.state import Cells, state_of
from review.book.site.comparing import changed_fields
from review.citing.catalogue import Kind
from review.citing.reference import citation
from review.corpus.snapshot import Snapshot, once

#: What rows are called by whoever lists them, and the kind by which a state has them.
ROWS = {kind: f"{kind}s" for kind in ("claim", "derivation", "fact", "figure", "finding", "relation", "sighting")}
#: What the parts of the book that have titles are listed as.
TITLED = {
    Kind.CHAPTER: "section",
    Kind.SECTION: "section",
    Kind.DATA: "section",
    Kind.CHART: "chart",
    Kind.TABLE: "table",
}
_STATES = {**ROWS, "appraisal": "appraisals"}
Key = tuple[str, str]


class Word(StrEnum):
    """What became of a thing; of those that say how it differs, the gravest first."""

    VALUE = "value changed"
    RERATED = "re-rated"
    REWORDED = "reworded"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    NEW = "new"
    UNCHANGED = "unchanged"
    NOT_KEPT = "not kept"


# Of a change in any other field the value is another; of a statement, which has none, how it was read.
_WORDS = {
    **dict.fromkeys(("certainty as a count", "certainty as evidence of extent"), Word.RERATED),
    **dict.fromkeys(("verdict", "judgement"), Word.RERATED),
    **dict.fromkeys(("paraphrase", "statement", "sentence", "title", "hash", "reason"), Word.REWORDED),
    **dict.fromkeys(("reasons as a count", "reasons as evidence of extent"), Word.REWORDED),
    **dict.fromkeys(("chapter", "address"), Word.MOVED),
}
_UNSAID = "rests_on"


@dataclass(frozen=True)
class Change:
    """What became of a thing: its *fields* that differ, each as it was and as it is.

    *became* is the id that stands for it now, *reason* why it is gone.
    """

    kind: str
    id: str
    word: Word
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    became: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Between:
    """Two states of a review, *before* and *now*: releases, or what stands now in the form of one, without a day."""

    before: Release
    now: Release

    @cached_property
    def then(self) -> Mapping[Key, Cells]:
        """Return what stood before, by kind and id."""
        return _things(self.before)

    @cached_property
    def stands(self) -> Mapping[Key, Cells]:
        """Return what stands now, by kind and id."""
        return _things(self.now)

    @cached_property
    def gone(self) -> Mapping[Key, Cells]:
        """Return what is known now of ids that are in use no more, by kind and id."""
        return {
            (key.partition("/")[0], key.partition("/")[2]): row for key, row in self.now.state.get("gone", {}).items()
        }

    @cached_property
    def renamed(self) -> Mapping[Key, Key]:
        """Return by the key of what has another id now the one that it had before."""
        pairs = {(kind, row["became"]): (kind, name) for (kind, name), row in self.gone.items()}
        return {new: old for new, old in pairs.items() if old in self.then and new not in self.then}

    def changes(self) -> Iterator[Change]:
        """Yield what became of everything, sorted by kind and id; what has another id now, by the one that it had."""
        for key in sorted({*self.then, *self.stands} - self.renamed.keys()):
            yield self.change(key)

    def change(self, key: Key) -> Change:
        """Return what became of the thing with a kind and id that either state has, or that was gone before."""
        key = self.renamed.get(key, key)
        was, stands = self.then.get(key), self.stands.get(key)
        if key not in self.gone and not (_keeps(self.before, key[0]) and _keeps(self.now, key[0])):
            return Change(*key, Word.NOT_KEPT)
        if stands is None:
            fate = self.gone.get(key, {"became": "", "reason": ""})
            heir = self.stands.get((key[0], fate["became"]), {})
            fields = _differing(was or {}, heir)
            word = Word.MOVED if fate["became"] else Word.WITHDRAWN
            return Change(*key, word, fields, fate["became"], fate["reason"])
        if was is None:
            return Change(*key, Word.NEW)
        fields = _differing(was, stands)
        # The title of a section names its chapter, which is another where it moved.
        told = fields.keys() - ({"title"} if "address" in fields else set())
        words = {_WORDS.get(name, Word.RERATED if key[0] == "claim" else Word.VALUE) for name in told}
        if key[0] == "finding" and self._is_rated_anew(was, stands):
            words.add(Word.RERATED)
        return Change(*key, next((word for word in Word if word in words), Word.UNCHANGED), fields)

    @cached_property
    def conclusions(self) -> tuple[str, ...]:
        """Return the findings that are new, gone or worded anew, or behind which a rating changed."""
        found = (self.change(key) for key in sorted({*self.then, *self.stands}) if key[0] == "finding")
        changed = (one for one in found if one.word not in (Word.UNCHANGED, Word.MOVED) or "sentence" in one.fields)
        return tuple(dict.fromkeys(one.became or one.id for one in changed))

    def conclusions_on(self, name: str) -> tuple[str, ...]:
        """Return the changed findings that are, rest on, or stand in the chapter of, what has an id."""

        def bears(finding: str) -> bool:
            rows = (state.get(("finding", finding), {}) for state in (self.then, self.stands))
            return any(name in (finding, row.get("chapter"), *row.get(_UNSAID, "").split()) for row in rows)

        return tuple(finding for finding in self.conclusions if bears(finding))

    def _is_rated_anew(self, was: Cells, stands: Cells) -> bool:
        # What a finding rested on was not kept at first.
        under = {*was.get(_UNSAID, "").split(), *stands.get(_UNSAID, "").split()}
        figures = (self.change(("figure", name)) for name in under if ("figure", name) in self.then)
        return any(_WORDS.get(name) is Word.RERATED for figure in figures for name in figure.fields)


def _things(release: Release) -> dict[Key, Cells]:
    state = release.state
    rows = {(kind, name): cells for kind, table in _STATES.items() for name, cells in state.get(table, {}).items()}
    for name, rating in state.get("ratings", {}).items():
        figure, _, use = name.partition("/")
        rated = {f"certainty {use}": rating["level"], f"reasons {use}": rating["reasons"]}
        rows["figure", figure] = {**rows["figure", figure], **rated}
    parts = {
        (TITLED.get(Kind(part["kind"]), part["kind"]), name): {
            key: part[key] for key in ("title", "address", "hash") if key in part
        }
        for name, part in release.parts.items()
        if part["kind"] not in ROWS
    }
    return {**rows, **parts}


def _keeps(release: Release, kind: str) -> bool:
    if kind in _STATES:
        return _STATES[kind] in release.state
    # What is known before a build has no words yet.
    return any("hash" in part for part in release.parts.values())


def _differing(was: Cells, now: Cells) -> dict[str, tuple[str, str]]:
    return {name: pair for name, pair in changed_fields(was, now).items() if name != _UNSAID}


@dataclass(frozen=True)
class History:
    """The *releases* of a review, the oldest first, beside what stands *now*."""

    releases: tuple[Release, ...]
    now: Release

    @cached_property
    def since(self) -> tuple[Between, ...]:
        """Return each release beside what stands now, but for the one that this is."""
        return tuple(Between(each, self.now) for each in self.releases if each.version != self.now.version)

    def of(self, kind: str, name: str) -> list[tuple[Release, Change]]:
        """Return what became of a thing since each release that had it, or of which it is not kept.

        A number without a row has no history of its own: it follows from its inputs.
        """
        key = (kind, name)
        known = (each for each in self.since if key in each.then or key in each.stands or key in each.gone)
        changes = [(each.before, each.change(key)) for each in known]
        return [(release, change) for release, change in changes if change.word is not Word.NEW]

    def beside(self, parts: Mapping[str, Cells]) -> History:
        """Return the history with the *parts* of the site that is built now."""
        return replace(self, now=replace(self.now, parts=parts))


@once
def history(snapshot: Snapshot) -> History:
    """Return the releases of a project beside what stands now, made once, without the parts of its site."""
    book = citation(snapshot)
    now = Release(book.shown_version, "", state_of(snapshot.corpus))
    return History(read_releases(snapshot.project.data), now)
