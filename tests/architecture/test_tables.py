from __future__ import annotations

import pytest

from tests.architecture.conftest import ROOT
from tests.architecture.pages import PAGES
from tests.architecture.tables import DOCUMENTS, TABLES, current, names


@pytest.mark.parametrize("document", DOCUMENTS)
def test_generated_tables_are_current(document: str) -> None:
    """What follows from the code is written from the code; run make docs after a change.

    It begins the pages of a vendor that is new.
    """
    text = (ROOT / document).read_text(encoding="utf-8")
    assert text == current(text)


def test_every_table_stands_somewhere() -> None:
    """Each table that can be made is shown in exactly one document."""
    shown = [name for document in DOCUMENTS for name in names((ROOT / document).read_text(encoding="utf-8"))]
    assert sorted(shown) == sorted(TABLES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_begun_with_all_its_tables(page: str) -> None:
    """What a vendor's page shows is what the code has, also before anybody has written a word."""
    vendor = page.removeprefix("docs/").partition("-")[0]
    kept = (ROOT / page).read_text(encoding="utf-8")
    assert sorted(names(PAGES[page])) == sorted(names(kept))
    assert all(name.startswith(f"{vendor}-") for name in names(kept))
