"""Named sessions: who logs in how, what a request then carries, and when it has to log in again."""

from harness.session.model import Session, SessionScheme
from harness.session.store import SessionStore
from harness.target import ANONYMOUS, EXPIRED, LOGGED_OUT, PRIMARY

__all__ = ["ANONYMOUS", "EXPIRED", "LOGGED_OUT", "PRIMARY", "Session", "SessionScheme", "SessionStore"]
