"""Journals stay readable whatever becomes of their writer."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from harness.errors import UsageError
from harness.record import Journal, read_journal


def test_each_line_is_on_disk_when_append_returns(tmp_path: Path) -> None:
    """Nothing waits in a buffer."""
    journal = Journal(tmp_path / "j")
    for number in range(3):
        journal.append({"n": number})
        assert [line["n"] for line in read_journal(tmp_path / "j")] == list(range(number + 1))
    journal.close()


def test_a_line_cut_off_anywhere_is_dropped_and_told(tmp_path: Path) -> None:
    """However much of the last line was written, the lines before it are read."""
    file = tmp_path / "j"
    whole, last = b'{"n":1}\n', b'{"n":2}\n'
    for cut in range(1, len(last)):
        file.write_bytes(whole + last[:cut])
        told: list[str] = []
        assert list(read_journal(file, told.append)) == [{"n": 1}]
        assert told == ["j:2: the last line is unfinished and was dropped"]


def test_a_writer_cuts_off_what_the_last_one_left_unfinished(tmp_path: Path) -> None:
    """A file that is opened again is whole again, however long the unfinished line is."""
    file = tmp_path / "j"
    for torn in (b'{"n":', b"x" * 200_000):
        for whole in (b"", b'{"n":1}\n'):
            file.write_bytes(whole + torn)
            journal = Journal(file)
            journal.append({"n": 2})
            journal.close()
            assert file.read_bytes() == whole + b'{"n":2}\n'


@pytest.mark.parametrize("line", [b"\n", b"[]\n", b"{\n", b"\xff\n"])
def test_a_bad_line_is_named(tmp_path: Path, line: bytes) -> None:
    """A line that is complete and wrong was not torn: someone changed the file."""
    file = tmp_path / "j"
    file.write_bytes(b"{}\n" + line + b"{}\n")
    with pytest.raises(UsageError) as raised:
        list(read_journal(file))
    assert (raised.value.file, raised.value.line) == (file, 2)


def test_no_file_has_no_lines(tmp_path: Path) -> None:
    """A journal that was never begun is empty."""
    assert list(read_journal(tmp_path / "j")) == []


def test_threads_never_mix_their_lines(tmp_path: Path) -> None:
    """Lines of several writers stay whole."""
    journal = Journal(tmp_path / "j")

    def write(name: str) -> None:
        for number in range(50):
            journal.append({"name": name, "n": number, "pad": name * 500})

    threads = [Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.close()
    lines = list(read_journal(tmp_path / "j"))
    assert [sum(line["name"] == name for line in lines) for name in "abcd"] == [50] * 4


WRITER = """
import sys
from pathlib import Path
from harness.record import Journal
journal = Journal(Path(sys.argv[1]))
number = 0
while True:
    journal.append({"n": number, "pad": "x" * 3000})
    if number == 20:
        print("going", flush=True)
    number += 1
"""


def test_a_killed_writer_leaves_a_readable_file(tmp_path: Path) -> None:
    """After SIGKILL in the midst of writing, every line that was finished is read."""
    file = tmp_path / "j"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"going\n"
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    numbers = [line["n"] for line in read_journal(file)]
    assert len(numbers) > 20
    assert numbers == list(range(len(numbers)))
