"""What a check found, told to people, to programs, or to the pages of a host that show it beside its line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum

from review.errors import Problem


class ProblemForm(StrEnum):
    """How what is found is told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def problem_lines(
    problems: Sequence[Problem], lacking: Sequence[str], advice: Sequence[str], form: ProblemForm
) -> Iterable[str]:
    """Yield lines that tell of *problems*, of what is *lacking* for a release, and of *advice*, in a *form* not TEXT.

    Annotations are commands of GitHub's workflows, whose pages show them at the line.
    """
    if form is ProblemForm.JSON:
        found = {"problems": [asdict(each) for each in problems], "to_do": list(lacking), "warnings": list(advice)}
        yield json.dumps(found, indent=1, ensure_ascii=False)
        return
    for each in problems:
        place = {"file": each.path, "line": each.line or None, "title": each.column or None}
        given = ",".join(f"{name}={_value(str(value))}" for name, value in place.items() if value)
        yield f"::error {given}::{_message(' '.join(filter(None, [each.message.rstrip('.') + '.', each.hint])))}"
    yield from (f"::warning::{_message(text)}" for text in (*lacking, *advice))


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
