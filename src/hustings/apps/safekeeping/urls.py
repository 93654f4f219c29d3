from django.urls import path

from hustings.apps.safekeeping.views import copies, electors, newcomers

app_name = "safekeeping"
urlpatterns = [
    path("", copies.home, name="home"),
    path("copy/", copies.copy, name="copy"),
    path("erase/", copies.erase, name="erase"),
    path("person/", electors.find, name="find"),
    path("person/<uuid:elector_id>/", electors.person, name="person"),
    path("person/<uuid:elector_id>/file/", electors.person_file, name="person-file"),
    path("person/<uuid:elector_id>/object/", electors.object_to, name="object"),
    path(
        "person/<uuid:elector_id>/withdraw-objection/",
        electors.withdraw_objection,
        name="withdraw-objection",
    ),
    path("person/<uuid:elector_id>/erase/", electors.erase_person, name="erase-person"),
    path("met/<uuid:newcomer_id>/", newcomers.newcomer, name="newcomer"),
    path("met/<uuid:newcomer_id>/file/", newcomers.file, name="newcomer-file"),
    path("met/<uuid:newcomer_id>/object/", newcomers.object_to, name="newcomer-object"),
    path(
        "met/<uuid:newcomer_id>/withdraw-objection/",
        newcomers.withdraw_objection,
        name="newcomer-withdraw-objection",
    ),
    path("met/<uuid:newcomer_id>/erase/", newcomers.erase, name="erase-newcomer"),
]
