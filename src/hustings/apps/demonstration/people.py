"""Who works in the demonstration: one for each role, all invented, with a password that everybody may know."""

from dataclasses import dataclass

from hustings.apps.campaigns.models import Role

# Printed at each start for anybody to read: it guards nothing, and a real campaign closes these log-ins.
PASSWORD = "demonstration"  # noqa: S105


@dataclass(frozen=True, slots=True)
class LogIn:
    """How to sign in as one of them."""

    role: Role
    username: str
    name: str
    password: str = PASSWORD


LOG_INS = (
    LogIn(Role.AGENT, "agent", "Agnes Example"),
    LogIn(Role.CANDIDATE, "candidate", "Samira Holroyd"),
    LogIn(Role.ORGANISER, "organiser", "Osei Example"),
    LogIn(Role.DATA_OFFICER, "data", "Dilys Example"),
    LogIn(Role.CANVASSER, "canvasser", "Carys Example"),
    LogIn(Role.TELLER, "teller", "Tariq Example"),
    LogIn(Role.PRINTER, "printer", "Piotr Example"),
    LogIn(Role.SCRUTINEER, "scrutineer", "Sunita Example"),
)
