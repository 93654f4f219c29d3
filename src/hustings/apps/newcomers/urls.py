from django.urls import path

from hustings.apps.newcomers.views import doors, people

app_name = "newcomers"
urlpatterns = [
    path("", doors.home, name="home"),
    path("look-again/", doors.look_again, name="look-again"),
    path("doors/", doors.questions, name="doors"),
    path("doors/add/", doors.add, name="add"),
    path("doors/joined/", doors.joined, name="joined"),
    path("doors/joined/confirm/", doors.confirm, name="confirm-doors"),
    path("doors/joined/<uuid:link_id>/part/", doors.part, name="part"),
    path("doors/<uuid:door_id>/", doors.answer, name="answer-door"),
    path("areas/<uuid:district_id>/take-away/", doors.take_away, name="take-away"),
    path("people/", people.people, name="people"),
    path("people/confirm/", people.confirm, name="confirm"),
    path("people/found/", people.linked, name="linked"),
    path("people/absent/", people.absent, name="absent"),
    path("people/<uuid:newcomer_id>/", people.person, name="person"),
    path("people/<uuid:newcomer_id>/undo/", people.undo, name="undo"),
]
