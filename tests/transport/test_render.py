import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Bars, Button, Column, File, Picture, Style, Table, Tone, Unit, Words
from bot.transport.letters import units, visible
from bot.transport.render import anew, render, toast

PNG, CSV = Path("drawn/chart.png"), Path("out/7.csv")
ANY = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("<>&\"'_*[]\x00\t\n\ud800 \u200b"))
)
WORDS = st.builds(Words, st.one_of(ANY, ANY.map(lambda text: text * 300)), st.sampled_from(Style))
CELLS = st.lists(ANY, max_size=5).map(tuple)
TABLES = st.builds(
    Table,
    st.lists(st.builds(Column, ANY, st.booleans()), max_size=5).map(tuple),
    st.lists(CELLS, max_size=60).map(tuple),
)
PICTURES = st.builds(Picture, st.just(PNG), st.one_of(ANY, ANY.map(lambda text: text * 200)))
BUTTONS = st.builds(Button, ANY, st.one_of(ANY, ANY.map(lambda text: text * 10)), st.sampled_from(Tone))
ANSWERS = st.builds(
    Answer,
    st.just("sales"),
    st.lists(st.one_of(WORDS, TABLES, PICTURES), max_size=5).map(tuple),
    st.lists(st.lists(BUTTONS, max_size=12).map(tuple), max_size=12).map(tuple),
    st.lists(st.builds(File, st.just(CSV), ANY, ANY), max_size=2).map(tuple),
    in_place=st.booleans(),
    silent=st.booleans(),
    toast=ANY.map(lambda text: text * 20),
)
TAG = re.compile(r"<(/?)(b|i|code|pre)>|&(?:lt|gt|amp);|[<&]")


def seen(html):
    """What Telegram shows of the HTML, refused unless it is in the subset that it takes."""
    open_tags, entities = [], 0
    for found in TAG.finditer(html):
        assert len(found.group()) > 1, f"not escaped: {html[found.start() : found.start() + 20]}"
        if not found.group(2):
            continue
        if found.group(1):
            assert open_tags.pop() == found.group(2)
        else:
            open_tags.append(found.group(2))
            entities += 1
    assert not open_tags
    assert entities <= 100
    return unescape(TAG.sub(lambda found: "" if found.group(2) else found.group(), html))


def number(_sentence):
    return 17


def calls(answer, **how):
    return render(answer, chat=5, **({"sentence": number} | how))


def words(*texts):
    return tuple(Words(text) for text in texts)


def test_a_confirmation():
    answer = Answer(
        "sale",
        (Words("2 x <HDMI> & cable", Style.HEADLINE), Words("6 left"), Words("today", Style.FOOTING)),
        ((Button("Undo", "/undo 7", Tone.DANGER), Button("OK", "ok", Tone.GOOD)),),
        entries=(7,),
    )
    (call,) = calls(answer, reply_to=9)
    assert call.method == "sendMessage"
    assert call.entries == (7,)
    assert call.body == {
        "chat_id": 5,
        "text": "<b>2 x &lt;HDMI&gt; &amp; cable</b>\n6 left\n<i>today</i>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_parameters": {"message_id": 9, "allow_sending_without_reply": True},
        "reply_markup": {
            "inline_keyboard": [
                [
                    {"text": "Undo", "callback_data": "/undo 7", "style": "danger"},
                    {"text": "OK", "callback_data": "ok", "style": "success"},
                ]
            ]
        },
    }


def test_something_to_copy_and_a_table():
    (call,) = calls(
        Answer(
            "help",
            (
                Words("2 hdmi 240", Style.QUOTE),
                Table((Column("A&B"), Column("N", figures=True)), (("x", "1"),)),
            ),
        )
    )
    assert call.body["text"] == "<code>2 hdmi 240</code>\n<pre>A&amp;B N\nx   1</pre>"


def test_a_long_text_goes_as_several_messages_cut_at_its_lines():
    line = "a sale of a thing to a customer " * 3
    answer = Answer("history", (Words("\n".join([line] * 100)),), ((Button("More", "/history 2"),),))
    sent = calls(answer, reply_to=3)
    assert len(sent) == 3
    assert all(call.body["text"].endswith("customer") for call in sent)
    assert ["reply_markup" in call.body for call in sent] == [False, False, True]
    assert ["reply_parameters" in call.body for call in sent] == [True, False, False]


