"""Everything that changes a campaign, its team and its settings."""
