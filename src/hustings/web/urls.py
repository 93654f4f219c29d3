from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("campaigns/<uuid:campaign_id>/jobs/", include("hustings.apps.jobs.urls")),
]
