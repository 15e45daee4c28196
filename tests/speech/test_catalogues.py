"""Every catalogue holds every sentence, with the same places in it, and is what the owner hears."""

import pytest

from bot.speech import LANGUAGES, SOURCE, catalogues, collect

OTHERS = [language for language in LANGUAGES if language != SOURCE]


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_every_sentence_of_the_code(language):
    assert catalogues.path_of(language).read_bytes() == collect.renewed(language, collect.sentences())


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_with_its_places(language):
    assert collect.faults(language) == []


def test_a_member_is_answered_in_his_language_and_the_others_in_theirs(empty):
    assert "Nobody owes you anything." in empty.say("/debts").text
    assert "Van nou af." in empty.say("/language af").toast
    answer = empty.say("/debts")
    assert "Niemand skuld jou iets nie." in answer.text
    assert "2 × Kettle = R598" in empty.say("2 kettles 598").text
    assert "vandag" in empty.say("/undo").text or "Ontdoen" in str(empty.say("2 kettles 598").buttons)
    empty.say("/language english")
    assert "Nobody owes you anything." in empty.say("/debts").text


def test_an_unknown_language_is_refused_in_a_sentence(empty):
    assert "English, Afrikaans" in empty.say("/language klingon").text
