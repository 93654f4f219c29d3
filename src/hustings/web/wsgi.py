import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from hustings.engine.garbage import look_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
application = get_wsgi_application()

# Views with their queries and forms, which Django would else load with the first request.
get_resolver().url_patterns  # noqa: B018 - asking for them loads them
look_seldom()

if os.environ.get("HUSTINGS_PROCESS") == "web":
    # Models are ready only now, so that it cannot stand above.
    from hustings.apps.history.warming import warm_behind

    warm_behind()
