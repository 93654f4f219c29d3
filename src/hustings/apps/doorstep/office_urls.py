from django.urls import path

from hustings.apps.doorstep.views import calls, held, phones, questions, stalls

app_name = "phones"
urlpatterns = [
    path("", phones.home, name="home"),
    path("link/", phones.link, name="link"),
    path("<uuid:phone_id>/cut-off/", phones.cut_off, name="cut-off"),
    path("held/", held.waiting, name="held"),
    path("held/settle/", held.settle, name="settle"),
    path("not-accepted/", held.not_accepted, name="not-accepted"),
    path("file/", held.file, name="file"),
    path("questions/", questions.home, name="questions"),
    path("questions/<uuid:question_id>/retire/", questions.retire, name="retire"),
    path("stalls/", stalls.home, name="stalls"),
    path("stalls/new/", stalls.plan, name="stall-new"),
    path("stalls/<uuid:stall_id>/", stalls.stall, name="stall"),
    path("calls/", calls.home, name="calls"),
    path("calls/new/", calls.begin, name="calls-new"),
    path("calls/<uuid:calls_id>/", calls.calls, name="calls-round"),
    path("calls/<uuid:calls_id>/close/", calls.close, name="calls-close"),
]
