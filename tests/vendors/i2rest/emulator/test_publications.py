from __future__ import annotations

from harness.vendors.i2rest.emulator.publications import FOLDER, anonymous, published


def test_documents_are_published_under_their_names() -> None:
    """The mount point is the file's name."""
    assert {mount for mount, _ in published()} == {path.stem for path in FOLDER.glob("*.pcml")}
    assert published()["echo", "echo"].parameters[0].length == 10


def test_only_some_are_open_to_everybody() -> None:
    """Nobody looks jobs up without a token."""
    assert anonymous("echo")
    assert not anonymous("harness")
