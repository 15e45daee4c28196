"""The gallery still looks as it was last approved: SHOPBOOK_REWRITE=1 approves what it looks like now."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.drawing import draw
from bot.drawing.gallery import main, samples, write_gallery

PICTURES = Path(__file__).parent / "pictures"
SMALL = 108  # pixels across: a tenth, where a different version of a font no longer shows
PATCH = 8


def shrunk(png):
    with Image.open(BytesIO(png)) as picture:
        return picture.convert("RGB").resize(
            (SMALL, round(picture.height * SMALL / picture.width)), Image.Resampling.BOX
        )


def differences(one, other):
    """Give the mean difference of two pictures (of 255), and that of the patch that differs most."""
    apart = ImageChops.difference(one, other).convert("L")
    patches = [
        ImageStat.Stat(apart.crop((x, y, min(x + PATCH, apart.width), min(y + PATCH, apart.height)))).mean[0]
        for x in range(0, apart.width, PATCH)
        for y in range(0, apart.height, PATCH)
    ]
    return ImageStat.Stat(apart).mean[0], max(patches)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawing") / "gallery"
    files = write_gallery(folder)
    assert sorted(folder.iterdir()) == sorted(files)
    return folder


@pytest.mark.parametrize("mood", ["light", "dark"])
@pytest.mark.parametrize("name", samples())
def test_looks_as_approved(gallery, name, mood):
    now = shrunk((gallery / f"{name}-{mood}.png").read_bytes())
    approved = PICTURES / f"{name}-{mood}.png"
    if os.environ.get("SHOPBOOK_REWRITE"):
        PICTURES.mkdir(exist_ok=True)
        now.save(approved)
    with Image.open(approved) as then:
        assert abs(now.height - then.height) <= 2
        mean, worst = differences(now, then.convert("RGB").resize(now.size))
    assert mean < 4
    assert worst < 45


def test_the_comparison_sees_a_missing_bar():
    picture = shrunk(draw(samples()["bars"]))
    changed = picture.copy()
    changed.paste((255, 255, 255), (41, 33, 76, 37))
    assert differences(picture, changed)[1] >= 45


def test_gallery_names_the_files_it_wrote(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("bot.drawing.gallery.samples", lambda: {"bars": samples()["bars"]})
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == [
        str(tmp_path / f"bars-{mood}.png") for mood in ("light", "dark")
    ]


def test_gallery_without_a_folder_says_how(capsys):
    assert main([]) == 2
    assert "FOLDER" in capsys.readouterr().err
