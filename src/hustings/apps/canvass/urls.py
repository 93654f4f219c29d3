from django.urls import path

from hustings.apps.canvass.views import desk, paper, progress, scales

app_name = "canvass"
urlpatterns = [
    path("", progress.home, name="home"),
    path("districts/<uuid:district_id>/", progress.district, name="district"),
    path("districts/<uuid:district_id>/street/", desk.street, name="street"),
    path("entry/", desk.begin, name="begin"),
    path("entry/<uuid:district_id>/", desk.entry, name="entry"),
    path("entry/<uuid:district_id>/<uuid:elector_id>/", desk.person, name="person"),
    path(
        "entry/<uuid:district_id>/<uuid:elector_id>/permission/",
        desk.permission,
        name="permission",
    ),
    path("visits/<uuid:visit_id>/take-back/", desk.take_back, name="take-back"),
    path("sheets/", paper.sheets, name="sheets"),
    path("sheets/print/", paper.print_sheets, name="print"),
    path("codes/", scales.scales, name="scales"),
    path("codes/choose/", scales.choose, name="choose-scale"),
    path("codes/<uuid:scale_id>/retire/", scales.retire, name="retire-scale"),
]
