"""Where releases of z/OSMF differ, and which drift makes which difference.

The defaults are the level that the documents describe. Each part of the emulator asks the release at the
one place where it decides; a drift is one row here. Where each difference is sourced stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from harness.emulation.release import PlayedDrifts
from harness.vendors.zosmf.emulator.jes import JES2, JES3


@dataclass(frozen=True, slots=True)
class Release:
    """How one release behaves. True is what the documents describe, unless the name says otherwise."""

    step_data: bool = True
    """Whether ``step-data=Y`` adds the steps (z/OS V2R2)."""
    exec_data: bool = True
    """Whether ``exec-data=Y`` adds the execution fields (APAR PH23046)."""
    exec_nulls: bool = True
    """Whether a time that has not come is null; else it is left out (zowe/zowe-explorer-vscode#2711)."""
    active_filter: bool = True
    """Whether a list is filtered by ``status=active`` (zowe/zowe-cli#1490)."""
    one_character: bool = True
    """Whether ``?`` in a filter stands for one character (APAR PH44152)."""
    search: bool = True
    """Whether records can be searched (APAR PH23046)."""
    file_encoding: bool = True
    """Whether ``fileEncoding`` is read (APAR PH23046)."""
    reader_encoding: bool = True
    """Whether ``X-IBM-Intrdr-File-Encoding`` is read (zowe/zowe-cli#876)."""
    modify_version: str = "2.0"
    """What a modify without version means (zowe/zowe-client-python-sdk#90)."""
    delete_version: str = "2.0"
    """What a delete without version means (zowe/zowe-cli#1459)."""
    cim: bool = True
    """Whether the CIM server, which asynchronous requests go through, is there (zowe/zowe-cli#721)."""
    every_verb: bool = True
    """Whether hold, release and class are known besides cancel (mvslovers/mvsmf, error 6/4/5)."""
    notification_events: bool = True
    """Whether ``X-IBM-Notification-Options`` is read (APAR PH44152)."""
    token_service: bool = True
    """Whether ``/zosmf/services/authenticate`` is there (APAR PH12143)."""
    login_challenge: bool = True
    """Whether a login without credentials is a 401, else a 500 (APAR PH34201)."""
    open_information: bool = True
    """Whether ``/zosmf/info`` answers without credentials (RSU2512, zowe/zowe-install-packaging#4656)."""
    plug_ins_hidden: bool = True
    """Whether a caller without credentials is told why the plug-ins are not shown (zowe/api-layer)."""
    cross_site_header: bool = True
    """Whether ``X-CSRF-ZOSMF-HEADER`` is insisted on (z/OS V2R3)."""
    zosmf_version: str = "28"
    """What ``/zosmf/info`` says; 28 is z/OS V2R5."""
    zos_version: str = "04.28.00"
    primary: str = JES2
    """The primary job entry subsystem; z/OS 3.1 has no JES3."""
    phases: bool = True
    """Whether job documents tell phase, correlator and why a job waits (z/OS V2R1)."""
    correlator_urls: bool = True
    """Whether a job's addresses are built on its correlator, else on name and id."""
    named_subsystem: bool = True
    """Whether the primary JES is named, else null (IBM topic: JSON document specifications)."""
    numeric_feedback: bool = True
    """Whether the status of job feedback is a number, else a string (IBM's samples)."""
    feedback_member: bool = True
    """Whether job feedback names member and system, which captured answers do not."""
    abend_space: bool = True
    """Whether a user abend reads ``ABEND U0123``, else ``ABENDU0123`` as in IBM's table."""
    encoded_slash: bool = True
    """Whether ``%2F`` separates (zowe/api-layer#394), else it is refused (zowe/zowe-cli PR#2758)."""
    target_systems: bool = True
    """Whether ``X-IBM-Target-System`` sends a request to another system (z/OS V2R4)."""
    password_change: bool = True
    """Whether the token service changes passwords (APAR PH34912)."""
    jesjobs: bool = True
    """Whether the JESJOBS class decides who may change a job (z/OS jobs REST interface, Table 3)."""
    server_headers: bool = True
    """Whether answers carry the server's own headers, and the web token first (zowe/api-layer#376)."""
    token_every_time: bool = True
    """Whether each request with a password is answered with tokens, else only the first one."""
    refusal: int = 401
    """Status for credentials that are wrong; a site was seen to answer 403 (zowe-explorer-vscode#2326)."""
    same_token: bool = True
    """Whether a second login returns the first one's token (zowe/api-layer#838, #2826)."""
    first_job_number: int = 100
    """Numbers above 99,999 make long job ids."""


DOCUMENTED: Final = Release()
DRIFTS: Final = PlayedDrifts(
    "zosmf",
    DOCUMENTED,
    {
        "D01": {"step_data": False},
        "D02": {"exec_data": False},
        "D03": {"active_filter": False},
        "D04": {"search": False},
        "D05": {"file_encoding": False},
        "D06": {"reader_encoding": False},
        "D07": {"modify_version": "1.0"},
        "D08": {"delete_version": "1.0"},
        "D09": {"cim": False},
        "D10": {"target_systems": False},
        "D11": {"notification_events": False},
        "D12": {"one_character": False},
        "D13": {"token_service": False},
        "D14": {"login_challenge": False},
        "D15": {"password_change": False},
        "D16": {"open_information": False},
        "D17": {"cross_site_header": False},
        "D18-26": {"zosmf_version": "26", "zos_version": "04.26.00"},
        "D18-27": {"zosmf_version": "27", "zos_version": "04.27.00"},
        "D18-29": {"zosmf_version": "29", "zos_version": "05.29.00"},
        "D19": {"plug_ins_hidden": False},
        "D20": {"every_verb": False},
        "D21": {"phases": False, "correlator_urls": False},
        "D22": {"correlator_urls": False},
        "D23": {"named_subsystem": False},
        "D24": {"numeric_feedback": False},
        "D25": {"feedback_member": False},
        "D27": {"first_job_number": 100_100},
        "D29": {"jesjobs": False},
        "D32": {"server_headers": False},
        "D33": {"token_every_time": False},
        "D34": {"encoded_slash": False},
        "D39": {"primary": JES3},
        "D40": {"exec_nulls": False},
        "D43": {"refusal": 403},
        "D46": {"abend_space": False},
        "D49": {"same_token": False},
    },
)
