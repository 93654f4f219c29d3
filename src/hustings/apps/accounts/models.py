import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who signs in, perhaps to several campaigns of this server.

    Personal data: name, sign-in name, password hash. Why: to know who acts. For how long: until no
    campaign on this server that stands counts the person a member: its erasure takes it then. Agents stay
    until their access is ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("full name", max_length=150)
    is_demonstration = models.BooleanField(default=False)
    may_create_campaigns = models.BooleanField(
        "may create campaigns on this server", default=False
    )

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)


class SecurityEntry(models.Model):
    """What happened to a way of signing in, or to the whole server. Added to, never changed.

    Personal data: which user. Why: to find out after an incident who came in. For how long: as long as
    the server; once the person has gone from it, with the user's id only.
    """

    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    by = models.CharField(max_length=80)
    what = models.CharField(max_length=120)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%d %b %Y %H:%M} {self.by} {self.what}"
