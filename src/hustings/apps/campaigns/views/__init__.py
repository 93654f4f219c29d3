"""Pages of a campaign: right, form, action, redirect."""
