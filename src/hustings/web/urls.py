from django.urls import include, path

from hustings.web import guide

urlpatterns = [
    path("", include("hustings.apps.campaigns.urls")),
    path("guide/", include(guide.addresses)),
    path("accounts/", include("hustings.apps.accounts.urls")),
    path("campaigns/<uuid:campaign_id>/jobs/", include("hustings.apps.jobs.urls")),
    path(
        "campaigns/<uuid:campaign_id>/demonstration/",
        include("hustings.apps.demonstration.urls"),
    ),
    path(
        "campaigns/<uuid:campaign_id>/safekeeping/",
        include("hustings.apps.safekeeping.urls"),
    ),
    path(
        "campaigns/<uuid:campaign_id>/polling-day/",
        include("hustings.apps.pollday.urls"),
    ),
    path(
        "campaigns/<uuid:campaign_id>/register/", include("hustings.apps.register.urls")
    ),
    path(
        "campaigns/<uuid:campaign_id>/canvass/", include("hustings.apps.canvass.urls")
    ),
    path("campaigns/<uuid:campaign_id>/live/", include("hustings.apps.live.urls")),
    path("campaigns/<uuid:campaign_id>/walks/", include("hustings.apps.walks.urls")),
    path("campaigns/<uuid:campaign_id>/wards/", include("hustings.apps.wards.urls")),
    path("history/", include("hustings.apps.history.urls")),
    path("campaigns/<uuid:campaign_id>/slates/", include("hustings.apps.slates.urls")),
    path("api/", include("hustings.apps.api.urls")),
    path(
        "campaigns/<uuid:campaign_id>/before-the-register/",
        include("hustings.apps.newcomers.urls"),
    ),
    path("door/", include("hustings.apps.doorstep.urls")),
    path(
        "campaigns/<uuid:campaign_id>/phones/",
        include("hustings.apps.doorstep.office_urls"),
    ),
    path("campaigns/<uuid:campaign_id>/result/", include("hustings.apps.counts.urls")),
    path(
        "campaigns/<uuid:campaign_id>/ballots/", include("hustings.apps.selection.urls")
    ),
    path("ballots/", include("hustings.apps.selection.public_urls")),
]
