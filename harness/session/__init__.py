"""Named sessions: who logs in how, what a request then carries, and when it has to log in again."""

from harness.session.model import ANONYMOUS, EXPIRED, LOGGED_OUT, PRIMARY, Session, SessionScheme
from harness.session.store import SessionStore

__all__ = ["ANONYMOUS", "EXPIRED", "LOGGED_OUT", "PRIMARY", "Session", "SessionScheme", "SessionStore"]
