"""Requests as nobody sensible sends them, near enough to sensible ones to get deep into the server."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.vendors.zosmf.emulator.desk import HELD, SHORT

METHODS = st.sampled_from(["GET", "PUT", "DELETE", "POST", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "é"])
_PARTS = st.sampled_from(
    [
        "SHORT",
        "JOB00100",
        "HELD",
        "JOB00101",
        "files",
        "2",
        "101",
        "JCL",
        "records",
        "-JESB",
        "-",
        "",
        "A#",
        "%23",
        "%2F",
        "%3A",
        "%zz",
        "%ff",
        "é",
        "\U0001f600",
        "J0000100SY1.....E20AFBAD.......:",
        ".",
        "..",
        "x" * 40,
        "?",
        ":",
    ]
)
_PAIRS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "owner",
                "prefix",
                "jobid",
                "max-jobs",
                "user-correlator",
                "exec-data",
                "status",
                "step-data",
                "mode",
                "fileEncoding",
                "search",
                "research",
                "insensitive",
                "maxreturnsize",
                "x",
            ]
        ),
        st.sampled_from(
            [
                "*",
                "?",
                "I*",
                "ACTIVE",
                "JOB00100",
                "j0",
                "Y",
                "0",
                "1000",
                "-1",
                "IBM-037",
                "binary",
                "record",
                "((a+)+",
                "[a-z]{2,3}$",
                "false",
                "%00",
                "",
            ]
        )
        | st.text(max_size=12),
    ),
    max_size=4,
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "X-IBM-Intrdr-Mode",
            "X-IBM-Intrdr-Recfm",
            "X-IBM-Intrdr-Lrecl",
            "X-IBM-Intrdr-Class",
            "Content-Type",
            "X-IBM-Intrdr-File-Encoding",
            "X-IBM-User-Correlator",
            "X-IBM-JCL-Symbol-A",
            "X-IBM-JCL-Symbol-",
            "X-IBM-Notification-URL",
            "X-IBM-Notification-Options",
            "X-IBM-Job-Modify-Version",
            "X-IBM-Record-Range",
            "X-IBM-Requested-Method",
            "Cookie",
            "Host",
        ]
    ),
    st.sampled_from(
        [
            "TEXT",
            "RECORD",
            "BINARY",
            "V",
            "0",
            "80",
            "5",
            "application/json",
            "IBM-500",
            "MINE",
            "1.0",
            "2.0",
            "0-0",
            "1,2",
            "5-1",
            "GET",
            "PUT",
            '{"events":["complete"]}',
            "[]",
            "",
        ]
    )
    | st.text(max_size=20),
    max_size=4,
)
BODIES = st.sampled_from(
    [
        b"",
        SHORT.encode(),
        HELD.encode(),
        b"/",
        b"//",
        b"// JOB",
        b"//A JOB\n//B JOB",
        b"//A JOB ,,,'\n",
        b"\x00\x00\x00\x04aa",
        b'{"request":"hold"}',
        b'{"request":"cancel","version":"1.0"}',
        b'{"class":"\\u0000"}',
        b'{"file":"//\'A(B)\'"}',
        b'{"file":"//IBMUSER.JCL(X)"}',
        b'{"file":"//JCL(NOSUCH)"}',
        b"[[[",
        b"\xff\xfe",
        b"1e999",
        b'{"version":1}',
    ]
) | st.binary(max_size=60)
PATHS = st.lists(_PARTS, max_size=6).map(lambda parts: "".join(f"/{part}" for part in parts))
QUERIES = _PAIRS.map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs))
