"""The canvass's pages."""
