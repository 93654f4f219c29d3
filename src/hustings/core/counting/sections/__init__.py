"""Electorates that vote in sections: weighted colleges, and pooled votes whose sections are reported."""
