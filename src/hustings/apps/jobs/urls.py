from django.urls import path

from hustings.apps.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:job_id>/", views.job, name="job"),
    path("files/<uuid:file_id>/", views.file, name="file"),
]
