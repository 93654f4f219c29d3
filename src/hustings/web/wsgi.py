import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
application = get_wsgi_application()

# What is loaded now lives as long as the process: views with their queries and forms, which Django would else load with
# the first request. No collection of garbage need look through it again, nor as often as after every 700 objects.
get_resolver().url_patterns  # noqa: B018 - asking for them loads them
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)

if os.environ.get("HUSTINGS_PROCESS") == "web":
    # Models are ready only now, so that it cannot stand above.
    from hustings.apps.history.warming import warm_behind

    warm_behind()
