from __future__ import annotations

import pytest

from tests.architecture.conftest import ROOT
from tests.architecture.tables import DOCUMENTS, TABLES, current, names


@pytest.mark.parametrize("document", DOCUMENTS)
def test_generated_tables_are_current(document: str) -> None:
    """What follows from the code is written from the code; run make docs after a change."""
    text = (ROOT / document).read_text(encoding="utf-8")
    assert text == current(text)


def test_every_table_stands_somewhere() -> None:
    """Each table that can be made is shown in exactly one document."""
    shown = [name for document in DOCUMENTS for name in names((ROOT / document).read_text(encoding="utf-8"))]
    assert sorted(shown) == sorted(TABLES)
