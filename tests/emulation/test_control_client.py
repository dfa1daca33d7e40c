from __future__ import annotations

import socket

import pytest

from harness.emulation.control_client import ControlClient
from harness.errors import HarnessError


def test_an_emulator_that_is_gone_is_named() -> None:
    """Without anybody listening the address stands in the error."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(HarnessError, match=f"{url} is gone"):
        ControlClient(url).state()
