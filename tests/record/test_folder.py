"""The run folder: what goes in comes out, less its secrets."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.errors import UsageError
from harness.exchange import Exchange, Headers, Passage, Request, Response
from harness.record import EXCHANGES_FILE, SAMPLES_FOLDER, RunFolder, read_exchanges
from harness.record.folder import BODY_LIMIT
from tests.record.strategies import exchanges

PLAIN = Exchange("x1", "v", Request("GET", "/orders"), Response(200), Passage.ANSWERED, 1, 2, "now")


@settings(max_examples=50)
@given(st.lists(exchanges, max_size=4))
def test_what_is_appended_is_read_back(appended: list[Exchange]) -> None:
    """Exchanges come back in order, as ``append`` says they were written."""
    with TemporaryDirectory() as path:
        with closing(RunFolder.create(Path(path) / "run")) as folder:
            written = [folder.append(exchange) for exchange in appended]
        assert list(read_exchanges(Path(path) / "run")) == written


def test_a_large_body_stands_once_in_a_file_of_its_own(tmp_path: Path) -> None:
    """Equal bodies above the limit share one sample, named by their content."""
    folder = RunFolder.create(tmp_path / "run")
    large = replace(PLAIN, response=Response(200, Headers(), b"x" * (BODY_LIMIT + 1)))
    for exchange in (large, replace(large, id="x2")):
        folder.append(exchange)
    assert len(list((tmp_path / "run" / SAMPLES_FOLDER).iterdir())) == 1
    assert (tmp_path / "run" / EXCHANGES_FILE).stat().st_size < 2000
    assert [exchange.response for exchange in read_exchanges(tmp_path / "run")] == [large.response] * 2
    folder.close()


def test_text_that_utf8_cannot_hold_is_recorded_escaped(tmp_path: Path) -> None:
    """A lone surrogate from a caller in process does not cost the exchange its record."""
    folder = RunFolder.create(tmp_path / "run")
    folder.append(replace(PLAIN, request=Request("GET", "/\udcff")))
    assert [exchange.request.target for exchange in read_exchanges(tmp_path / "run")] == ["/\\udcff"]
    folder.close()


def test_a_torn_last_line_is_dropped_and_told(tmp_path: Path) -> None:
    """A record is readable after a crash, and says that it ended in one."""
    folder = RunFolder.create(tmp_path / "run")
    folder.append(PLAIN)
    folder.close()
    file = tmp_path / "run" / EXCHANGES_FILE
    file.write_bytes(file.read_bytes() * 2 + b'{"id":"x3","ven')
    told: list[str] = []
    assert list(read_exchanges(tmp_path / "run", told.append)) == [PLAIN, PLAIN]
    assert len(told) == 1


def test_a_folder_holds_one_run(tmp_path: Path) -> None:
    """A second run in the same folder is refused; going on with the first one is not."""
    RunFolder.create(tmp_path / "run").close()
    with pytest.raises(UsageError, match="a run in this folder already"):
        RunFolder.create(tmp_path / "run")
    RunFolder.reopen(tmp_path / "run").close()
    with pytest.raises(UsageError, match="no run in this folder"):
        RunFolder.reopen(tmp_path / "other")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A path through a file is wrong usage, not a crash."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be made") as raised:
        RunFolder.create(tmp_path / "file" / "run")
    assert raised.value.file == tmp_path / "file" / "run"


def test_ids_are_never_given_twice(tmp_path: Path) -> None:
    """Neither within a run nor by a process that goes on with it."""
    first = RunFolder.create(tmp_path / "run")
    ids = [first.new_id() for _ in range(3)]
    for id_ in ids[:2]:
        first.append(replace(PLAIN, id=id_))
    first.close()
    again = RunFolder.reopen(tmp_path / "run")
    ids += [again.new_id() for _ in range(3)]
    again.close()
    assert len(set(ids)) == 6


def test_a_line_that_is_no_exchange_is_named(tmp_path: Path) -> None:
    """A file that someone changed is refused with file and line."""
    folder = RunFolder.create(tmp_path / "run")
    folder.append(PLAIN)
    folder.close()
    file = tmp_path / "run" / EXCHANGES_FILE
    file.write_bytes(file.read_bytes() + b'{"id":"x2"}\n')
    with pytest.raises(UsageError, match="no exchange") as raised:
        list(read_exchanges(tmp_path / "run"))
    assert (raised.value.file, raised.value.line) == (file, 2)


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    """Reading a folder that holds no run says so."""
    with pytest.raises(UsageError, match="no run in this folder"):
        list(read_exchanges(tmp_path))
