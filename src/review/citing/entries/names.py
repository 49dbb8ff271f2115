"""The people and bodies who made a work, as CSL has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pybtex.database import Person

from review.citing.entries.text import EntryFault, plain_text
from review.citing.items import OTHERS

Name = dict[str, Any]
# No family or given name is one of these; as words of a name they are of a body.
_OF_BODIES = re.compile(
    r"\b(?:Administration|Agen(?:cy|cies)|Alliance|Assembly|Association|Authorit(?:y|ies)|Bureau|Cabinet|Coalition"
    r"|Commi(?:ttee|ssion|ssioner)|Compan(?:y|ies)|Confederation|Consortium|Corporation|Councils?|Departments?"
    r"|Directorate|Embassy|Federation|Foundation|Government|Inc|Initiative|Institut(?:e|es|ion|o)?|Laborator(?:y|ies)"
    r"|Limited|Ltd|Minist(?:ry|ries|ère|erio|erium)|Municipality|Nations|Observatory|Offices?|Organi[sz]ations?"
    r"|Parliament|Partnership|Programme|Republic|Secretariat|Societ(?:y|ies)|Taskforce|Treasury|Tribunal"
    r"|Universit(?:y|ies|é|ät|à)|Universidad|GmbH|LLC|PLC)\b"
)
# These are names of families as well: braces around the family name say so.
_OF_BOTH = re.compile(
    r"\b(?:Academy|Bank|Cent(?:er|re)s?|Clinic|College|Congress|Court|Fund|Group|Hospital|Library|Museum|Network|News"
    r"|Police|Press|Project|School|Senate|Services?|Statistics|Survey|Trust|Union)\b"
)
_BETWEEN = re.compile(r"\b(?:of|for|on|the|against)\b|&|\bThe\b")
_KEYED = re.compile(r"\b(?:family|given|prefix|suffix)\s*=")


def people(role: str, persons: Iterable[Person]) -> tuple[list[Name], list[EntryFault]]:
    """Return the names of those who have a *role*, such as author, and what is wrong with how they are written."""
    found: list[Name] = []
    faults: list[EntryFault] = []
    for person in persons:
        found.append(_name(person))
        faults += _faults(role, person)
    return [name for name in found if name], faults


def looks_like_a_body(text: str) -> bool:
    """Return whether a name has words of bodies, so that it needs braces to be read as a person's.

    >>> looks_like_a_body("Press"), looks_like_a_body("Roe")
    (True, False)
    """
    return any(sign.search(text) for sign in (_BETWEEN, _OF_BODIES, _OF_BOTH))


def _name(person: Person) -> Name:
    parts = {
        "given": [*person.first_names, *person.middle_names],
        "non-dropping-particle": person.prelast_names,
        "family": person.last_names,
        "suffix": person.lineage_names,
    }
    read = {part: text for part, words in parts.items() if (text := plain_text(" ".join(words)))}
    if set(read) != {"family"}:
        return read
    # A name of one piece is in braces, or one word: a body, or a person who is known by it.
    return {"literal": OTHERS if read["family"] == "others" else read["family"]}


def _faults(role: str, person: Person) -> Iterator[EntryFault]:
    bare = _unbraced(str(person))
    has_parts = bool(person.first_names or person.prelast_names)
    if _KEYED.search(bare):
        yield EntryFault(
            role, f"{person} names the parts of a name", "Write the family name, a comma, the given names."
        )
        return
    last = " ".join(map(_unbraced, [*person.prelast_names, *person.last_names]))
    given = " ".join(map(_unbraced, [*person.first_names, *person.middle_names]))
    sign = _BETWEEN.search(bare) or _OF_BODIES.search(bare) if has_parts else None
    if has_parts and not sign:
        sign = _OF_BOTH.search(given) or (_OF_BOTH.search(last) if re.search(r"[a-z]{2}", given) else None)
    if sign:
        whole = " ".join([*person.first_names, *person.middle_names, *person.prelast_names, *person.last_names])
        message = f"{whole!r} reads as a person and looks like a body (by {sign[0].strip()!r})"
        hint = (
            f"Put the whole name of a body in double braces, as in {role} = {{{{Ministry of Health and Welfare}}}}; "
            "of a person, put the family name in braces."
        )
        yield EntryFault(role, message, hint)


def _unbraced(text: str) -> str:
    """Return what stands outside braces, which keep words together."""
    depth, kept = 0, []
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        kept += [sign] if not depth and sign != "}" else []
    return "".join(kept)
