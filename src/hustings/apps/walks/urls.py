from django.urls import path

from hustings.apps.walks.views import cutting, outings, overview, places, tiles, walks

app_name = "walks"
urlpatterns = [
    path("", overview.home, name="home"),
    path("rounds/begin/", overview.begin, name="begin-round"),
    path("teams/", overview.teams, name="teams"),
    path("teams/<uuid:team_id>/end/", overview.end_team, name="end-team"),
    path("cut/", cutting.choose, name="cut"),
    path("cut/do/", cutting.do, name="cut-do"),
    path("places/", places.places, name="places"),
    path("map/", places.base_map, name="map"),
    path("map/<str:name>", tiles.tiles, name="tiles"),
    path("print/", walks.print_walks, name="print"),
    path("districts/<uuid:district_id>/", walks.district, name="district"),
    path("districts/<uuid:district_id>/change/", walks.change, name="change"),
    path("<uuid:walk_id>/", walks.walk, name="walk"),
    path("<uuid:walk_id>/places/", walks.places, name="walk-places"),
    path("<uuid:walk_id>/name/", walks.name, name="name"),
    path("<uuid:walk_id>/turn/", walks.turn, name="turn"),
    path("<uuid:walk_id>/divide/", walks.divide, name="divide"),
    path("<uuid:walk_id>/drop/", walks.drop, name="drop"),
    path("<uuid:walk_id>/take/", outings.take, name="take"),
    path("outings/<uuid:outing_id>/back/", outings.back, name="back"),
    path("outings/<uuid:outing_id>/call-back/", outings.call_back, name="call-back"),
]
