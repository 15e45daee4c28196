"""Every catalogue is sound, and what it holds is what a member hears."""

import pytest

from bot.speech import LANGUAGES, SOURCE, catalogues, collect

OTHERS = [language for language in LANGUAGES if language != SOURCE]


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_every_sentence_of_the_code(language):
    assert catalogues.path_of(language).read_bytes() == collect.renewed(language, collect.sentences())


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_with_its_places(language):
    assert collect.faults(language) == []


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
