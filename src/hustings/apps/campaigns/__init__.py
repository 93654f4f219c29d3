"""The campaign: its election, its people and their rights, and the trail of what they did."""
