from django.urls import path

from hustings.apps.live import views

app_name = "live"
urlpatterns = [
    path("", views.home, name="home"),
    path("half/", views.half, name="half"),
    path("by/<slug:way>/", views.counted, name="counted"),
    path("never-in/", views.silent, name="never-in"),
    path("walks/", views.walks, name="walks"),
    path("walks/<uuid:district_id>/", views.district, name="district"),
    path("twice/", views.twice, name="twice"),
    path("away/", views.away, name="away"),
]
