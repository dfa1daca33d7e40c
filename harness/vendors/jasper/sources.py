"""Where the facts about JasperReports Server stand, in public."""

from __future__ import annotations

from harness.finding import Source, Standing

_CODE, _INFERRED = Standing.SOURCE_CODE, Standing.INFERRED
_GUIDE = "JasperReports Server Web Services Guide, 'The jobs Service'"

GUIDE = Source(_GUIDE)
LISTING = Source(f"{_GUIDE}: Listing Report Jobs")
SEARCHING = Source(f"{_GUIDE}: Extended Job Search")
VIEWING = Source(f"{_GUIDE}: Viewing a Job Definition")
SCHEDULING = Source(f"{_GUIDE}: Scheduling a Report")
EDITING = Source(f"{_GUIDE}: Editing a Job Definition")
BULK = Source(f"{_GUIDE}: Updating Jobs in Bulk")
PAUSING = Source(f"{_GUIDE}: Pausing Jobs")
RESUMING = Source(f"{_GUIDE}: Resuming Jobs")
RESTARTING = Source(f"{_GUIDE}: Restarting Failed Jobs")
DELETING = Source(f"{_GUIDE}: Deleting Jobs")
FTP = Source(f"{_GUIDE}: Specifying FTP Output")
CALENDARS = Source("JasperReports Server REST API Reference 7.8, chapter 18")
CODE = Source(
    "JasperReports Server Community Edition source, releases 5.6.0 to 6.4.2 (xeonn/jasperserver) and 8.2.0 "
    "(obonilla66/jasperreports-server-ce)",
    _CODE,
)
CODE_64 = Source("JasperReports Server Community Edition source, release 6.4.2 (xeonn/jasperserver)", _CODE)
CODE_63 = Source("JasperReports Server Community Edition source, release 6.3.0 (xeonn/jasperserver)", _CODE)
NEGOTIATION = Source(
    "JasperReports Server Community Edition source, releases 5.6.0 to 8.2.0: consumes and produces of the "
    "jobs resource",
    _CODE,
)
QUARTZ = Source("Quartz 2 as the server uses it (JasperReports Server Community Edition source)", _INFERRED)
