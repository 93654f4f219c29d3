from django.urls import path

from hustings.apps.register.views import (
    doors,
    electors,
    imports,
    questions,
    subscribers,
)

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
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.new, name="import-new"),
    path("imports/<uuid:import_id>/", imports.show, name="import"),
    path("imports/<uuid:import_id>/apply/", imports.apply, name="import-apply"),
    path("imports/<uuid:import_id>/again/", imports.again, name="import-again"),
    path("imports/<uuid:import_id>/drop/", imports.drop, name="import-drop"),
    path("imports/<uuid:import_id>/columns/", imports.columns, name="import-columns"),
    path("who-may-vote/", imports.recompute, name="recompute"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<uuid:question_id>/", questions.answer, name="answer"),
    path("corrections/", questions.corrections, name="corrections"),
    path("subscribers/", subscribers.subscribers, name="subscribers"),
]
