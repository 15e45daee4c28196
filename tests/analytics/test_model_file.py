import json

import pytest
from customer_shops import shop

from analytics.model_file import ModelFileError, fingerprint, keep, kept, load, save

ROWS = [(1, 0, "tv", 1, 100, "Ann"), (2, 1, "pc", 1, 200, None)]
DATA = fingerprint(shop(ROWS))


def test_a_saved_model_comes_back(tmp_path):
    contents = save({"trees": [1, 2, 3]}, DATA, tmp_path / "drivers.model")
    assert load(tmp_path / "drivers.model", DATA) == {"trees": [1, 2, 3]}
    assert load(tmp_path / "drivers.model", DATA, contents) == {"trees": [1, 2, 3]}
    assert [path.name for path in tmp_path.iterdir()] == ["drivers.model"]


@pytest.mark.parametrize(
    "other",
    [
        [(1, 0, "tv", 1, 101, "Ann"), ROWS[1]],
        [(1, 0, "tv", 1, 100, "Ben"), ROWS[1]],
        [(1, 0, "tv", 1, 100, None), ROWS[1]],
        [(1, 2, "tv", 1, 100, "Ann"), ROWS[1]],
        ROWS[:1],
        [],
    ],
)
def test_other_lines_have_another_fingerprint(other):
    assert fingerprint(shop(ROWS)) == DATA
    assert fingerprint(shop(other)) != DATA


def test_a_model_of_other_data_is_refused(tmp_path):
    save("model", DATA, tmp_path / "m")
    with pytest.raises(ModelFileError, match="m was made from other data"):
        load(tmp_path / "m", fingerprint(shop(ROWS[:1])))


def test_what_was_kept_comes_back_for_its_own_data_alone(tmp_path):
    assert kept(tmp_path / "m", DATA) is None
    save("model", DATA, tmp_path / "m")
    assert kept(tmp_path / "m", DATA) == "model"
    assert kept(tmp_path / "m", fingerprint(shop(ROWS[:1]))) is None


def test_what_cannot_be_kept_is_no_error(tmp_path):
    keep("model", DATA, tmp_path / "models" / "m")
    assert kept(tmp_path / "models" / "m", DATA) == "model"
    (tmp_path / "file").write_text("no folder")
    keep("model", DATA, tmp_path / "file" / "m")
    assert kept(tmp_path / "file" / "m", DATA) is None


class Bomb:
    def __reduce__(self):
        return (pytest.fail, ("the model was unpacked before it was checked",))


def rewritten(path, **changes):
    head, _, packed = path.read_bytes().partition(b"\n")
    path.write_bytes(json.dumps(json.loads(head) | changes).encode() + b"\n" + packed)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"data": "0" * 64}, "other data"),
        ({"library": "scikit-learn 0.1"}, "made with scikit-learn 0.1"),
        ({"bytes": "0" * 64}, "changed after"),
        ({"kind": "something"}, "no saved model"),
    ],
)
def test_nothing_is_unpacked_before_all_is_checked(tmp_path, changes, problem):
    save(Bomb(), DATA, tmp_path / "m")
    rewritten(tmp_path / "m", **changes)
    with pytest.raises(ModelFileError, match=problem):
        load(tmp_path / "m", DATA)


def test_a_file_exchanged_whole_is_refused_where_its_contents_are_remembered(tmp_path):
    contents = save("model", DATA, tmp_path / "m")
    save(Bomb(), DATA, tmp_path / "m")
    with pytest.raises(ModelFileError, match="changed after"):
        load(tmp_path / "m", DATA, contents)


@pytest.mark.parametrize("text", [b"", b"hello\nworld", b"[1]\nx", b"\xff\xfe\n"])
def test_what_is_no_model_is_refused(tmp_path, text):
    (tmp_path / "m").write_bytes(text)
    with pytest.raises(ModelFileError, match="no saved model"):
        load(tmp_path / "m", DATA)


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "m", DATA)
