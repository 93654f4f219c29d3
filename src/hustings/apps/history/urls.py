"""Stable addresses of past results: an election is its year (a general election) or its polling day, a seat its code.

Each page of figures is a file as well: the same address with `.json` or `.csv` in the place of its last stroke.
"""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from hustings.apps.history.views import (
    briefing,
    compare,
    elections,
    flows,
    front,
    maps,
    measures,
    parties,
    people,
    reruns,
    search,
    seats,
    targets,
)


class ElectionConverter(StringConverter):
    """A year ("2024") or a polling day ("2016-05-05")."""

    regex = "[0-9]{4}(-[0-9]{2}-[0-9]{2})?"


register_converter(ElectionConverter, "election")
app_name = "history"
urlpatterns = [
    path("", front.front, name="front"),
    path("search/", search.search_page, name="search"),
    path("people/<str:key>/", people.person, name="person"),
    path("people/<str:key>.<slug:form>", people.person, name="person-file"),
    path("<election:election>/", elections.election, name="election"),
    path("<election:election>.<slug:form>", elections.election, name="election-file"),
    path("<election:election>/seats/", maps.seats, name="seats"),
    path("<election:election>/seats.<slug:form>", maps.seats, name="seats-file"),
    path("<election:election>/seats/<slug:code>/", seats.seat, name="seat"),
    path("<election:election>/seats/<slug:code>.<slug:form>", seats.seat, name="seat-file"),
    path("<election:election>/seats/<slug:code>/briefing.pdf", briefing.briefing, name="briefing"),
    path("<election:election>/parties/<str:short>/", parties.party, name="party"),
    path("<election:election>/parties/<str:short>.<slug:form>", parties.party, name="party-file"),
    path("<election:election>/measures/", measures.measures, name="measures"),
    path("<election:election>/measures.<slug:form>", measures.measures, name="measures-file"),
    path("<election:election>/measures/parties/", measures.by_party, name="measured-parties"),
    path("<election:election>/measures/parties.<slug:form>", measures.by_party, name="measured-parties-file"),
    path("<election:election>/measures/seats/", measures.by_seat, name="measured-seats"),
    path("<election:election>/measures/seats.<slug:form>", measures.by_seat, name="measured-seats-file"),
    path("<election:election>/where-to-stand/", targets.where_to_stand, name="where-to-stand"),
    path("<election:election>/where-to-stand.<slug:form>", targets.where_to_stand, name="where-to-stand-file"),
    path("<election:election>/re-runs/", reruns.re_runs, name="re-runs"),
    path("<election:election>/re-runs.<slug:form>", reruns.re_runs, name="re-runs-file"),
    path("compare/<election:earlier>/<election:later>/", compare.compare, name="compare"),
    path("compare/<election:earlier>/<election:later>.<slug:form>", compare.compare, name="compare-file"),
    path("compare/<election:earlier>/<election:later>/seats.<slug:form>", compare.seats, name="compared-seats-file"),
    path("flows/<election:earlier>/<election:later>/", flows.flows, name="flows"),
    path("flows/<election:earlier>/<election:later>.<slug:form>", flows.flows, name="flows-file"),
    path("flows/<election:earlier>/<election:later>/work-out/", flows.work_out, name="work-out-flows"),
    path("flows/<election:earlier>/<election:later>/<slug:area>/", flows.flows, name="flows-area"),
    path("flows/<election:earlier>/<election:later>/<slug:area>.<slug:form>", flows.flows, name="flows-area-file"),
]  # fmt: skip
