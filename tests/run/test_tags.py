from __future__ import annotations

from itertools import islice

from harness.run.tags import tag_prefix, tags
from harness.vendor import vendors


def test_tags_are_told_apart_and_begin_alike() -> None:
    """The tags of one run differ, and each begins with the run's prefix."""
    for vendor in vendors().values():
        some = list(islice(tags(vendor, "ab12c"), 2000))
        assert len(set(some)) == len(some)
        assert all(tag.startswith(tag_prefix(vendor, "ab12c")) for tag in some)


def test_other_runs_have_other_prefixes() -> None:
    """What one run creates does not look like another run's."""
    for vendor in vendors().values():
        assert tag_prefix(vendor, "ab12c") != tag_prefix(vendor, "zz99z")
        assert len(tag_prefix(vendor, "ab12c")) >= 4
