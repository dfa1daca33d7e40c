from __future__ import annotations

import pytest

from harness.config.problems import near_miss
from harness.errors import UsageError
from tests.config.conftest import Load

T = '[targets.t]\nvendor = "zosmf"\nurl = "https://mvs1"\n'
W = T + '[targets.t.work.w]\nlength = "short"\n'


@pytest.mark.parametrize(
    ("text", "line", "what", "mend"),
    [
        ("[target.t]", 1, 'unknown key "target" in the file', 'did you mean "targets"?'),
        (T + 'mod = "owned"', 4, 'unknown key "mod" in targets.t', 'did you mean "mode"?'),
        (T + "zzz = 1", 4, 'unknown key "zzz" in targets.t', "one of: vendor, url"),
        ('[targets.t]\nurl = "http://h"', 1, 'targets.t has no "vendor"', 'add vendor = "zosmf"'),
        ('[targets.t]\nvendor = "joc"', 1, 'targets.t has no "url"', 'add url = "https://mvs1.example.com:443"'),
        (T.replace("zosmf", "zsomf"), 2, 'targets.t.vendor cannot be "zsomf"', 'did you mean "zosmf"?'),
        (T + 'mode = "all"', 4, 'targets.t.mode cannot be "all"', "one of: read-only, owned, unrestricted"),
        (T + "level = 2.5", 4, "targets.t.level must be text in quotes", 'such as level = "documented"'),
        (T + "budgets = 5", 4, "targets.t.budgets must be a table", "Upper bounds"),
        (T + "budgets.rate = 0", 4, "targets.t.budgets.rate: 0 is", "such as rate = 20"),
        (T + 'tls.key = "k"', 4, 'targets.t.tls has "key" without "certificate"', "add certificate"),
        ("targets = 1", 1, "targets must be a table", "Servers by a name"),
        ('[targets."a b"]', 1, '"a b" cannot be a name in targets', "use letters"),
        (T + "sessions.primry = {}", 4, '"primry" cannot be a name', 'did you mean "primary"?'),
        (W, 4, 'targets.t.work.w has no "jcl"', 'add jcl = "//{tag} JOB"'),
        (W + 'jcl = "//X JOB"', 6, "targets.t.work.w.jcl: '//X JOB' does not match", "such as jcl"),
        (W + 'jcl = "{tag}"\njlc = "y"', 7, 'unknown key "jlc"', 'did you mean "jcl"?'),
        (W + 'jcl = "{tag}"\nverbs = []', 7, "w.verbs: [] should be non-empty", 'verbs = ["cancel"'),
        ("[[waivers]]\nrule = 'x'", 1, 'waivers[0] has no "reason"', "add reason"),
        ("[record]\nkeep_runs = 1.5", 2, "record.keep_runs must be a whole number", "keep_runs = 50"),
    ],
)  # fmt: skip
def test_each_problem_in_words(load: Load, text: str, line: int, what: str, mend: str) -> None:
    """What a schema finds is told as what, where and a mend."""
    with pytest.raises(UsageError) as caught:
        load(text)
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert caught.value.line == line


@pytest.mark.parametrize(
    "password",
    [
        '"hunter2"',
        '{ literal = "hunter2", env = "X" }',
        '{ literal = ["hunter2"] }',
        '{ hunter = "hunter2" }',
    ],
)
def test_a_secret_that_stands_wrong_is_not_repeated(load: Load, password: str) -> None:
    """However a password is misplaced, the message does not hold it."""
    with pytest.raises(UsageError) as caught:
        load(T + f'sessions.primary = {{ user = "u", password = {password} }}')
    assert "hunter2" not in str(caught.value)
    assert caught.value.line == 4


def test_the_first_problem_of_the_file_is_told(load: Load) -> None:
    """Of several problems the one that stands first is told, whatever the schema's order."""
    with pytest.raises(UsageError) as caught:
        load(T + "b = 1\na = 2\n[zzz]")
    assert caught.value.line == 4


def test_a_near_miss() -> None:
    """A suggestion only when there is a near name; else all there is."""
    assert near_miss("vendr", ["vendor", "url"]) == 'did you mean "vendor"?'
    assert near_miss("x", ["vendor", "url"]) == "one of: vendor, url"
    assert near_miss("x", ["vendor", "url"], otherwise="see the list") == "see the list"
