"""The declaration of the tables: one that is broken, or that the library has no records for, is told as such."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from bicycle_project import Small

from review.corpus.tables.records import RECORDS
from review.errors import CorpusError

HINT = "Restore it, or mend its JSON."


def told(bicycles: Small, change: Callable[[Any], Any]) -> list[str]:
    """Return what is told of a declaration that *change* has changed, in place or by returning another."""
    path = bicycles.root / "data" / "datapackage.json"
    content = json.loads(path.read_text("utf-8"))
    changed = change(content)
    path.write_text(changed if isinstance(changed, str) else json.dumps(content), "utf-8")
    with pytest.raises(CorpusError) as caught:
        bicycles.problems()
    assert all(problem.hint == HINT and problem.path == "data/datapackage.json" for problem in caught.value.problems)
    return [problem.message for problem in caught.value.problems]


def resource(content: Any, name: str) -> Any:
    """Return the declaration of one table."""
    return next(each for each in content["resources"] if each["name"] == name)


def field(content: Any, table: str, name: str) -> Any:
    """Return the declaration of one column."""
    return next(each for each in resource(content, table)["schema"]["fields"] if each["name"] == name)


BROKEN: dict[str, tuple[Callable[[Any], Any], str]] = {
    "empty": (lambda content: "", "the declaration of the tables is not JSON (Expecting value)"),
    "a list": (lambda content: "[]", "the declaration of the tables cannot be read (it is no JSON object)"),
    "no tables": (
        lambda content: content.pop("resources"),
        "the declaration of the tables cannot be read ('resources' is a required property)",
    ),
    "a table twice": (
        lambda content: content["resources"].append(resource(content, "names")),
        "the declaration of the tables cannot be read (names of the resources are not unique)",
    ),
    "a table missing": (
        lambda content: content["resources"].remove(resource(content, "names")),
        "the table names is declared 0 times (expected once)",
    ),
    "a table of no record": (
        lambda content: content["resources"].append(resource(content, "names") | {"name": "nicknames"}),
        f"the table nicknames is unknown (known: {', '.join(RECORDS)})",
    ),
    "a column of no record": (
        lambda content: field(content, "names", "reason").update(name="why"),
        "the table names has not the columns that the library knows (see reason, why)",
    ),
    "a column of another type": (
        lambda content: field(content, "facts", "value").update(type="integer"),
        "the table facts has not the columns that the library knows (see value)",
    ),
    "a word of which the code knows nothing": (
        lambda content: field(content, "figures", "qualifier")["constraints"]["enum"].append("roughly"),
        "the column qualifier of figures has words that the library does not know (roughly)",
    ),
    "no key": (
        lambda content: resource(content, "names")["schema"].update(primaryKey=[]),
        "the table names has no primary key among its columns",
    ),
    "a key that leads nowhere": (
        lambda content: resource(content, "sections")["schema"]["foreignKeys"][0]["reference"].update(resource="x"),
        "the foreign key source_id of sections leads nowhere (to x.source_id)",
    ),
    "a type that is none": (
        lambda content: field(content, "names", "reason").update(type="strng"),
        'the declaration of the tables cannot be read (field type "strng" is not supported)',
    ),
    "a pattern that is none": (
        lambda content: field(content, "names", "name_id")["constraints"].update(pattern="("),
        "the declaration of the tables cannot be read (missing ), unterminated subpattern at position 0)",
    ),
    "a file outside": (
        lambda content: resource(content, "names").update(path="../names.csv"),
        'the declaration of the tables cannot be read (path "../names.csv" is not safe)',
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_declaration_is_told(bicycles: Small, fault: str) -> None:
    change, message = BROKEN[fault]
    assert told(bicycles, change) == [message]


def test_broken_json_is_told_with_its_line(bicycles: Small) -> None:
    path = bicycles.root / "data" / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace('"name"', "name", 1), "utf-8")
    with pytest.raises(CorpusError) as caught:
        bicycles.problems()
    assert str(caught.value) == (
        "data/datapackage.json:2: the declaration of the tables is not JSON "
        f"(Expecting property name enclosed in double quotes). {HINT}"
    )


def test_a_declaration_that_is_gone_is_told(bicycles: Small) -> None:
    (bicycles.root / "data" / "datapackage.json").unlink()
    with pytest.raises(CorpusError, match="cannot be read \\(No such file or directory\\)"):
        bicycles.problems()


def test_every_column_says_what_it_holds(bicycles: Small) -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table in bicycles.descriptor.tables
        for column in table.columns
        if not column.description
    ]
    assert silent == []
    assert all(table.description for table in bicycles.descriptor.tables)
