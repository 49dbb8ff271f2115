"""Decisions have numbers that never change: one that no longer holds says what became of it."""

from __future__ import annotations

import re
from datetime import date

from bicycle_project import REPOSITORY

_DECISION = re.compile(r"^- \*\*(?P<number>\d+) · (?P<day>\d{4}-\d\d-\d\d)(?P<fate>[.,])(?P<text>.*)")
_FATE = re.compile(r" (replaced on (?P<day>\S+) by (?P<by>\d+( and \d+)*)|withdrawn on (?P<gone>\S+))\.\*\* \S")


def test_every_decision_has_a_number_and_a_day_and_what_is_gone_says_why() -> None:
    text = (REPOSITORY / "DECISIONS.md").read_text("utf-8")
    bullets = [line for line in text.splitlines() if line.startswith("- ")]
    decisions = [_DECISION.match(line) for line in bullets]
    assert [line for line, found in zip(bullets, decisions, strict=True) if not found] == []
    found = sorted((int(each["number"]), date.fromisoformat(each["day"]), each) for each in decisions if each)
    numbers = [number for number, _, _ in found]
    assert numbers == list(range(1, len(numbers) + 1)), "a number is given once, and none is left out"
    days = [day for _, day, _ in found]
    assert days == sorted(days), "a later decision has a later number"
    gone = {number for number, _, each in found if each["fate"] == ","}
    for number, _, each in found:
        if number in gone:
            fate = _FATE.match(each["text"])
            assert fate, number
            assert {int(by) for by in (fate["by"] or "").split(" and ") if by} <= set(numbers) - gone, number
