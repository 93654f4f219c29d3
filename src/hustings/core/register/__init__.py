"""Council register files in, electors and doors out."""