def test_a_word_longer_than_a_message_is_cut_between_letters():
    sent = calls(Answer("x", words("&👍🏽" * 2000)))
    shown = [seen(call.body["text"]) for call in sent]
    assert "".join(shown) == "&👍🏽" * 2000
    assert all(text.startswith(("&", "👍")) for text in shown)


def test_a_table_longer_than_a_message_is_continued_at_a_row():
    name = "é̂̃".replace("é", "e\u0301") * 30
    sent = calls(Answer("x", (Table((Column("Name"),), ((name,),) * 40),)))
    shown = [seen(call.body["text"]).split("\n") for call in sent]
    assert len(shown) > 1
    assert sum(shown, []) == ["Name", *[name] * 40]  # noqa: RUF017 - two short lists


def test_one_picture_carries_the_words():
    answer = Answer(
        "sales",
        (Words("Sales rose", Style.HEADLINE), Picture(PNG, "Sales rose"), Words("June", Style.FOOTING)),
        ((Button("Week", "/sales week"),),),
    )
    (call,) = calls(answer)
    assert (call.method, call.file, call.field, call.keep) == ("sendPhoto", PNG, "photo", False)
    assert call.body["caption"] == "<b>Sales rose</b>\n<i>June</i>"
    assert "reply_markup" in call.body


def test_words_too_long_for_a_caption_go_ahead_of_the_picture():
    sent = calls(Answer("sales", (Picture(PNG, "Up"), Words("word " * 300)), ((Button("A", "a"),),)))
    assert [call.method for call in sent] == ["sendMessage", "sendPhoto"]
    assert sent[1].body["caption"] == "<b>Up</b>"
    assert ["reply_markup" in call.body for call in sent] == [False, True]


def test_several_pictures_are_photos_one_by_one():
    sent = calls(Answer("sales", (Words("Two"), Picture(PNG, "Up"), Picture(PNG, "Down"))))
    assert [call.method for call in sent] == ["sendMessage", "sendPhoto", "sendPhoto"]
    assert [call.body.get("caption") for call in sent] == [None, "<b>Up</b>", "<b>Down</b>"]


def test_documents_follow_and_the_buttons_stay_under_the_words():
    answer = Answer(
        "export",
        words("Here"),
        ((Button("A", "a"),),),
        (File(CSV, "sales.csv", "1 < 2"), File(CSV, "7.csv", temporary=False)),
    )
    first, second, third = calls(answer)
    assert "reply_markup" in first.body
    assert (second.method, second.field, second.keep, third.keep) == ("sendDocument", "document", False, True)
    assert second.body == {"chat_id": 5, "caption": "1 &lt; 2", "parse_mode": "HTML", "filename": "sales.csv"}
    assert "filename" not in third.body


def test_in_place_words_are_edited_and_the_rest_is_sent():
    answer = Answer("sales", (*words("x " * 3000), Picture(PNG, "Up")), in_place=True, silent=True)
    edit, *sent = calls(answer, pressed=8, reply_to=8)
    assert edit.method == "editMessageText"
    assert edit.body["message_id"] == 8
    assert not {"reply_parameters", "disable_notification"} & edit.body.keys()
    assert [call.method for call in sent] == ["sendMessage", "sendPhoto"]
    assert all(call.body["disable_notification"] and "reply_parameters" not in call.body for call in sent)
    assert anew(edit).method == "sendMessage"
    assert "message_id" not in anew(edit).body


def test_in_place_picture_replaces_the_message():
    answer = Answer("sales", (Picture(PNG, "Up"),), ((Button("A", "a"),),), in_place=True)
    (edit,) = calls(answer, pressed=8)
    (fresh,) = calls(answer)
    assert edit.method == "editMessageMedia"
    assert edit.file == PNG
    assert edit.body == {
        "chat_id": 5,
        "message_id": 8,
        "media": {"type": "photo", "media": "attach://photo", "caption": "<b>Up</b>", "parse_mode": "HTML"},
        "reply_markup": fresh.body["reply_markup"],
    }
    assert anew(edit) == fresh
    assert anew(fresh) is None


