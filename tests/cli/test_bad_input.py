"""What users get wrong: each case ends in one line with place and mend, exit code 2, and no traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli import main
from harness.vendor import Vendor, vendors

T = '[targets.t]\nvendor = "zosmf"\nurl = "https://mvs1"\n'
W = T + '[targets.t.work.w]\nlength = "short"\n'
P = T + '[targets.t.sessions.primary]\nuser = "u"\npassword = '
WAIVER = '[[waivers]]\nrule = "r"\nreason = "x"\nowner = "y"\n'
DAY = "expires = 2099-01-01"

CONFIGURATIONS: Mapping[str, tuple[str | bytes, int]] = {
    "a string without its end": ('[targets.t]\nvendor = "zosmf\n', 2),
    "a key twice": (T + 'url = "https://mvs2"', 4),
    "a table without its end": ("\n[targets.t\n", 2),
    "bytes that are no UTF-8": (b'[targets.t]\nvendor = "\xff"\n', 2),
    "an unknown table": (T + "[target.u]\n", 4),
    "an unknown key": (T + 'mod = "owned"', 4),
    "an unknown key among waivers": (WAIVER + DAY + "\nuntil = 1", 6),
    "no vendor": ('\n[targets.t]\nurl = "https://mvs1"', 2),
    "no address": ('\n[targets.t]\nvendor = "zosmf"', 2),
    "a vendor that does not exist": (T.replace("zosmf", "zsomf"), 2),
    "a target with a vendor's name": (T.replace("targets.t", "targets.zosmf"), 1),
    "a name with a space": ('[targets."my system"]\n', 1),
    "an address without a scheme": (T.replace("https://", ""), 3),
    "an address with a query": (T.replace("mvs1", "mvs1/?a=b"), 3),
    "an address with a password": (T.replace("mvs1", "me:pw@mvs1"), 3),
    "one bad address of several": (T.replace('"https://mvs1"', '["https://a",\n "ftp://b"]'), 4),
    "no address in a list": (T.replace('"https://mvs1"', "[]"), 3),
    "an unknown mode": (T + 'mode = "everything"', 4),
    "unrestricted at a real server": (T + 'mode = "unrestricted"', 4),
    "a level that is a number": (T + "level = 2.5", 4),
    "a key without its certificate": (T + 'tls = { key = "k.pem" }', 4),
    "a certificate that is not there": (T + 'tls.ca = "ca.pem"', 4),
    "a budget below zero": (T + "[targets.t.budgets]\nrequests = -1", 5),
    "a budget that is not finite": (T + "[targets.t.budgets]\nrate = inf", 5),
    "a session with an unknown name": (T + "[targets.t.sessions.secondary]", 4),
    "a password in the file": (P + '"hunter2"', 6),
    "a literal password of a real server": (P + '{ literal = "hunter2" }', 6),
    "two sources of a password": (P + '{ env = "A", file = "b" }', 6),
    "an unknown source of a password": (P + '{ vault = "a" }', 6),
    "a variable that is not set": (P + '{ env = "HARNESS_TEST_NOT_SET" }', 6),
    "a password file that is not there": (P + '{ file = "pw.txt" }', 6),
    "a password command that fails": (P + '{ command = ["false"] }', 6),
    "work without a length": (T + '[targets.t.work.w]\njcl = "//{tag} JOB"', 4),
    "work of an unknown length": (W.replace("short", "tiny") + 'jcl = "//{tag} JOB"', 5),
    "work without what the vendor needs": (W, 4),
    "work with a key of another vendor": (W + 'jcl = "//{tag} JOB X"\nchain = "x"', 7),
    "work that cannot be found again": (W + 'jcl = "//MYJOB JOB"', 6),
    "work in a file that is not there": (W + 'jcl = { file = "short.jcl" }', 6),
    "a waiver of nothing": (WAIVER.replace('rule = "r"\n', "") + DAY, 1),
    "a waiver without a reason": (WAIVER.replace('reason = "x"\n', "") + DAY, 1),
    "a waiver until no day": (WAIVER + 'expires = "soon"', 5),
    "a waiver of no fingerprint": (WAIVER.replace('rule = "r"', 'fingerprint = "xyz"') + DAY, 2),
    "a limit that is a text": ('[record]\nkeep_runs = "many"', 2),
}  # fmt: skip

ARGUMENTS: Mapping[str, list[str]] = {
    "a command that does not exist": ["chekc"],
    "an option that does not exist": ["check", "--sed", "1"],
    "an option of another command": ["list", "--profile", "quick"],
    "no target": ["doctor"],
    "a target that does not exist": ["doctor", "nowhere"],
    "a vendor that does not exist": ["rules", "zsomf"],
    "a vendor that cannot be served": ["serve", "zsomf"],
    "a vendor that init does not know": ["init", "zsomf"],
    "a rule that does not exist": ["explain", "exchange.statsu"],
    "a profile that does not exist": ["check", "--profile", "slow"],
    "a mode that does not exist": ["check", "--mode", "all"],
    "a severity that does not exist": ["check", "--fail-on", "fatal"],
    "a seed that is no number": ["check", "--seed", "x"],
    "a time that is none": ["check", "--max-time", "soon"],
    "a token with capitals": ["check", "--tag", "ABC"],
    "a level that nobody plays": ["serve", "zosmf", "--play", "9.9"],
    "a drift that nobody plays": ["serve", "zosmf", "--drift", "no-such"],
    "a lag that is no law": ["serve", "zosmf", "--lag", "slow"],
    "a port that is none": ["serve", "zosmf", "--port-base", "70000"],
    "an address that is none": ["doctor", "zosmf", "--url", "mvs1"],
    "an address for two vendors": ["check", "zosmf", "zosmf", "--url", "http://127.0.0.1:1"],
    "unrestricted at a real server": ["doctor", "zosmf", "--url", "https://mvs1", "--mode", "unrestricted"],
    "a configuration that is not there": ["list", "--config", "missing.toml"],
    "a rate of nothing": ["load", "zosmf", "--rate", "0"],
    "an open and a closed model": ["load", "zosmf", "--rate", "1", "--users", "1"],
    "a share above one": ["race", "zosmf", "--p0", "2"],
    "no client": ["gate", "zosmf", "--"],
    "a format that does not exist": ["report", "--format", "pdf"],
    "a folder that is not there": ["clean", "--reports", "missing"],
}

SPECS: Mapping[str, tuple[str, int]] = {
    "no YAML": ("openapi: 3.1.0\ninfo: [\n", 3),
    "no mapping": ("- openapi\n", 1),
    "an old version": ("openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n", 1),
    "no paths": ("openapi: 3.1.0\ninfo: {title: t, version: '1'}\n", 1),
}


def assert_one_line(code: int, stdout: str, stderr: str) -> str:
    """Assert what holds for every failure of the user's, and return the line."""
    assert (code, stdout) == (2, ""), stderr
    assert re.fullmatch(r"harness: .+ \(.+\)\n", stderr), stderr
    assert "Traceback" not in stderr
    assert "hunter2" not in stderr
    return stderr


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Work in an empty folder, without credentials in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("HARNESS_USER", "HARNESS_PASSWORD", "HARNESS_TEST_NOT_SET"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def harness(*arguments: str) -> tuple[int, str, str]:
    """Run ``harness ARGUMENTS`` in this process."""
    ended = CliRunner().invoke(main, list(arguments))
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.mark.parametrize("case", CONFIGURATIONS)
def test_a_broken_configuration_names_its_line(folder: Path, case: str) -> None:
    """Whatever is wrong with harness.toml, the line says where and what to do."""
    text, line = CONFIGURATIONS[case]
    (folder / "harness.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    said = assert_one_line(*harness("doctor", "t"))
    assert f"harness.toml:{line}: " in said


@pytest.mark.parametrize("case", ARGUMENTS)
def test_a_wrong_command_line_says_what_to_type(case: str) -> None:
    """Whatever is wrong with the arguments, the line says what to do instead."""
    assert_one_line(*harness(*ARGUMENTS[case]))


@pytest.mark.parametrize("case", SPECS)
def test_a_broken_contract_names_its_line(folder: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    """Whatever is wrong with an OpenAPI file, the line says where and what to do."""
    text, line = SPECS[case]
    spec = folder / "broken.yaml"
    spec.write_text(text)
    broken: dict[str, Vendor] = {name: replace(known, contract=spec) for name, known in vendors().items()}
    monkeypatch.setattr("harness.run.list.vendors", lambda: broken)
    said = assert_one_line(*harness("list"))
    assert f"broken.yaml:{line}: " in said


def test_there_are_more_than_thirty_cases() -> None:
    """The promise is about many mistakes, not about a few."""
    assert len(CONFIGURATIONS) + len(ARGUMENTS) + len(SPECS) > 30


@pytest.mark.parametrize("arguments", [["chekc"], ["doctor", "t"], ["doctor", "t", "--debug"]])
def test_a_process_ends_in_the_same_way(folder: Path, arguments: list[str]) -> None:
    """The installed command does as the function does: nothing leaks around it."""
    (folder / "harness.toml").write_text("[targets.t]\nurl = 3\n")
    command = [sys.executable, "-c", "from harness.cli import main; main()", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert_one_line(done.returncode, done.stdout, done.stderr.splitlines(keepends=True)[-1])
    assert ("Traceback" in done.stderr) is ("--debug" in arguments)
