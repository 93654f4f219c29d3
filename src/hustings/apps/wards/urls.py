from django.urls import path

from hustings.apps.wards.views import adding, areas, flows

app_name = "wards"
urlpatterns = [
    path("", areas.home, name="home"),
    path("file/", areas.file, name="file"),
    path("template/file/", adding.template_file, name="template"),
    path("add/", adding.add, name="add"),
    path("flows/", flows.flows, name="flows"),
    path("results/<uuid:result_id>/take-out/", adding.end, name="take-out"),
    path("areas/<str:key>/", areas.area, name="area"),
    path("areas/<str:key>/districts/", areas.districts, name="districts"),
]
