"""Today's state beside that of a release: what both have and differs, what is new, what is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from review.book.pages.changes.releases import Release, read_releases
from review.book.pages.changes.state import Cells, State, state_of
from review.book.site.comparing import changed_fields, edits
from review.corpus.corpus import Corpus
from review.present.html.markup import Content, Html, element, joined

Fields = Mapping[str, tuple[str, str]]
# Of texts that share fewer of their words, marking each word that differs hides what they say.
_ALIKE = 0.5


@dataclass(frozen=True)
class Compared:
    """Two states: that of the *release*, and *now*."""

    release: Release
    now: State

    def changed(self, kind: str, *fields: str) -> dict[str, Fields]:
        """Return the rows of a kind that both states have and that differ, in one of *fields* where any is given."""
        differences = {key: changed_fields(self.then(kind)[key], self.now[kind][key]) for key in self.kept(kind)}
        return {key: pairs for key, pairs in differences.items() if (set(pairs) & set(fields) if fields else pairs)}

    def then(self, kind: str) -> Mapping[str, Cells]:
        """Return the rows of a kind that the release had."""
        return self.release.state.get(kind, {})

    def kept(self, kind: str) -> list[str]:
        """Return the ids of a kind that both states have."""
        return sorted(self.then(kind).keys() & self.now[kind].keys())

    def new(self, kind: str) -> list[str]:
        """Return the ids of a kind that the release had not."""
        return sorted(self.now[kind].keys() - self.then(kind).keys())

    def gone(self, kind: str) -> list[str]:
        """Return the ids of a kind that the release alone had."""
        return sorted(self.then(kind).keys() - self.now[kind].keys())


@lru_cache(maxsize=2)
def compared(corpus: Corpus) -> Compared | None:
    """Return *corpus* beside the newest kept release that says something else; None where no release is kept.

    So the book of a release tells what changed since the one before it. Where none differs, it is the newest.
    """
    releases = read_releases(corpus.descriptor.folder)
    if not releases:
        return None
    now = state_of(corpus)
    return Compared(next((each for each in reversed(releases) if each.state != now), releases[-1]), now)


def marked(before: str, now: str) -> tuple[Html, Html]:
    """Return two texts with the words in which they differ marked; as they are where they share too few."""
    parts = [*edits(before.split(), now.split())]
    shared = sum(len(old) for old, _, equal in parts if equal)
    if shared < _ALIKE * max(len(before.split()), len(now.split())):
        return joined([before]), joined([now])
    return _marked("del", [(old, equal) for old, _, equal in parts]), _marked("ins", [(new, e) for _, new, e in parts])


def _marked(tag: str, parts: list[tuple[list[str], bool]]) -> Html:
    pieces: list[Content] = []
    for words, equal in parts:
        if text := " ".join(words):
            pieces.append(text if equal else element(tag, text))
    return joined(pieces, " ")
