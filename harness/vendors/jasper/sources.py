"""Where the facts about JasperReports Server stand, in public."""

from __future__ import annotations

from harness.finding import Source, Standing

_GUIDE = "JasperReports Server Web Services Guide, 'The jobs Service'"

LISTING = Source(f"{_GUIDE}: Listing Report Jobs")
SEARCHING = Source(f"{_GUIDE}: Extended Job Search")
SCHEDULING = Source(f"{_GUIDE}: Scheduling a Report")
BULK = Source(f"{_GUIDE}: Updating Jobs in Bulk")
PAUSING = Source(f"{_GUIDE}: Pausing Jobs")
RESUMING = Source(f"{_GUIDE}: Resuming Jobs")
CODE = Source(
    "JasperReports Server Community Edition source, releases 5.6.0 to 6.4.2 (xeonn/jasperserver) and 8.2.0 "
    "(obonilla66/jasperreports-server-ce)",
    Standing.SOURCE_CODE,
)
