from django.urls import path

from hustings.apps.api.views import export, tokens

app_name = "api"
urlpatterns = [
    path("openapi.json", export.openapi, name="openapi"),
    path("v1/token", export.token, name="token"),
    path("v1/visits.jsonl", export.visits_lines, name="visits-lines"),
    path("v1/visits.csv", export.visits_csv, name="visits-csv"),
    path("v1/erased.jsonl", export.erased, name="erased"),
    path("campaigns/<uuid:campaign_id>/tokens/", tokens.tokens, name="tokens"),
    path(
        "campaigns/<uuid:campaign_id>/tokens/<uuid:token_id>/revoke/",
        tokens.revoke,
        name="revoke",
    ),
]
