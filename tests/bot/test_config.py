import pytest

from bot import config
from bot.errors import SetupError

TOKEN = "123456:ABCdefGHIjklMNOpqrSTUvwxYZ0123456789"


@pytest.fixture(autouse=True)
def no_token_around(monkeypatch):
    monkeypatch.delenv(config.TOKEN_VARIABLE, raising=False)


def load(tmp_path, text):
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    return config.load(file)


def test_without_a_file_everything_has_a_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = config.load()
    assert settings.shop.currency == "ZAR"
    assert settings.push.weekly == "mon 07:30"
    assert settings.telegram.token == ""


def test_the_example_is_the_defaults(tmp_path):
    assert load(tmp_path, config.example()) == config.Settings(folder=tmp_path)


def test_paths_start_where_the_file_lies(tmp_path):
    settings = load(tmp_path, '[storage]\npath = "data/shop.db"\n')
    assert settings.book_path == tmp_path / "data" / "shop.db"
    assert settings.files_folder == tmp_path / "data" / "files"


def test_the_variable_overrides_the_token(tmp_path, monkeypatch):
    monkeypatch.setenv(config.TOKEN_VARIABLE, TOKEN)
    assert load(tmp_path, '[telegram]\ntoken = "1:' + "x" * 30 + '"\n').telegram.token == TOKEN


def test_a_token_file(tmp_path):
    (tmp_path / "token").write_text(TOKEN + "\n", "utf-8")
    assert load(tmp_path, '[telegram]\ntoken_file = "token"\n').telegram.token == TOKEN


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[shopp]\n", "[shopp]"),
        ('[shop]\nname = "x"\ncolour = "red"\n', "shop.colour"),
        ("[shop]\nname = 3\n", "shop.name"),
        ('[shop]\ncurrency = "RAND"\n', "shop.currency"),
        ('[shop]\ntimezone = "Africa/Nowhere"\n', "shop.timezone"),
        ('[shop]\nlocale = "qq_QQ"\n', "shop.locale"),
        ('[telegram]\nowners = ["me"]\n', "telegram.owners"),
        ("[telegram]\nowners = [-5]\n", "telegram.owners"),
        ('[telegram]\nmode = "carrier pigeon"\n', "telegram.mode"),
        ('[telegram]\nmode = "webhook"\n', "telegram.webhook.url"),
        ('[log]\nformat = "xml"\n', "log.format"),
        ('[log]\nlevel = "loud"\n', "log.level"),
        ("[metrics]\nport = 70000\n", "metrics.port"),
        ("[metrics]\nport = -1\n", "metrics.port"),
        ('[telegram]\napi_url = "nowhere"\n', "telegram.api_url"),
        ('[telegram]\ntoken_file = "missing"\n', "telegram.token_file"),
        ('[push]\nweekly = "monday"\n', "push.weekly"),
        ('[push]\ndaily = "25:00"\n', "push.daily"),
        ("[stock]\nlead_time_days = -1\n", "stock.lead_time_days"),
        ("[stock]\nservice_level = 1\n", "stock.service_level"),
        ("[shop\n", "TOML"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_the_key(tmp_path, text, names):
    with pytest.raises(SetupError) as error:
        load(tmp_path, text)
    assert names in str(error.value)
    assert "\n" not in str(error.value).strip()


@pytest.mark.parametrize("secret", ["123456:short", "123456:ABCdefGHIjklMNOpqrSTUvwxYZ01234\n56789", "abc"])
def test_a_bad_token_is_refused_and_never_repeated(tmp_path, monkeypatch, secret):
    monkeypatch.setenv(config.TOKEN_VARIABLE, secret)
    with pytest.raises(SetupError) as error:
        load(tmp_path, "")
    assert secret not in str(error.value)


def test_the_token_is_in_no_repr(tmp_path, monkeypatch):
    monkeypatch.setenv(config.TOKEN_VARIABLE, TOKEN)
    assert TOKEN not in repr(load(tmp_path, ""))


def test_a_missing_file_that_was_named(tmp_path):
    with pytest.raises(SetupError, match="no configuration file"):
        config.load(tmp_path / "nothing.toml")
