"""Which figures and claims no chapter shows: rows that were coded, and that no reader meets but with their source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project
from review.errors import Problem
from review.execution.parameters.templates import PER_SOURCE, templates

# So many rows are named of a source, and so many sources in a notice.
_NAMED, _TOLD = 12, 6
HINT = "Have a cell select it by what it counts or is on, give it a place, or a sentence that says why it has none."
_ID = re.compile(r"[\w-]+")
# A mark that stands for several rows counts them, and shows none.
_SEVERAL = re.compile(r'data-figure-ids="[^"]*"|"(?:figure|claim)_ids":\s*\[[^\]]*\]')


def chapters(project: Project) -> tuple[str, ...]:
    """Return the names of the notebooks whose pages are chapters, built or not; the pages of sources are none."""
    return tuple(path.stem for path in templates(project) if path.stem != PER_SOURCE)


def unshown(corpus: Corpus, pages: Iterable[str]) -> list[tuple[str, str]]:
    """Return table and key of the figures and claims that the HTML of none of *pages* names by itself, in order."""
    named = {name for page in pages for name in _ID.findall(_SEVERAL.sub("", page))}
    return [(table, key) for table in ("figures", "claims") for key in corpus.tables[table] if key not in named]


def unshown_rows(project: Project, corpus: Corpus) -> Iterator[Problem]:
    """Yield the figures and claims that no chapter of the built book shows.

    Nothing is said where no chapter is built: what one would show is known after its run alone.
    """
    places = [project.site / f"{name}.html" for name in chapters(project)]
    built = [place.read_text("utf-8") for place in places if place.is_file()]
    by_source: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for table, key in unshown(corpus, built) if built else ():
        by_source[table, corpus.tables[table][key].source_id].append(key)
    for (table, source), keys in by_source.items():
        what = table[:-1] if len(keys) == 1 else table
        more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
        message = f"no chapter shows {len(keys)} {what} of {source}: {', '.join(keys[:_NAMED])}{more}"
        yield corpus.problem(table, keys[0], "", message, HINT)


def shown_notice(project: Project, corpus: Corpus) -> str:
    """Return in sentences what no chapter of the built book shows; empty where that is nothing."""
    problems = list(unshown_rows(project, corpus))
    more = f" So it is with rows of {len(problems) - _TOLD} more sources." if len(problems) > _TOLD else ""
    return " ".join(each.message.rstrip(".") + "." for each in problems[:_TOLD]) + more
