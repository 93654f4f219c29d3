from django.urls import path

from hustings.apps.demonstration import views

app_name = "demonstration"
urlpatterns = [
    path("", views.home, name="home"),
    path("hours/", views.hours, name="hours"),
    path("close/", views.close, name="close"),
]
