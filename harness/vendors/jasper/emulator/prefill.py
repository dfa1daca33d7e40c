"""A scheduler that has been in use for a while: many waiting jobs of another user, for measurements."""

from __future__ import annotations

from harness.vendors.jasper.emulator.accounts import ORGANISATION
from harness.vendors.jasper.emulator.descriptor import Ids, creation_text, whole
from harness.vendors.jasper.emulator.job import Job
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.schedules import fire_times
from harness.vendors.jasper.emulator.system import System
from harness.vendors.jasper.emulator.triggers.progress import begin

_OWNER = f"batch|{ORGANISATION}"


def prefill(system: System, count: int, release: Release) -> None:
    """Put ``count`` jobs of another user into the scheduler, all waiting for a day far away."""
    trigger = {"simpleTrigger": {"startType": 2, "startDate": "2099-01-01 00:00", "occurrenceCount": 1}}
    progress = begin(fire_times(trigger, system.epoch), system.epoch)
    if progress is None:
        return
    for position in range(count):
        first = system.take_numbers(3)
        draft = {
            "label": f"Filler {position}",
            "creationDate": creation_text(system.epoch),
            "trigger": trigger,
            "source": {"reportUnitURI": "/reports/AllAccounts"},
            "baseOutputFilename": f"filler{position}",
            "outputFormats": {"outputFormat": ["PDF"]},
            "repositoryDestination": {"folderURI": "/temp", "overwriteFiles": True},
        }
        ids = Ids(job=first + 2, trigger=first, destination=first + 1, mail=0)
        document = whole(draft, ids, _OWNER, release)
        system.put(Job(ids.job, _OWNER, document, progress, system.epoch))
