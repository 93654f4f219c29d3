from django.urls import include, path

from hustings.apps.campaigns.views import creating, home, joining, settings, team

app_name = "campaigns"

of_a_campaign = [
    path("", home.home, name="home"),
    path("calendar/", home.calendar, name="calendar"),
    path("calendar.ics", home.calendar_file, name="calendar-file"),
    path("spending/", home.spending, name="spending"),
    path("rights/", home.rights, name="rights"),
    path("checklist/", home.checklist, name="checklist"),
    path("checklist/<slug:step>/", home.tick_step, name="tick"),
    path("letters/", home.letters, name="letters"),
    path("letters/all.pdf", home.letters_file, name="letters-file"),
    path("letters/<uuid:council_id>/", home.letter, name="letter"),
    path("letters/<uuid:council_id>.pdf", home.letters_file, name="letter-file"),
    path("details/", creating.details, name="details"),
    path("councils/new/", creating.council, name="new-council"),
    path("councils/<uuid:council_id>/", creating.council, name="council"),
    path("team/", team.team, name="team"),
    path("team/invite/", team.invite_member, name="invite"),
    path(
        "team/invitations/<uuid:invitation_id>/revoke/", team.take_back, name="revoke"
    ),
    path("team/<uuid:member_id>/", team.member, name="member"),
    path("team/<uuid:member_id>/end/", team.end_member, name="end-member"),
    path("team/<uuid:member_id>/recover/", team.recover_member, name="recover-member"),
    path("privacy/", settings.privacy, name="privacy"),
    path("privacy/notice/", settings.privacy_notice, name="privacy-notice"),
    path("privacy/wording/", settings.wording, name="wording"),
    path(
        "privacy/wording/<uuid:wording_id>/withdraw/",
        settings.withdraw,
        name="withdraw",
    ),
    path("objectives/", settings.objectives, name="objectives"),
    path("objectives/<int:position>/<str:way>/", settings.move_rung, name="move-rung"),
    path("audit/", settings.audit, name="audit"),
]

urlpatterns = [
    path("", creating.mine, name="front"),
    path("campaigns/", creating.mine, name="mine"),
    path("campaigns/new/", creating.create, name="create"),
    path("campaigns/<uuid:campaign_id>/", include(of_a_campaign)),
    path("join/<uuid:campaign_id>/<str:secret>/", joining.join, name="join"),
    path("recover/<uuid:campaign_id>/<str:secret>/", joining.recover, name="recover"),
    path("start/<str:code>/", joining.start, name="start"),
]
