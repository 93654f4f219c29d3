from django.urls import path

from hustings.apps.selection.views import public

app_name = "ballots"
urlpatterns = [
    path("<uuid:ballot_id>/", public.ballot, name="ballot"),
    path("<uuid:ballot_id>/recount/", public.recount, name="recount"),
    path("<uuid:ballot_id>/files/candidates.csv", public.candidates, name="candidates"),
    path("<uuid:ballot_id>/files/record.<slug:form>", public.record, name="record"),
]
