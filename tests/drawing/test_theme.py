from __future__ import annotations

import pytest
from matplotlib.colors import to_rgb

from bot.drawing import lettering
from bot.drawing.theme import DARK, LIGHT, SMALL, WIDTH

PHONE = 360


def luminance(colour):
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_are_read_in_the_sun(palette):
    assert contrast(palette.ink, palette.paper) >= 12
    assert contrast(palette.soft, palette.paper) >= 7
    assert contrast(palette.strong, palette.paper) >= 4.5
    assert SMALL * PHONE / WIDTH >= 11


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_strong_quiet_and_bad_differ_without_their_hue(palette):
    assert contrast(palette.strong, palette.pale) >= 2
    assert contrast(palette.strong, palette.band) >= 2
    assert contrast(palette.quiet, palette.paper) >= 2.5
    assert len({*palette.groups}) == len(palette.groups)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_more_is_farther_from_the_paper(palette):
    distances = [contrast(colour, palette.paper) for colour in palette.heat]
    assert distances == sorted(distances)


def test_only_installed_fonts_are_asked_for(monkeypatch):
    monkeypatch.setattr(lettering, "FURTHER_FONTS", ("Nowhere Sans", "DejaVu Serif"))
    lettering.families.cache_clear()
    assert lettering.families() == ("DejaVu Sans", "DejaVu Serif")
    monkeypatch.undo()
    lettering.families.cache_clear()
