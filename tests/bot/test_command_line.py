"""`python -m bot` as scripts use it: exit codes, sentences, files."""

import csv
import sqlite3

import pytest

from bot.__main__ import main


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.delenv("SHOPBOOK_TOKEN", raising=False)
    file = tmp_path / "config.toml"
    file.write_text('[storage]\npath = "shop.db"\nbackups = "backups"\n', "utf-8")
    return file


def write(path, *lines):
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


def test_import_export_backup_restore_check(config, tmp_path, capsys):
    def run(*arguments):
        code = main(["--config", str(config), *arguments])
        return code, capsys.readouterr()

    sales = write(
        tmp_path / "july.csv", "Date,Product,Quantity,Price", "2025-07-01,Kettle,2,299", "2025-07-02,=1+1,1,5"
    )
    code, said = run("import", sales)
    assert code == 0, said
    assert "2 sale rows" in said.out
    code, said = run("import", sales)
    assert code == 0
    assert "already" in said.out
    with sqlite3.connect(tmp_path / "shop.db") as book:
        assert book.execute("SELECT count(*), sum(total_minor) FROM sales_book").fetchone() == (2, 60300)
    book.close()

    code, said = run("export", str(tmp_path / "out"))
    assert code == 0
    with (tmp_path / "out" / "sales_book.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["product"] for row in rows} == {"Kettle", "'=1+1"}

    copy = tmp_path / "copy.db"
    assert run("backup", str(copy))[0] == 0
    assert run("backup", str(copy))[0] == 1  # never over a file
    more = write(tmp_path / "august.csv", "Date,Product,Quantity,Price", "2025-08-01,Kettle,1,299")
    assert run("import", more)[0] == 0
    code, said = run("restore", str(copy))
    assert code == 0
    assert "kept as" in said.out
    with sqlite3.connect(tmp_path / "shop.db") as book:
        assert book.execute("SELECT count(*) FROM sales_book").fetchone() == (2,)
    book.close()
    code, said = run("check")
    assert code == 0
    assert "sound" in said.out


def test_a_file_that_cannot_be_read_fails(config, tmp_path, capsys):
    code = main(
        ["--config", str(config), "import", write(tmp_path / "x.csv", "hello"), str(tmp_path / "none.csv")]
    )
    assert code == 1
    assert "no file" in capsys.readouterr().out


def test_wrong_use_and_wrong_configuration(config, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--config", str(config), "dance"])
    assert ended.value.code == 2
    config.write_text("[shop]\nname = 3\n", "utf-8")
    assert main(["--config", str(config), "check"]) == 1
    assert "shop.name" in capsys.readouterr().err
