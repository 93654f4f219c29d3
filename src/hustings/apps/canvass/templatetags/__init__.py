"""Words for what the ledger holds."""
