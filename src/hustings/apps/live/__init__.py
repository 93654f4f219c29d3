"""The organiser's view: who is out, how far the canvass has come, and whether it will come far enough."""
