"""What pages ask of the project while they are compiled, and by the answers which pages an edit touches.

The compiler keeps what it made of each page. A page is read again where its own text or an answer is not what it was
when the page was read, and written again where that is so of what was asked when it was written.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from docutils import nodes
from sphinx.application import Sphinx

from review.corpus.corpus import Corpus
from review.corpus.snapshot import SNAPSHOT, Snapshot
from review.corpus.tables.project import find_project
from review.errors import ReviewError
from review.files.hashing import sha256

T = TypeVar("T")
Asked = TypeVar("Asked", bound=Callable[..., Any])
#: When something is asked: while a page is read, or while it is written.
READ, WRITTEN = "read", "written"
#: Where the answers stand, beside what the compiler keeps of the pages.
ANSWERS = "answers.json"

_askable: dict[str, Callable[..., Any]] = {}


@lru_cache(maxsize=1)
def the_snapshot() -> Snapshot:
    """Return the project as the build that called the compiler read it; without a build, as it stands."""
    kept = os.environ.get(SNAPSHOT)
    if not kept:
        return Snapshot(find_project())
    snapshot: Snapshot = pickle.loads(Path(kept).read_bytes())
    return snapshot


def the_corpus() -> Corpus:
    """Return the project's corpus."""
    return the_snapshot().corpus


def askable(function: Asked) -> Asked:
    """Let pages ask *function*, which is called with the environment of the compiler and texts, and only reads."""
    _askable[function.__name__] = function
    return function


class Answers:
    """The hash of each answer, by phase, page and question; a question is the name of what is asked, and its texts."""

    def __init__(self, kept: dict[str, dict[str, dict[str, str]]] | None = None) -> None:
        self._kept: dict[str, dict[str, dict[str, str]]] = kept or {READ: {}, WRITTEN: {}}
        self._now: dict[str, str] = {}

    def ask(self, env: Any, phase: str, page: str, function: Callable[..., T], *texts: str) -> T:
        """Return what *function* answers to the *texts*, and note that *page* asked."""
        answer = function(env, *texts)
        question = json.dumps([function.__name__, *texts])
        self._now[question] = self._kept[phase].setdefault(page, {})[question] = _digest(answer)
        return answer

    def hold(self, env: Any, phase: str, page: str) -> bool:
        """Say whether all answers that *page* had are as they were."""
        asked = self._kept[phase].get(page)
        return bool(asked) and all(self._answer(env, question) == was for question, was in (asked or {}).items())

    def forget(self, phase: str, page: str) -> None:
        """Begin anew with a page."""
        self._kept[phase].pop(page, None)

    def save(self, path: Path, pages: Iterable[str]) -> None:
        """Write what *pages* asked to *path*."""
        known = {*pages}
        kept = {
            phase: {page: asked[page] for page in sorted(known & asked.keys())} for phase, asked in self._kept.items()
        }
        path.write_text(json.dumps(kept), encoding="utf-8")

    def _answer(self, env: Any, question: str) -> str:
        if question not in self._now:
            name, *texts = json.loads(question)
            try:
                self._now[question] = _digest(_askable[name](env, *texts))
            except (KeyError, ReviewError):
                self._now[question] = ""  # the page says what is wrong when it is read
        return self._now[question]


def _digest(answer: object) -> str:
    return sha256(_text(answer).encode())


def _text(answer: object) -> str:
    if isinstance(answer, list):
        return "\n".join(map(_text, answer))
    return answer.pformat() if isinstance(answer, nodes.Node) else repr(answer)


_current = [Answers()]


def ask(env: Any, function: Callable[..., T], *texts: str) -> T:
    """Return what *function* answers to the page that is read."""
    return _current[0].ask(env, READ, env.docname, function, *texts)


def ask_writing(env: Any, page: str, function: Callable[..., T], *texts: str) -> T:
    """Return what *function* answers to a *page* that is written."""
    return _current[0].ask(env, WRITTEN, page, function, *texts)


@askable
def staged(env: Any, page: str) -> str:
    """Return the hash of the text of a page."""
    return sha256(Path(env.doc2path(page)).read_bytes())


@askable
def targets(env: Any) -> str:
    """Return the hash of all that links of other pages may lead to, and of the titles and numbers of pages."""
    known = env.domaindata["std"]
    places = [sorted((name, repr(place)) for name, place in known.get(kind, {}).items()) for kind in _TARGETS]
    titles = [(page, title.pformat(), env.longtitles[page].pformat()) for page, title in sorted(env.titles.items())]
    slugs = [(page, repr(said.get("myst_slugs"))) for page, said in sorted(env.metadata.items())]
    return sha256(repr([places, titles, slugs, sorted(env.toc_secnumbers.items())]).encode())


_TARGETS = ("labels", "anonlabels", "terms", "objects", "progoptions")


def _begin(app: Sphinx) -> None:
    kept = Path(app.doctreedir) / ANSWERS
    _current[:] = [Answers(json.loads(kept.read_text("utf-8")) if kept.is_file() else None)]


def _unread(app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    return [page for page in env.found_docs - added - changed if not _current[0].hold(env, READ, page)]


def _purge(app: Sphinx, env: Any, page: str) -> None:
    _current[0].forget(READ, page)
    _current[0].forget(WRITTEN, page)


def _read(app: Sphinx, doctree: nodes.document) -> None:
    ask(app.env, staged, app.env.docname)


def _unwritten(app: Sphinx, env: Any) -> list[str]:
    # The first page is always written: without any, the compiler would not even lay out what all pages use.
    return [page for page in env.found_docs if page == app.config.root_doc or not _current[0].hold(env, WRITTEN, page)]


def _write(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    _current[0].forget(WRITTEN, pagename)
    ask_writing(app.env, pagename, targets)


def _save(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        _current[0].save(Path(app.doctreedir) / ANSWERS, app.env.found_docs)


def setup(app: Sphinx) -> None:
    """Have each page ask anew only where it is read or written."""
    app.connect("builder-inited", _begin)
    app.connect("env-get-outdated", _unread)
    app.connect("env-purge-doc", _purge)
    app.connect("doctree-read", _read)
    # After the compiler has numbered the sections anew.
    app.connect("env-get-updated", _unwritten, priority=900)
    app.connect("html-page-context", _write, priority=0)
    app.connect("build-finished", _save)
