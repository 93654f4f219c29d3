"""Stable addresses of past results: an election is its year (a general election) or its polling day, a seat its code.

Each page of figures is a file as well: the same address with `.json` or `.csv` in the place of its last stroke.
"""

from django.urls import path

from hustings.apps.history.views import front

app_name = "history"
urlpatterns = [
    path("", front.front, name="front"),
]
