from django.urls import path

from hustings.apps.pollday import views

app_name = "pollday"
urlpatterns = [
    path("", views.home, name="home"),
    path("sheets/", views.sheets, name="sheets"),
    path("pads/", views.pad, name="pad"),
    path("districts/<uuid:district_id>/", views.entry, name="entry"),
    path("districts/<uuid:district_id>/outside/", views.outside, name="outside"),
    path("districts/<uuid:district_id>/left/", views.knock_up, name="knock-up"),
    path("marks/<uuid:mark_id>/take-back/", views.undo, name="undo"),
]
