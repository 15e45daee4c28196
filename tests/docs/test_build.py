"""The machinery of the documents: places are filled, comparing changes nothing, scripts are read."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.drawing import draw
from bot.drawing.gallery import samples
from docs import build
from docs.demo import Demo, fewer_colours
from docs.parts import talk


@pytest.fixture
def shop(tmp_path):
    demo = Demo(tmp_path, tmp_path / "pictures", draws=True)
    yield demo
    demo.close()


def test_a_place_is_filled_and_the_rest_stays(tmp_path, shop):
    file = tmp_path / "page.md"
    file.write_text("Before.\n<!-- begin layers -->\nold\n<!-- end layers -->\nAfter.\n", "utf-8")
    fresh = build.renewed(file, shop)
    assert fresh.startswith("Before.\n<!-- begin layers -->\n```\n__main__\n")
    assert fresh.endswith("\n<!-- end layers -->\nAfter.\n")
    assert "old" not in fresh
    file.write_text(fresh, "utf-8")
    assert build.renewed(file, shop) == fresh


def test_a_place_without_a_part_is_an_error(tmp_path, shop):
    file = tmp_path / "page.md"
    file.write_text("<!-- begin nothing -->\n<!-- end nothing -->\n", "utf-8")
    with pytest.raises(KeyError):
        build.renewed(file, shop)


def test_comparing_draws_nothing_and_names_what_is_missing(tmp_path):
    demo = Demo(tmp_path, tmp_path / "pictures", draws=False)
    assert demo.picture("gallery/bars", samples()["bars"]) == "pictures/gallery/bars.png"
    assert demo.missing == ["docs/pictures/gallery/bars.png"]
    assert not (tmp_path / "pictures").exists()


def test_a_picture_is_drawn_small_and_written_once(shop):
    chart = samples()["bars"]
    shop.picture("bars", chart)
    file = shop.pictures / "bars.png"
    before = file.stat().st_mtime_ns
    shop.picture("bars", chart)
    assert file.stat().st_mtime_ns == before
    assert file.stat().st_size < len(draw(chart))


def test_fewer_colours_keep_the_size():
    png = draw(samples()["steps"])
    with Image.open(io.BytesIO(png)) as full, Image.open(io.BytesIO(fewer_colours(png))) as small:
        assert small.size == full.size
        assert small.mode == "P"


def test_the_steps_of_a_script():
    script = "shop: empty\n> 14 November\n  kettle 299\nshow: 3\n> file: a.csv\n  a,b\n  1,2\n> [Undo]\n"
    assert list(talk.steps(script)) == [
        ["> 14 November", "kettle 299"],
        ["show: 3"],
        ["> file: a.csv", "a,b", "1,2"],
        ["> [Undo]"],
    ]


def test_a_talk_is_the_same_every_time(shop):
    assert talk.part(shop, "wrong") == talk.part(shop, "wrong")


def test_an_invitation_is_not_given_away(shop):
    shown = talk.part(shop, "staff")
    assert "https://t.me/PilusaShopBot?start=…" in shown


def test_an_answer_without_a_chart_has_no_picture(shop):
    answer = shop.talk(empty=True).say("/help")
    with pytest.raises(LookupError, match="without a chart"):
        talk.chart_of(answer)
