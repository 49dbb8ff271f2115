"""The record of a number that readers will quote, with the words for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What a sentence prints by a role: the role, and what stands in it.
ROLE = re.compile(r"\{([a-z]+)\}`([^`]+)`")
#: The columns that are sentences with roles.
SENTENCES = ("may", "may_not")


@dataclass(frozen=True)
class Quotable:
    """How a figure may be quoted, and how not; *question* is empty where the summary of findings leaves it out."""

    figure_id: str
    chapter: str
    position: int
    question: str
    may: str
    may_not: str
