"""Which proxy leads to a target."""

from __future__ import annotations

import pytest

from harness.door.wire import proxy_authorization, proxy_for
from harness.errors import UsageError


@pytest.mark.parametrize(
    ("scheme", "host", "environment", "proxy"),
    [
        ("https", "zos.example", {"HTTPS_PROXY": "http://p:3128"}, "p:3128"),
        ("https", "zos.example", {"https_proxy": "p:3128"}, "p:3128"),
        ("https", "zos.example", {"ALL_PROXY": "http://p:3128"}, "p:3128"),
        ("http", "zos.example", {"HTTPS_PROXY": "http://p:3128"}, None),
        ("http", "zos.example", {"HTTP_PROXY": "http://p:3128"}, "p:3128"),
        ("https", "zos.example", {"HTTPS_PROXY": ""}, None),
        ("https", "zos.example", {"HTTPS_PROXY": "http://p:3128", "NO_PROXY": "other, .example"}, None),
        ("https", "zos.example", {"HTTPS_PROXY": "http://p:3128", "NO_PROXY": "*"}, None),
        ("https", "zos.example", {"HTTPS_PROXY": "http://p:3128", "NO_PROXY": "ample"}, "p:3128"),
        ("https", "localhost", {"HTTPS_PROXY": "http://p:3128"}, None),
        ("https", "127.1.2.3", {"HTTPS_PROXY": "http://p:3128"}, None),
        ("https", "::1", {"HTTPS_PROXY": "http://p:3128"}, None),
        ("https", "zos.example", {}, None),
    ],
)
def test_the_environment_names_the_proxy(
    scheme: str, host: str, environment: dict[str, str], proxy: str | None
) -> None:
    """By scheme, in either case, unless the host is excepted or on this machine."""
    found = proxy_for(scheme, host, environment)
    assert (None if found is None else found.netloc) == proxy


@pytest.mark.parametrize("named", ["https://p:3128", "socks5://p:1080", "http://"])
def test_a_proxy_of_another_kind_is_wrong_usage(named: str) -> None:
    """What cannot be spoken to is said at once, and not taken for no proxy."""
    with pytest.raises(UsageError, match="HTTPS_PROXY names no http proxy"):
        proxy_for("https", "zos.example", {"HTTPS_PROXY": named})


def test_a_proxys_credentials_come_from_its_address() -> None:
    """User and password may be escaped there."""
    proxy = proxy_for("https", "zos.example", {"HTTPS_PROXY": "http://u%40x:p%3A@p:3128"})
    assert proxy is not None
    assert proxy_authorization(proxy) == b"Basic dUB4OnA6"
