import pytest

from tests.language.score import AFRIKAANS, CORPUS, GOOD, score

WRONG = frozenset({"wrong"})
QUESTIONS = frozenset({"question"})


@pytest.mark.parametrize("corpus", [CORPUS, AFRIKAANS])
def test_floors_only_rise(corpus):
    result = score([corpus])
    assert result.share(WRONG) == 0, "\n".join(result.bad)
    assert result.share(GOOD) >= 0.995, "\n".join(result.bad)
    assert result.share(GOOD, QUESTIONS) >= 0.99, "\n".join(result.bad)


@pytest.mark.parametrize(("corpus", "least"), [(CORPUS, 250), (AFRIKAANS, 200)])
def test_corpus_is_worth_its_name(corpus, least):
    lines = corpus.read_text().splitlines()
    assert len(lines) >= least
    assert len(set(lines)) == len(lines)
