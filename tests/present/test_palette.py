"""Colours that can be told from white and from dark paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from review.present.flows.drawing import BAND_OPACITY
from review.present.look import palette
from review.present.look.palette import CLAIMED, COMPUTED, COUNTED, MUTED, SERIES, TEXT

STATIC = Path(palette.__file__).parents[2] / "book" / "theme" / "static"
SHEET = (STATIC / "base.css").read_text("utf-8")
_TOKEN = re.compile(r"(--[a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
#: What the style sheet sets the custom properties to, on light and on dark paper.
PROPERTIES = {
    "light": {name: light for name, light, _ in _TOKEN.findall(SHEET)},
    "dark": {name: dark for name, _, dark in _TOKEN.findall(SHEET)},
}
LIGHT_PAPER, DARK_PAPER = (PROPERTIES[scheme]["--paper"] for scheme in ("light", "dark"))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def _on(colour: str, paper: str) -> str:
    """Return the ``#rrggbb`` of a colour on the light or the dark paper."""
    named = re.fullmatch(r"var\((--[a-z-]+), #[0-9a-f]{6}\)", colour)
    return PROPERTIES[paper][named.group(1)] if named else colour


@pytest.mark.parametrize(("scheme", "paper"), [("light", LIGHT_PAPER), ("light", "#ffffff"), ("dark", DARK_PAPER)])
@pytest.mark.parametrize("colour", [COUNTED, CLAIMED, COMPUTED, *SERIES])
def test_marks_stand_out_on_both_papers(colour: str, scheme: str, paper: str) -> None:
    assert contrast(_on(colour, scheme), paper) >= 3


def test_a_colour_that_means_something_means_one_thing() -> None:
    meanings = [COUNTED, CLAIMED, COMPUTED]
    for paper in PROPERTIES:
        assert len({_on(colour, paper) for colour in meanings}) == len(meanings)
    assert not set(meanings) & {*SERIES, TEXT, MUTED}


@pytest.mark.parametrize("scheme", PROPERTIES)
@pytest.mark.parametrize("ground", ["--paper", "--raised", "--mark", "--chart-paper"])
def test_text_is_readable_on_its_paper(scheme: str, ground: str) -> None:
    values = PROPERTIES[scheme]
    paper = values[ground]
    for name in ("--ink", "--chart-text"):
        assert contrast(values[name], paper) >= 7
    for name in ("--quiet", "--link", "--chart-muted"):
        assert contrast(values[name], paper) >= 4.5
    for name in ("--chart-counted", "--chart-claimed", "--chart-computed", "--edge", "--chart-rule"):
        assert contrast(values[name], paper) >= 3, name


@pytest.mark.parametrize("scheme", PROPERTIES)
def test_a_band_of_a_flow_stands_out_from_its_paper(scheme: str) -> None:
    paper, share = PROPERTIES[scheme]["--chart-paper"], float(BAND_OPACITY)
    pairs = zip(*(bytes.fromhex(colour[1:]) for colour in (_on(MUTED, scheme), paper)), strict=True)
    mixed = bytes(round(share * ink + (1 - share) * ground) for ink, ground in pairs)
    assert contrast(f"#{mixed.hex()}", paper) >= 3


def test_what_a_style_sheet_does_not_set_is_the_light_colour() -> None:
    for colour in (TEXT, MUTED, COUNTED, CLAIMED, COMPUTED, palette.RULE):
        match = re.fullmatch(r"var\((--[a-z-]+), (#[0-9a-f]{6})\)", colour)
        assert match and PROPERTIES["light"][match.group(1)] == match.group(2)


def test_a_drawing_takes_its_colours_from_the_style_sheet() -> None:
    rules = (STATIC / "policy.css").read_text("utf-8")
    for name in PROPERTIES["light"]:
        for channel in ("fill", "stroke") if name.startswith("--chart-") else ():
            assert f'[data-{channel}="{name.removeprefix("--")}"] {{ {channel}: var({name}); }}' in rules
