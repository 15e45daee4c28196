from pathlib import Path

from tests.language.score import CORPUS, GOOD, score

WRONG = frozenset({"wrong"})
QUESTIONS = frozenset({"question"})


def test_floors_only_rise():
    result = score([CORPUS])
    assert result.share(WRONG) == 0, "\n".join(result.bad)
    assert result.share(GOOD) >= 0.995, "\n".join(result.bad)
    assert result.share(GOOD, QUESTIONS) >= 0.99, "\n".join(result.bad)


def test_corpus_is_worth_its_name():
    lines = Path(CORPUS).read_text().splitlines()
    assert len(lines) >= 250
    assert len(set(lines)) == len(lines)