def test_in_place_without_a_press_is_a_new_message():
    assert calls(Answer("x", words("a"), in_place=True))[0].method == "sendMessage"


def test_a_sentence_that_does_not_fit_a_button_is_kept():
    kept = []
    says = ("€" * 21, "€" * 22, "#1", "")
    answer = Answer("x", words("a"), tuple((Button("A", one),) for one in says))
    (call,) = calls(answer, sentence=lambda sentence: kept.append(sentence) or len(kept))
    data = [row[0]["callback_data"] for row in call.body["reply_markup"]["inline_keyboard"]]
    assert data == ["€" * 21, "#1", "#2", "#3"]
    assert kept == ["€" * 22, "#1", ""]


def labels(*rows):
    answer = Answer("x", words("a"), tuple(tuple(Button(one, one) for one in row) for row in rows))
    return [[b["text"] for b in row] for row in calls(answer)[0].body["reply_markup"]["inline_keyboard"]]


def test_rows_of_buttons_can_be_read_on_a_phone():
    assert labels(["Undo", "Edit", "On credit"]) == [["Undo", "Edit", "On credit"]]
    assert labels(["Import 1 392 rows", "Change columns", "Cancel"]) == [
        ["Import 1 392 rows", "Change columns"],
        ["Cancel"],
    ]
    assert labels(["long " * 10]) == [["long long long long long long long l…"]]
    assert labels([str(day) for day in range(10)]) == [list("01234567"), list("89")]


def test_of_too_many_buttons_the_last_row_stays():
    rows = labels(*([str(row)] * 3 for row in range(50)), ["Cancel"])
    assert rows[-1] == ["Cancel"]
    assert rows[:-1] == [[str(row)] * 3 for row in range(33)]


def test_nothing_to_show_is_nothing_sent():
    assert calls(Answer("x", words(" \n\u200b"), toast="Done")) == []
    assert toast(Answer("x", toast="Done", alert=True)) == {"text": "Done", "show_alert": True}
    assert toast(Answer("x", toast=" ")) == {}
    assert toast(Answer("x", toast="long " * 50))["text"] == "long " * 39 + "long…"
    assert calls(Answer("x", buttons=((Button("A", "a"),),)))[0].body["text"] == "⋯"


def test_a_chart_that_was_not_drawn_is_an_error():
    with pytest.raises(TypeError, match="Bars"):
        calls(Answer("x", (Bars("t", ("a",), (1.0,), Unit()),)))


@given(ANSWERS, st.booleans(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_whatever_the_names_telegram_takes_it(answer, pressed, replies):
    sent = calls(answer, pressed=8 if pressed else None, reply_to=9 if replies else None)
    for call in sent:
        body = call.body
        json.dumps(body, ensure_ascii=False).encode()
        assert len(toast(answer).get("text", "")) <= 200
        assert (call.file is None) == (call.method in ("sendMessage", "editMessageText"))
        held = body.get("media", body)
        if call.file is None:
            assert visible(seen(body["text"]))
            assert units(seen(body["text"])) <= 4096
            assert len(body["text"].encode()) <= 32768
        elif "caption" in held:
            assert visible(seen(held["caption"]))
            assert units(seen(held["caption"])) <= 1024
        if keyboard := body.get("reply_markup"):
            rows = keyboard["inline_keyboard"]
            assert all(1 <= len(row) <= 8 for row in rows)
            assert sum(map(len, rows)) <= 100
            assert len(json.dumps(keyboard, ensure_ascii=False).encode()) <= 10_000
            for button in (button for row in rows for button in row):
                assert visible(button["text"])
                assert 1 <= len(button["callback_data"].encode()) <= 64
    assert sum("reply_markup" in call.body for call in sent) == any(answer.buttons)
    assert sum(call.method in {"sendPhoto", "editMessageMedia"} for call in sent) == sum(
        isinstance(block, Picture) for block in answer.blocks
    )
