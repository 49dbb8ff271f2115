"""Colours that can be told from white and from dark paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from review.present.look import palette
from review.present.look.palette import CLAIMED, COMPUTED, COUNTED, MUTED, SERIES, TEXT

#: What the theme of the book gives a page for its paper.
LIGHT_PAPER, DARK_PAPER = "#ffffff", "#14181e"
STATIC = Path(palette.__file__).parents[2] / "book" / "theme" / "static"
SHEET = "".join((STATIC / name).read_text("utf-8") for name in ("review.css", "chart-colours.css"))
_BLOCK = r"^(?:html)?(?::root)?{} \{{(.*?)^\}}"
LIGHT, DARK = (
    "".join(re.findall(_BLOCK.format(scheme), SHEET, re.DOTALL | re.MULTILINE))
    for scheme in ("", r"\[data-theme=\"dark\"\]")
)
#: What the style sheet sets the custom properties to, on each paper; the paper of a chart is that of the page.
PROPERTIES = {
    scheme: {"--chart-paper": paper, **dict(re.findall(r"(--chart-[a-z]+): (#[0-9a-f]{6});", block))}
    for scheme, paper, block in (("light", LIGHT_PAPER, LIGHT), ("dark", DARK_PAPER, DARK))
}


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


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", LIGHT_PAPER), ("light", "#fdfcf9"), ("dark", DARK_PAPER), ("dark", "#16181b")]
)
@pytest.mark.parametrize("colour", [COUNTED, CLAIMED, COMPUTED, *SERIES])
def test_marks_stand_out_on_both_papers(colour: str, scheme: str, paper: str) -> None:
    assert contrast(_on(colour, scheme), paper) >= 3


def test_a_colour_that_means_something_means_one_thing() -> None:
    meanings = [COUNTED, CLAIMED, COMPUTED]
    for paper in PROPERTIES:
        assert len({_on(colour, paper) for colour in meanings}) == len(meanings)
    assert not set(meanings) & {*SERIES, TEXT, MUTED}


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_text_is_readable_on_its_paper(paper: str) -> None:
    values = PROPERTIES[paper]
    ground = values["--chart-paper"]
    assert contrast(values["--chart-text"], ground) >= 7
    assert contrast(values["--chart-muted"], ground) >= 4.5
    assert contrast(values["--chart-rule"], ground) >= 3


def test_what_a_style_sheet_does_not_set_is_the_light_colour() -> None:
    for colour in (TEXT, MUTED, COUNTED, CLAIMED, COMPUTED, palette.RULE, palette.PAPER):
        match = re.fullmatch(r"var\((--[a-z-]+), (#[0-9a-f]{6})\)", colour)
        assert match and PROPERTIES["light"][match.group(1)] == match.group(2)


def test_the_style_sheet_sets_every_colour_on_both_papers() -> None:
    names = {"--chart-text", "--chart-muted", "--chart-rule", "--chart-paper"}
    names |= {"--chart-counted", "--chart-claimed", "--chart-computed"}
    assert PROPERTIES["light"].keys() == PROPERTIES["dark"].keys() == names
    assert "--chart-paper: var(--pst-color-background, #ffffff);" in LIGHT
    for name in names - {"--chart-paper"}:
        for channel in ("fill", "stroke"):
            rule = f'[data-{channel}="{name.removeprefix("--")}"] {{ {channel}: var({name}); }}'
            assert rule in SHEET + (STATIC / "policy.css").read_text("utf-8")
