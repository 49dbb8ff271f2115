"""What the compiler complains of, written as records for the build that called it."""

from __future__ import annotations

import json
import logging
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from review.corpus.snapshot import SNAPSHOT

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Where they are written, beside the snapshot: a list of location (``path:line``, or nothing) and message a line.
COMPLAINTS = "complaints.jsonl"


class _Record(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Return location and message, which the compiler's own kind of record would put into one."""
        return json.dumps([getattr(record, "location", None) or "", logging.LogRecord.getMessage(record)])


def _placed(translator: logging.Filter, record: logging.LogRecord) -> bool:
    """Have the place of a record put into words, where the compiler has not done so before."""
    return isinstance(getattr(record, "location", ""), str) or bool(translator.filter(record))


def write_complaints(app: Sphinx) -> None:
    """Have each warning and error written down too, where a build called the compiler."""
    # The build, which reads what was written, need not load the compiler.
    from sphinx.util.logging import NAMESPACE, WarningLogRecordTranslator, WarningStreamHandler, WarningSuppressor

    if kept := os.environ.get(SNAPSHOT):
        # Of the compiler's own kind, so that it hands over what it holds back, once and with its place.
        handler = WarningStreamHandler(Path(kept).with_name(COMPLAINTS).open("w", encoding="utf-8"))
        handler.setLevel(logging.WARNING)
        # The compiler's own filters stand at its own handlers: what is suppressed is no complaint here either.
        handler.addFilter(WarningSuppressor(app))
        handler.addFilter(partial(_placed, WarningLogRecordTranslator(app)))
        handler.setFormatter(_Record())
        logging.getLogger(NAMESPACE).addHandler(handler)
