"""The Django project: settings, root addresses and the frame that every page shares."""
