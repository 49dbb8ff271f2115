"""What a review declares of its tables: a file that is broken, or of another schema, is told as such."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from bicycle_project import Small

from review.errors import CorpusError

PATH = "data/datapackage.json"
HINT = "Restore it, or mend its JSON."
UNREAD = f"{PATH}: the declaration of the tables cannot be read"


def told(bicycles: Small, change: Callable[[Any], Any]) -> list[str]:
    """Return what is told of a declaration that *change* has changed, in place or by returning another."""
    path = bicycles.root / PATH
    content = json.loads(path.read_text("utf-8"))
    changed = change(content)
    path.write_text(changed if isinstance(changed, str) else json.dumps(content), "utf-8")
    with pytest.raises(CorpusError) as caught:
        bicycles.problems()
    return [str(problem) for problem in caught.value.problems]


def given(**members: Any) -> Callable[[Any], None]:
    """Return a change that gives *members* of the declaration other values."""
    return lambda content: content.update(members)


def worded(name: str, words: Any) -> Callable[[Any], None]:
    """Return a change that gives a vocabulary other words."""
    return lambda content: content["vocabularies"].update({name: words})


LIST = 'Write {"word": "what it means", …}, at least one, without space around it; the meaning may be "".'
NO_WORDS = f"{PATH}:vocabularies: themes.kind does not give words with their meanings"
LICENCE = "Give each its name or path, and a title: texts."
BROKEN: dict[str, tuple[Callable[[Any], Any], str]] = {
    "empty": (lambda content: "", f"{PATH}:1: the declaration of the tables is not JSON (Expecting value). {HINT}"),
    "a list": (lambda content: "[]", f"{UNREAD} (it is no JSON object). {HINT}"),
    "nothing": (lambda content: content.clear(), f"{UNREAD} (it has no name, title, schema, vocabularies). {HINT}"),
    "no schema": (lambda content: content.pop("schema") and None, f"{UNREAD} (it has no schema). {HINT}"),
    "another schema": (
        given(schema="1"),
        f"{PATH}:schema: the tables are of another schema than the library's (got '1', expected '2'). "
        "Run `review migrate`, or use the library that has that schema.",
    ),
    "tables of its own": (
        given(resources=[]),
        f"{PATH}:resources: this member is unknown (expected name, title, description, licenses, schema, "
        "vocabularies, columns). Remove it: the tables and their columns are the library's.",
    ),
    "a title that is none": (given(title=1), f"{PATH}:title: it is no text (got 1). Write a text."),
    "a name that is none": (
        given(name="Stolen Bicycles"),
        f"{PATH}:name: 'Stolen Bicycles' is no name. "
        "Write it in lower-case letters, digits, hyphens, points and slashes.",
    ),
    "licences that are none": (
        given(licenses=["MIT"]),
        f'{PATH}:licenses: it is no list of licences (got ["MIT"]). {LICENCE}',
    ),
    "a licence without a name": (
        given(licenses=[{"title": "MIT"}]),
        f'{PATH}:licenses: it is no list of licences (got [{{"title": "MIT"}}]). {LICENCE}',
    ),
    "no vocabularies": (
        given(vocabularies=[]),
        f"{PATH}:vocabularies: it is no JSON object. Give each open vocabulary its words.",
    ),
    "a vocabulary missing": (
        lambda content: content["vocabularies"].pop("events.kind") and None,
        f"{PATH}:vocabularies: the words of events.kind are not given. "
        'Add "events.kind" with its words and what they mean.',
    ),
    "a vocabulary of the library": (
        worded("figures.qualifier", ["roughly"]),
        f"{PATH}:vocabularies: figures.qualifier is no open vocabulary (expected sources.kind, exclusions.reason, "
        "events.kind, themes.kind). Remove it: a column of any other name has the words that the library knows.",
    ),
    "no words": (worded("themes.kind", {}), f"{NO_WORDS} (got {{}}). {LIST}"),
    "a text for words": (
        worded("themes.kind", "driver"),
        f'{NO_WORDS} (got "driver"). {LIST}',
    ),
    "a word that is none": (
        worded("themes.kind", {"driver": 1}),
        f'{NO_WORDS} (got {{"driver": 1}}). {LIST}',
    ),
    "an empty word": (
        worded("themes.kind", {"": ""}),
        f'{NO_WORDS} (got {{"": ""}}). {LIST}',
    ),
    "a word twice": (
        lambda content: json.dumps(content).replace('"obstacle"', '"driver"'),
        f"{UNREAD} (the member 'driver' stands twice). {HINT}",
    ),
    "a word that the library writes missing": (
        lambda content: content["vocabularies"]["exclusions.reason"].pop("not yet coded") and None,
        f"{PATH}:vocabularies: exclusions.reason lacks 'not yet coded', which the library writes itself. "
        'Add "not yet coded" with what it means.',
    ),
    "a word with space around it": (
        worded("themes.kind", {"driver ": ""}),
        f'{NO_WORDS} (got {{"driver ": ""}}). {LIST}',
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_declaration_is_told(bicycles: Small, fault: str) -> None:
    change, message = BROKEN[fault]
    assert told(bicycles, change) == [message]


def test_all_that_is_wrong_is_told_at_once(bicycles: Small) -> None:
    def change(content: Any) -> None:
        content.update(resources=[], title=None)
        content["vocabularies"] = {"themes.kind": {}}

    assert [line.split(" ")[0] for line in told(bicycles, change)] == [
        *(f"{PATH}:{member}:" for member in ("resources", "title")),
        *[f"{PATH}:vocabularies:"] * 4,
    ]


def test_broken_json_is_told_with_its_line(bicycles: Small) -> None:
    path = bicycles.root / PATH
    path.write_text(path.read_text("utf-8").replace('"name"', "name", 1), "utf-8")
    with pytest.raises(CorpusError) as caught:
        bicycles.problems()
    assert str(caught.value) == (
        "data/datapackage.json:2: the declaration of the tables is not JSON "
        f"(Expecting property name enclosed in double quotes). {HINT}"
    )


def test_a_declaration_that_is_no_text_is_told(bicycles: Small) -> None:
    (bicycles.root / PATH).write_bytes(b'{"name": "\xff"}')
    with pytest.raises(CorpusError, match="the declaration of the tables cannot be read \\('utf-8' codec"):
        bicycles.problems()


def test_a_declaration_that_is_gone_is_told(bicycles: Small) -> None:
    (bicycles.root / PATH).unlink()
    with pytest.raises(CorpusError, match="cannot be read \\(No such file or directory\\)"):
        bicycles.problems()


def test_the_words_of_the_review_are_those_of_its_columns(bicycles: Small) -> None:
    path = bicycles.root / PATH
    content = json.loads(path.read_text("utf-8"))
    content["vocabularies"]["sources.kind"] = {"memo": "", "diary": ""}
    path.write_text(json.dumps(content), "utf-8")
    assert bicycles.problems() == []
    bicycles.change("sources", "ward2014", kind="letter")
    line = bicycles.line("sources", "ward2014")
    assert bicycles.problems() == [
        f"data/evidence/sources.csv:{line}:kind: 'letter' is not in the vocabulary (expected one of memo, diary). "
        "Use one of them, or extend datapackage.json."
    ]


def test_a_basis_without_a_row_is_refused(bicycles: Small) -> None:
    bicycles.change("measures", "thefts", basis="xyz")
    (problem,) = bicycles.problems()
    assert problem.endswith("'xyz' is not in bases (expected a key of that table). Add it to bases.")
