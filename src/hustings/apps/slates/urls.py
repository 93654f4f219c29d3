from django.urls import path

from hustings.apps.slates.views import adding, slates, standing

app_name = "slates"
urlpatterns = [
    path("", slates.home, name="home"),
    path("new/", slates.new, name="new"),
    path("compare/", slates.compare, name="compare"),
    path("compare.<slug:form>", slates.compare, name="compare-file"),
    path("<uuid:slate_id>/", slates.slate, name="slate"),
    path("<uuid:slate_id>.<slug:form>", slates.slate, name="slate-file"),
    path("<uuid:slate_id>/list.csv", slates.list_file, name="list-file"),
    path("<uuid:slate_id>/where-to-stand/", standing.where_to_stand, name="where-to-stand"),
    path("<uuid:slate_id>/where-to-stand.<slug:form>", standing.where_to_stand, name="where-to-stand-file"),
    path("<uuid:slate_id>/settings/", slates.settings, name="settings"),
    path("<uuid:slate_id>/share/", slates.share, name="share"),
    path("<uuid:slate_id>/copy/", slates.copy, name="copy"),
    path("<uuid:slate_id>/drop/", slates.drop, name="drop"),
    path("<uuid:slate_id>/search/", adding.by_search, name="search"),
    path("<uuid:slate_id>/rule/", adding.by_rule, name="rule"),
    path("<uuid:slate_id>/names/", adding.by_list, name="names"),
    path("<uuid:slate_id>/off/", adding.off, name="off"),
]  # fmt: skip
