"""Every catalogue is sound, and what it holds is what a member hears."""

import pytest

from bot.speech import LANGUAGES, SOURCE, collect

OTHERS = [language for language in LANGUAGES if language != SOURCE]


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_loses_what_is_put_into_it(language):
    assert [wrong for wrong in collect.faults(language) if "not translated" not in wrong] == []


def test_a_member_is_answered_in_his_language(empty):
    assert "Nobody owes you anything." in empty.say("/debts").text
    assert "Van nou af." in empty.say("/language af").toast
    assert "Niemand skuld jou iets nie." in empty.say("/debts").text
    sold = empty.say("2 kettles 598")
    assert "2 × Kettle = R598" in sold.text
    assert "vandag" in sold.text
    assert sold.buttons[0][0].label == "Ontdoen"
    empty.say("/language english")
    assert "Nobody owes you anything." in empty.say("/debts").text


def test_an_unknown_language_is_refused_in_a_sentence(empty):
    assert "English, Afrikaans" in empty.say("/language klingon").text
