from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from harness.emulation import EmulatorSettings
from tests.vendors.zosmf.emulator.desk import FAILING, HELD, SHORT, Desk, numbers


@dataclass(frozen=True)
class Jes3:
    """A JES3: where its jobs are addressed, and who asks."""

    desk: Desk
    base: str

    def path(self, jcl: str = SHORT) -> str:
        """Submit JCL; return the job's address."""
        answer = self.desk.ask("PUT", self.base, jcl)
        assert answer.status == 201, answer
        document = json.loads(answer.body)
        return f"{self.base}/{document['jobname']}/{document['jobid']}"


@pytest.fixture(params=["/-JES3", ""], ids=["secondary", "primary"])
def jes3(request: pytest.FixtureRequest) -> Jes3:
    """Return a JES3 beside a JES2, and one that is the primary subsystem."""
    drifts = frozenset() if request.param else frozenset({"D39"})
    return Jes3(Desk(EmulatorSettings(drifts=drifts)), request.param)


def test_a_job_has_no_correlator(jes3: Jes3) -> None:
    """Its documents say null, and its addresses are built on name and id."""
    path = jes3.path()
    jes3.desk.wait(5)
    job, (first, *_) = jes3.desk.get(path), jes3.desk.get(f"{path}/files")
    assert (job["subsystem"], job["job-correlator"], first["job-correlator"]) == ("JES3", None, None)
    assert job["url"].endswith(f"/jobs{path}")
    assert first["records-url"].endswith(f"/jobs{path}/files/2/records")


def test_spool_holds_nothing_of_jes2(jes3: Jes3) -> None:
    """Step name, messages and allocations are those of JES3."""
    path = jes3.path(f"{SHORT}//OUT DD SYSOUT=*\n")
    jes3.desk.wait(5)
    files = jes3.desk.get(f"{path}/files")
    assert [file["stepname"] for file in files] == ["JES3", "JES3", "JES3", "STEP1"]
    texts = [jes3.desk.text(f"{path}/files/{file['id']}/records") for file in files]
    assert "IAT2000 JOB SHORT" in texts[0]
    assert "IEF404I SHORT - ENDED" in texts[0]
    assert [text for text in texts if "HASP" in text or "JES2" in text] == []


def test_phases_are_those_of_jes3(jes3: Jes3) -> None:
    """Codes from 128 on are of JES2 (JES extended status); the status follows all the same."""
    path, failing = jes3.path(HELD), jes3.path(FAILING)
    seen = {jes3.desk.get(failing)["phase"]}
    for _ in range(40):
        jes3.desk.wait(0.005)
        seen.add(jes3.desk.get(failing)["phase"])
    assert max(seen) < 128
    ended, held = jes3.desk.get(failing), jes3.desk.get(path)
    assert (ended["phase"], ended["status"], ended["retcode"]) == (21, "OUTPUT", "ABEND S806")
    assert (held["phase"], held["status"], held["reason-not-running"]) == (13, "INPUT", "Job is held.")


def test_a_synchronous_request_is_carried_out_asynchronously(jes3: Jes3) -> None:
    """202 at once, whatever the version, and the effect a little later."""
    path, desk = jes3.path(HELD), jes3.desk
    desk.wait(5)
    body = json.dumps({"request": "cancel", "version": "2.0"})
    assert desk.ask("PUT", path, body).status == 202
    assert desk.get(path)["status"] == "INPUT"
    desk.wait(1)
    assert desk.get(path)["retcode"] == "CANCELED"
    assert desk.ask("DELETE", path).status == 202
    desk.wait(1)
    assert desk.refused("GET", path)["reason"] == 10


def test_a_change_of_an_unknown_job_is_accepted(jes3: Jes3) -> None:
    """What is done later fails unseen; what is no request at all is still refused."""
    unknown = f"{jes3.base}/NOSUCH/JOB99999"
    assert jes3.desk.ask("PUT", unknown, '{"class":"B"}').status == 202
    assert numbers(jes3.desk.refused("PUT", unknown, "{}")) == (400, 6, 4, 6)


@pytest.mark.parametrize("base", ["/-JES3", ""])
def test_it_needs_cim_for_everything(base: str) -> None:
    """Where CIM is down no job of JES3 can be changed (zowe/zowe-cli#721)."""
    jes3 = Jes3(Desk(EmulatorSettings(drifts=frozenset({"D09"} if base else {"D09", "D39"}))), base)
    assert numbers(jes3.desk.refused("DELETE", jes3.path(HELD))) == (500, 9, 16, -1)


@pytest.mark.parametrize("header", ["X_IBM_User_Correlator", "X_IBM_JCL_Symbol_A"])
def test_what_it_has_not_is_an_error(jes3: Jes3, header: str) -> None:
    """A user correlator and JCL symbols make no job there."""
    assert jes3.desk.refused("PUT", jes3.base, SHORT, **{header: "MINE"})["status"] == 400
    assert jes3.desk.get(jes3.base) == []


def test_nobody_is_told_and_no_correlator_matches(jes3: Jes3) -> None:
    """Notifications are for JES2, and a filter by correlator matches nothing."""
    jes3.desk.ask("PUT", jes3.base, SHORT, X_IBM_Notification_URL="http://127.0.0.1:9/")
    jes3.desk.wait(5)
    assert jes3.desk.emulator.application.notices(jes3.desk.emulator.clock.now()) == ()
    assert jes3.desk.get(f"{jes3.base}?user-correlator=MINE") == []


def test_a_primary_jes3_has_a_jes2_beside_it() -> None:
    """What the path names goes by its own rules; by its own name the primary one is reached too."""
    desk = Desk(EmulatorSettings(drifts=frozenset({"D39"}), prefill=3))
    beside = json.loads(desk.ask("PUT", "/-JES2", HELD).body)
    assert (beside["subsystem"], beside["job-correlator"][8:12]) == ("JES2", "SY12")
    desk.wait(5)
    path = f"/-JES2/{beside['jobname']}/{beside['jobid']}"
    assert desk.modify(path, request="cancel")["status"] == 0
    assert desk.refused("GET", f"/{beside['jobname']}/{beside['jobid']}")["reason"] == 10
    mine = desk.submit(SHORT)
    assert desk.get(f"/-JES3/{mine['jobname']}/{mine['jobid']}")["jobid"] == mine["jobid"]
    listed = desk.get("?owner=*")
    assert {job["type"] for job in listed} == {"JOB", "STC", "TSU"}
    assert {job["job-correlator"] for job in listed} == {None}
