"""What a rule that proposes constraints needs: to gather figures, and to write a constraint down."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal

from review.corpus.tables.records import Figure, Relation

#: An approximate number is held to agree with others within this share of it.
ABOUT = Decimal("0.05")
#: Two rates are held to be one within this share: amounts that restate each other are rounded.
ROUNDED = Decimal("0.01")


def proposed(kind: str, figures: Iterable[Figure]) -> Relation:
    """Return a constraint of *kind* between *figures* that nobody has read yet."""
    members = list(figures)
    names = [figure.figure_id for figure in members]
    about = any(figure.qualifier.ends.approximate for figure in members)
    tolerance = ROUNDED if kind == "implied rate" else ABOUT if about else Decimal(0)
    name = "-".join([kind.replace(" ", "-"), names[0], "to", names[-1]])
    return Relation(name, kind, " ".join(names), tolerance, "", "", "", "", "", None, "", "")


def gathered(figures: Iterable[Figure], key: Callable[[Figure], Hashable]) -> list[list[Figure]]:
    """Return *figures* by *key*, in the order first met; those of an empty key are left out."""
    found: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        if named := key(figure):
            found.setdefault(named, []).append(figure)
    return list(found.values())
