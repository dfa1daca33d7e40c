"""Where i2Rest's facts stand, in public."""

from __future__ import annotations

from harness.finding import Source, Standing

_INFERRED, _CODE = Standing.INFERRED, Standing.SOURCE_CODE

PROGRAM = Source("i2Rest wiki 'i2Rest API', run_program API")
EXAMPLE = Source("i2Rest wiki 'i2Rest API', run_program example")
GATES = Source("i2Rest wiki 'I2Rest_Gates': a session job for each token")
SUBMITTED = Source(
    "message CPC1221 as read by Kestra's IBM i plugin, Code for IBM i and Ansible's ibm.power_ibmi", _CODE
)
LOOK_UPS = Source("PCML document harness.pcml, published for this purpose; it wraps QUSRJOBI", _INFERRED)
PCML = Source("IBM i 7.4, PCML; how its types become JSON is told nowhere", _INFERRED)
EFFECT = Source("IBM i, HLDJOB and ENDJOB: what each is for; no document gives the moment", _INFERRED)
