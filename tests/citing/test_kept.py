"""References that were formatted before are not formatted again."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.citing import styles
from review.citing.styles import KeptReferences, Reference, read_references

ITEM = {"id": "a", "type": "book", "title": "Locks", "author": [{"literal": "The office"}]}


def test_what_is_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = KeptReferences()
    made = first.reference(ITEM, "mla")
    first.save(tmp_path / "kept.json")
    monkeypatch.setattr(styles, "reference", lambda item, style: pytest.fail("it is kept"))
    assert read_references(tmp_path / "kept.json").reference(ITEM, "mla") == made


def test_a_changed_record_another_style_and_another_formatter_are_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def formatted(item: dict[str, str], style: str) -> Reference:
        asked.append(f"{item['title']} {style}")
        return Reference(str(len(asked)), "", "")

    monkeypatch.setattr(styles, "reference", formatted)
    references = KeptReferences()
    for item, style in ((ITEM, "apa"), (ITEM, "apa"), (ITEM, "mla"), ({**ITEM, "title": "Keys"}, "apa")):
        references.reference(item, style)
    assert asked == ["Locks apa", "Locks mla", "Keys apa"]


def test_what_nobody_asked_for_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    before = KeptReferences()
    before.reference(ITEM)
    before.reference({**ITEM, "title": "Keys"})
    before.save(path)
    again = read_references(path)
    again.reference(ITEM)
    again.save(path)
    assert path.read_text("utf-8").count("Locks") == 2  # the entry, and the entry with its slant
    assert "Keys" not in path.read_text("utf-8")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}'])
def test_a_damaged_file_keeps_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "kept.json").write_text(text, encoding="utf-8")
    assert read_references(tmp_path / "kept.json").reference(ITEM).entry == "The office. (n.d.). Locks."
