from django.urls import path

from hustings.apps.safekeeping import views

app_name = "safekeeping"
urlpatterns = [
    path("", views.home, name="home"),
    path("copy/", views.copy, name="copy"),
    path("erase/", views.erase, name="erase"),
    path("person/", views.find, name="find"),
    path("person/<uuid:elector_id>/", views.person, name="person"),
    path("person/<uuid:elector_id>/file/", views.person_file, name="person-file"),
    path("person/<uuid:elector_id>/object/", views.object_to, name="object"),
    path(
        "person/<uuid:elector_id>/withdraw-objection/",
        views.withdraw_objection,
        name="withdraw-objection",
    ),
    path("person/<uuid:elector_id>/erase/", views.erase_person, name="erase-person"),
]
