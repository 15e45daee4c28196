"""What Telegram would refuse is refused: markup, keyboards, pictures."""

import pytest
from stand_in import buttons, png

from bot.transport.wire_checks import Refused, keyboard, picture, text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<b>a</b>", "a"),
        ("<pre>  a\n b </pre>", "  a\n b"),
        ("a &amp; b & c > d &#38; &#x26; &nbsp;", "a & b & c > d & & &nbsp;"),
        ('<a href="https://example.org">a</a>', "a"),
        ("\x00a\x07", "a"),
    ],
)
def test_html_as_it_shows(source, shown):
    assert text({"text": source, "parse_mode": "HTML"})["text"] == shown


@pytest.mark.parametrize(
    "source", ["<b>a</i>", "</b>", "<table>a</table>", "a<b", "<b><i>a</b></i>", "<", "\ud800"]
)
def test_html_that_is_refused(source):
    with pytest.raises(Refused):
        text({"text": source, "parse_mode": "HTML"})


def test_keyboards_and_pictures_that_are_refused():
    for markup in (
        {"keyboard": []},
        buttons(*"123456789"),
        {"inline_keyboard": buttons(*"12345678")["inline_keyboard"] * 13},
        buttons(" "),
        {"inline_keyboard": [[{"text": "a"}]]},
        {"inline_keyboard": [[{"text": "a", "callback_data": "a", "style": "pink"}]]},
    ):
        with pytest.raises(Refused):
            keyboard(markup)
    for size in ((0, 1), (9000, 1001), (2100, 100)):
        with pytest.raises(Refused, match="DIMENSIONS"):
            picture(png(*size))
    assert picture(png(2000, 100)) == (2000, 100)
