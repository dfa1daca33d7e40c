"""The permissions document: what the account may do, as trees of booleans (sos-security, by release)."""

from __future__ import annotations

from typing import Any, Final

from harness.vendors.joc.emulator.accounts import Account
from harness.vendors.joc.emulator.plant import MASTER

_TREE: Final = {
    "JobschedulerMaster": "view{status,mainlog,parameter},execute{restart{terminate,abort},pause,continue,"
    "terminate,abort},administration{removeOldInstances,manageCategories,editPermissions,editMainSection,"
    "configurations{edit,delete,deploy{job,jobChain,order,processClass,schedule,lock,monitor,xmlEditor},"
    "view{others,yade,notification,inventory}}}",
    "JobschedulerMasterCluster": "view{status},execute{restart,terminate,terminateFailSafe}",
    "JobschedulerUniversalAgent": "view{status},execute{restart{terminate,abort},terminate,abort}",
    "DailyPlan": "view{status}",
    "History": "view{status}",
    "AuditLog": "view{status}",
    "Order": "view{configuration,orderLog,status,documentation},change{startAndEndNode,timeForAdhocOrder,"
    "runTime,state,parameter},delete{temporary,permanent},execute{start,update,suspend,resume,reset,"
    "removeSetback},assignDocumentation",
    "JobChain": "view{configuration,history,status,documentation},execute{stop,unstop,addOrder,"
    "skipJobChainNode,processJobChainNode,stopJobChainNode},assignDocumentation",
    "Job": "view{status,taskLog,configuration,history,documentation},change{runTime},execute{start,stop,"
    "unstop,terminate,kill,endAllTasks,suspendAllTasks,continueAllTasks},assignDocumentation",
    "ProcessClass": "view{status,configuration,documentation},assignDocumentation",
    "Schedule": "view{status,configuration,documentation},change{addSubstitute,editContent},"
    "assignDocumentation",
    "Lock": "view{status,configuration,documentation},assignDocumentation",
    "Event": "view{status},execute{add,delete}",
    "HolidayCalendar": "view{status}",
    "MaintenanceWindow": "view{status},enableDisableMaintenanceWindow",
    "JOCConfigurations": "share{view{status},change{editContent,delete,sharedStatus{makePrivate,"
    "makeShared}}}",
    "YADE": "view{status,files},execute{transferStart}",
    "Calendar": "view{status,documentation},edit{create,change,delete,assign{runtime,nonworking,change}}",
    "Runtime": "execute{editXml}",
    "Joc": "view{log}",
    "Documentation": "view,import,export,delete",
    "JobStream": "view{status,eventlist,graph},change{conditions,events{add,remove},startJobStream}",
}
_FLAT: Final = {
    "Order": ("start", "update", "suspend", "resume", "reset", "removeSetback"),
    "JobChain": ("stop", "unstop", "addOrder", "skipJobChainNode", "processJobChainNode", "stopJobChainNode"),
    "Job": (
        "start",
        "stop",
        "unstop",
        "terminate",
        "kill",
        "endAllTasks",
        "suspendAllTasks",
        "continueAllTasks",
    ),
}
"""Groups that 1.11.0 and 1.11.1 wrote without the level ``execute``."""
_IRREGULAR: Final = {
    "stopJobChainNode": "stop_jobchain_node",
    "skipJobChainNode": "skip_jobchain_node",
    "processJobChainNode": "process_jobchain_node",
    "timeForAdhocOrder": "time_for_adhoc_orders",
}
"""Members that permission strings write otherwise than by the rule."""


def permissions(account: Account, token: str, form: str) -> dict[str, Any]:
    """Return the document in one of its forms: ``flat``, ``nested`` or ``wrapped`` by Master."""
    document = _of_account(account, token, flat=form == "flat")
    if form != "wrapped":
        return document
    masters = [
        {"JobSchedulerMaster": name, "SOSPermissionJocCockpit": {**document, "jobschedulerId": name}}
        for name in ("", MASTER)
    ]
    return {"SOSPermissionJocCockpitMaster": masters}


def commands(account: Account, token: str) -> dict[str, Any]:
    """Return the permissions for raw commands: all of them or none."""
    allowed = account.may("commands")
    return {
        "isAuthenticated": True,
        "user": account.user,
        "accessToken": token,
        "SOSPermissionRoles": {"SOSPermissionRole": [account.role]},
        "DailyPlan": {"view": {"status": allowed}},
    }


def _of_account(account: Account, token: str, *, flat: bool) -> dict[str, Any]:
    trees = {group: _parsed(account, snake(group), text) for group, text in _TREE.items()}
    if flat:
        for group, verbs in _FLAT.items():
            granted = trees[group].pop("execute")
            trees[group] |= {verb: granted[verb] for verb in verbs}
    return {
        "isAuthenticated": True,
        "user": account.user,
        "accessToken": token,
        "jobschedulerId": "",
        "precedence": -1,
        "SOSPermissionRoles": {"SOSPermissionRole": [account.role]},
        **trees,
    }


def snake(name: str) -> str:
    """Return a member's name as permission strings write it: ``removeSetback`` is ``remove_setback``."""
    apart = "".join(
        f"_{c.lower()}" if c.isupper() and i and not name[i - 1].isupper() else c.lower()
        for i, c in enumerate(name)
    )
    return _IRREGULAR.get(name, apart.lstrip("_"))


def _parsed(account: Account, above: str, text: str) -> dict[str, Any]:
    """Return the tree that ``a{b,c},d`` describes, each leaf whether the account may do it."""
    found: dict[str, Any] = {}
    depth, begun = 0, 0
    for at, sign in enumerate(f"{text},"):
        depth += (sign == "{") - (sign == "}")
        if sign == "," and depth == 0:
            name, _, inner = text[begun:at].partition("{")
            path = f"{above}:{snake(name)}"
            found[name] = _parsed(account, path, inner[:-1]) if inner else account.may(path)
            begun = at + 1
    return found
