"""An election counted again under another law: the same votes, other seats.

What a re-run assumes stands in its result: people would have voted as they did, and every party would have stood wherever
it had a candidate. Both are false of any real change of the law; the figures say what the rule does to these votes.
"""
