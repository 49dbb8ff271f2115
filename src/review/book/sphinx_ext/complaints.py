"""What the compiler complains of, written as records for the build that called it."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from review.corpus.snapshot import SNAPSHOT

#: Where they are written, beside the snapshot: a list of location (``path:line``, or nothing) and message a line.
COMPLAINTS = "complaints.jsonl"


class _Record(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Return location and message, which the compiler's own kind of record would put into one."""
        return json.dumps([getattr(record, "location", None) or "", logging.LogRecord.getMessage(record)])


def write_complaints() -> None:
    """Have each warning and error written down too, where a build called the compiler."""
    # The build, which reads what was written, need not load the compiler.
    from sphinx.util.logging import NAMESPACE, WarningStreamHandler

    if kept := os.environ.get(SNAPSHOT):
        # Of the compiler's own kind, so that it hands over what it holds back, once and with its place.
        handler = WarningStreamHandler(Path(kept).with_name(COMPLAINTS).open("w", encoding="utf-8"))
        handler.setLevel(logging.WARNING)
        handler.setFormatter(_Record())
        logging.getLogger(NAMESPACE).addHandler(handler)
