"""Which database role migrates: the owner, never the application."""


class OwnerMigrates:
    """Keeps `migrate` from running as the application's role, which may make no table."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == "owner"
