"""What a rule is: a function from a row and all tables to the faults of the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from review.corpus.tables.reading import Row

Fault = tuple[str, str, str]  # column, message, how to mend it
Values = Mapping[str, Any]
#: The rows of each table as read, by key.
Tables = Mapping[str, Mapping[str, Row]]
Rule = Callable[[Values, Tables], Iterable[Fault]]
