"""A count as people and programs read it: table, narrative, chart, notice, JSON, one paper's way, two rules side by side."""
