"""Where z/OSMF's facts stand, in public."""

from __future__ import annotations

from harness.finding import Source, Standing

_INFERRED, _MEASURED, _CODE = Standing.INFERRED, Standing.MEASURED, Standing.SOURCE_CODE

OVERVIEW = Source("IBM topic 'z/OS jobs REST interface', Table 1")
ERRORS = Source("IBM topic 'z/OS jobs REST interface', Error handling")
SYNCHRONOUS = Source(
    "IBM topic 'z/OS jobs REST interface', Synchronous support for the job modify operations"
)
NOTIFICATIONS = Source("IBM topic 'z/OS jobs REST interface', Requesting asynchronous job notifications")
LIST = Source("IBM V2R1 topic 'List the jobs for an owner, prefix, or job ID' (IZUHPINFO_API_GetListJobs)")
STATUS = Source("IBM V2R3 topic 'Obtain the status of a job' (IZUHPINFO_API_GetJobStatus)")
SUBMIT = Source("IBM V2R1 topic 'Submit a job' (IZUHPINFO_API_PutSubmitJob)")
DOCUMENTS = Source("IBM V2R1 topic 'JSON document specifications' (IZUHPINFO_API_JSON_Documents)")
CATEGORIES = Source("IBM V2R1 topic 'Error reporting categories' (IZUHPINFO_API_Error_Categories)")
RECORDS = Source(
    "IBM topic 'Retrieve the contents of a job spool file', as quoted by electric-cloud-community/EC-zOSMF"
)
ACTIVE_ONLY = Source("zowe/zowe-client-kotlin-sdk JESApi.kt (z/OS V2R4); zowe/zowe-cli#1490", _CODE)
EXEC_DATA = Source("zowe/zowe-client-kotlin-sdk JESApi.kt (z/OS V2R4); zowe/zowe-cli#1158", _CODE)
PHASES = Source("JES extended status phase codes, as mapped by zowe/zowex and zowe-common-c", _CODE)
CAPTURED = Source(
    "captured z/OSMF answers of 2018-2022 in zowe/jobs and zowe/zowe-client-kotlin-sdk", _MEASURED
)
SYSTEM_TESTS = Source("system tests of zowe/zowe-cli against z/OSMF", _MEASURED)
ERROR_TABLE = Source("z/OSMF error table as transcribed by mvslovers/mvsmf", _CODE)
CSRF_REFUSAL = Source("zowe/api-layer#1928 (IZUG846W body), zowe/api-layer#4478 (status 403)", _MEASURED)
STATUS_CLASS = Source(
    "all captured z/OSMF errors: 400 goes with return code 4, 500 with the others", _INFERRED
)
EFFECT = Source("z/OSMF job modify operations: what each is for; no document gives the moment", _INFERRED)
ENCODED_SLASH = Source("zowe/api-layer#394; zowe/zowe-client-python-sdk encodes so", _MEASURED)
AUTHORIZATIONS = Source("IBM topic 'z/OS jobs REST interface', Required authorizations (Table 3)")
TOKEN_REUSE = Source("zowe/api-layer#838, #1835, #2826", _MEASURED)
CORRELATOR = Source("captured correlators in zowe/jobs and zowe/zowe-client-kotlin-sdk", _MEASURED)
JES_FILES = Source(
    "captured spool file lists in zowe/jobs and zowe/zowe-client-kotlin-sdk; a site may suppress them",
    _INFERRED,
)
