from django.urls import path

from hustings.apps.register.views import doors, electors, subscribers

app_name = "register"
urlpatterns = [
    path("", electors.home, name="home"),
    path("electors/", electors.electors, name="electors"),
    path("electors/export/", electors.export, name="export"),
    path("electors/<uuid:elector_id>/", electors.elector, name="elector"),
    path("electors/<uuid:elector_id>/correct/", electors.correct, name="correct"),
    path("corrections/<uuid:correction_id>/end/", electors.end, name="end-correction"),
    path("districts/<uuid:district_id>/streets/", doors.streets, name="streets"),
    path("districts/<uuid:district_id>/street/", doors.street, name="street"),
    path("doors/unsure/", doors.unsure, name="unsure-doors"),
    path("doors/<uuid:door_id>/", doors.door, name="door"),
    path("doors/<uuid:door_id>/place/", doors.place, name="place"),
    path("subscribers/", subscribers.subscribers, name="subscribers"),
]
