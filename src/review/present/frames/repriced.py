"""Frames of prices in another currency, or in another year's money."""

from __future__ import annotations

import pandas as pd

from review.present.charts.specification import CONVERTED
from review.present.frames.rows import figures_frame
from review.present.numbers.computed import computed_link
from review.present.numbers.conversions import converted_text
from review.present.values.making import remember
from review.present.values.opened import opened
from review.present.values.value import Value
from review.present.words.cells import value_cell
from review.present.words.wording import is_vague, value_text
from review.synthesis.money.money import Priced, reprice_all
from review.synthesis.money.rates import IMPLIED


def reprice(
    figures: pd.DataFrame,
    *,
    currency: str = "",
    rates: str = IMPLIED,
    base_year: int | None = None,
    price_changes: str = "",
    assumed_year: int | None = None,
) -> pd.DataFrame:
    """Return prices in *currency* (each in its own, where that is empty) and in the prices of *base_year*.

    *rates* is ``implied``, each source's own, or the series of an official rate; *price_changes* the series of yearly
    changes of prices. A price that cannot be converted has no bounds, and says why in ``missing``; ``priced`` holds
    the arithmetic of each, ``converted_id`` its id. In ``value`` a sign, ≈, marks what was converted. Raises UsageError
    for an unknown series.

    >>> reprice(chapter.figures(basis="price")).missing.unique().tolist()
    ['']
    """
    corpus = opened().corpus
    chosen = [corpus.figures[name] for name in figures.index]
    years = {"base_year": base_year, "assumed_year": assumed_year}
    priced = reprice_all(corpus, chosen, currency=currency, rates=rates, price_changes=price_changes, **years)
    frame = figures_frame(corpus, [price.shown for price in priced])
    frame["value"] = pd.Series([_value(price) for price in priced], index=frame.index, dtype=object)
    frame[CONVERTED] = [price.name for price in priced]
    remember(frame["value"])
    # A bound read in a vague word is no firmer in another currency.
    frame["mark"] = ["vague" if is_vague(was) else mark for was, mark in zip(chosen, frame["mark"], strict=True)]
    frame["missing"] = [price.missing for price in priced]
    frame["priced"] = pd.Series(list(priced), index=frame.index, dtype=object)
    frame.loc[frame.missing != "", ["low", "high"]] = pd.NA
    return frame


def _value(price: Priced) -> Value:
    corpus = opened().corpus
    if price.factors:
        text = converted_text(corpus, price.figure, price.shown)
        return Value(text, price.name, "derivations", computed_link(price.name, text))
    text = value_text(corpus, price.shown)
    return Value(text, price.name or price.shown.figure_id, "figures", value_cell(corpus, price.shown))
