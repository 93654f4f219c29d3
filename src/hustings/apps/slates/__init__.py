"""Slates: candidacies of past elections that a campaign looks at together."""
