"""Where JOC's facts stand, in public."""

from __future__ import annotations

from harness.finding import Source, Standing

_CODE = Standing.SOURCE_CODE

PAGE = Source("SOS page 'JOC Cockpit REST Web Service'")
LIST_SAMPLE = Source("SOS page 'JOC Cockpit REST Web Service', Example: List suspended orders")
SUSPEND_SAMPLE = Source("SOS page 'JOC Cockpit REST Web Service', Example: Suspend an order")
RAML = Source("RAML documentation of JOC Cockpit (raml-doc, module sos-raml of sos-berlin/joc)")
MODEL = Source("sos-berlin/joc 1.13.22, mapper of order and job states", _CODE)
VIEWS = Source("sos-berlin/joc 1.13.22, OrdersResourceImpl", _CODE)
HISTORY = Source("sos-berlin/joc 1.13.22, OrdersResourceHistoryImpl", _CODE)
ADDED = Source("sos-berlin/joc 1.13.22, OrdersResourceCommandAddOrderImpl", _CODE)
BULK = Source("sos-berlin/joc 1.13.22, BulkError", _CODE)
ERRORS = Source("sos-berlin/joc 1.13.22, exception classes of module webservice-global", _CODE)
SECURITY = Source("sos-berlin/commons-jobscheduler, module sos-security", _CODE)
ENGINE = Source("sos-berlin/scheduler-engine, Order.cxx and spooler_order.cxx", _CODE)
MESSAGES = Source("sos-berlin/scheduler-engine, scheduler_messages.cxx", _CODE)
