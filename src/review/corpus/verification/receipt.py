"""The receipt of a verification, `verification.json`, and what it still says of today's rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.tracing import key_text, own_reads
from review.corpus.verification.verification import ANCHORED_TABLES, RECEIPT, Verification, row_hash
from review.errors import CorpusError
from review.files.atomic import write_whole

#: The tables whose rows are verified, each by itself.
VERIFIED_TABLES = (*ANCHORED_TABLES, "exclusions", "sections", "pass_figures", "pass_claims")
_BY_SOURCE = ("numerals", "coverage", "texts", "lengths")


@dataclass(frozen=True)
class Receipt:
    """Which rows were verified: the hash of each by table and key as text, the hash of each source's text."""

    rows: Mapping[str, Mapping[str, str]]
    numerals: Mapping[str, tuple[tuple[int, int, str], ...]]
    coverage: Mapping[str, float]
    texts: Mapping[str, str]
    lengths: Mapping[str, int] = field(default_factory=dict)

    def is_verified(self, corpus: Corpus, table: str, key: Any) -> bool:
        """Say whether a row was verified, and neither it nor the text that its source names has changed since."""
        row = corpus.tables[table][key]
        same_text = self.texts.get(row.source_id) == corpus.sources[row.source_id].text_sha256
        return same_text and self.rows.get(table, {}).get(key_text(key)) == row_hash(row)

    def tables(self) -> dict[str, Mapping[Any, Any]]:
        """Return what the receipt says as tables, by the names under which a run records what it reads of them."""
        rows = {f"verified {name}": self.rows.get(name, {}) for name in VERIFIED_TABLES}
        return {**rows, **{f"verified {name}": getattr(self, name) for name in _BY_SOURCE}}


def write_receipt(corpus: Corpus, verification: Verification, folder: Path) -> Path:
    """Write the receipt of a verification into the data folder, and return its path.

    Raises CorpusError where it has problems: what did not pass has no receipt.
    """
    if verification.problems:
        raise CorpusError(verification.problems)
    content = {
        "rows": {
            name: {key_text(key): row_hash(row) for key, row in corpus.tables[name].items()} for name in VERIFIED_TABLES
        },
        "texts": {
            source_id: {
                "coverage": round(verified.coverage, 4),
                "length": len(verified.text.folded),
                "numerals": [
                    [entry.start, entry.end, entry.figure_id or entry.exclusion_id] for entry in verified.entries
                ],
                "sha256": corpus.sources[source_id].text_sha256,
            }
            for source_id, verified in verification.sources.items()
        },
    }
    path = folder / RECEIPT
    write_whole(path, _layout(content).encode("utf-8"))
    return path


def read_receipt(folder: Path) -> Receipt:
    """Return the receipt in the data folder; an empty one where there is none or it is damaged."""
    try:
        content = json.loads((folder / RECEIPT).read_text("utf-8"))
        texts = content["texts"].items()
        return Receipt(
            {table: {key: str(digest) for key, digest in rows.items()} for table, rows in content["rows"].items()},
            {name: tuple((int(a), int(b), str(c)) for a, b, c in text["numerals"]) for name, text in texts},
            {name: float(text["coverage"]) for name, text in texts},
            {name: str(text["sha256"]) for name, text in texts},
            {name: int(text["length"]) for name, text in texts},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Receipt({}, {}, {}, {})


def receipt_of(corpus: Corpus, folder: Path) -> Receipt:
    """Return the receipt in the data folder; where reads of *corpus* are recorded, so are those of the receipt."""
    with own_reads():
        receipt = read_receipt(folder)
    if not corpus.recorder:
        return receipt
    tables = {name: corpus.recorder.table(name, rows) for name, rows in receipt.tables().items()}
    rows = {name: tables[f"verified {name}"] for name in VERIFIED_TABLES}
    return Receipt(rows, **{name: tables[f"verified {name}"] for name in _BY_SOURCE})


def unverified(corpus: Corpus, receipt: Receipt) -> dict[str, tuple[str, ...]]:
    """Return the keys of the rows that are not verified, by table; tables without any are left out.

    A row that was verified and is gone is among them: what it accounted for is accounted for no longer.
    """
    keys_by_table: dict[str, tuple[str, ...]] = {}
    for name in VERIFIED_TABLES:
        rows = {key_text(key): key for key in corpus.tables[name]}
        changed = [key for key, row in rows.items() if not receipt.is_verified(corpus, name, row)]
        keys_by_table[name] = (*changed, *(f"{key} (removed)" for key in receipt.rows.get(name, {}) if key not in rows))
    return {name: keys for name, keys in keys_by_table.items() if keys}


def _layout(content: dict[str, Any]) -> str:
    # One row a line, so that a change of one row is a change of one line.
    return (
        json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
        .replace("\n     ", " ")
        .replace("\n    ]", "]")
        + "\n"
    )
