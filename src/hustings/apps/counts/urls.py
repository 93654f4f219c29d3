from django.urls import path

from hustings.apps.counts import views

app_name = "counts"
urlpatterns = [
    path("", views.home, name="home"),
    path("hall/", views.hall, name="hall"),
    path("result.pdf", views.page, name="page"),
    path("<slug:basis>/", views.enter, name="enter"),
    path("<slug:basis>/file/", views.from_file, name="file"),
    path("<slug:basis>/drop/", views.drop, name="drop"),
    path("<slug:basis>/versions/", views.history, name="history"),
]
