"""The OpenAPI document: everything that phones and programs may ask of a server, and what it answers.

Built of the product's own lists of kinds, reasons and outcomes, so that it cannot say less than the code does. A test
holds every answer of the tests against it, and it against every address that there is.
"""

from functools import cache
from importlib.metadata import version

from hustings.apps.api.description.door import DOOR_PATHS
from hustings.apps.api.description.exports import EXPORT_PATHS
from hustings.apps.api.description.responses import RESPONSES
from hustings.apps.api.description.schema import Json
from hustings.apps.api.description.shapes import SHAPES

ABOUT = (
    "What the app at the door asks of the server (under /door/api/), and what a campaign's own programs may fetch with "
    "a personal token (under /api/v1/). Times are ISO 8601. Where a request is turned away, `words` say why to the "
    "person who sees it. The guide's page on programs of your own has examples."
)


@cache
def document() -> Json:
    """The whole document, OpenAPI 3.1.0."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "hustings",
            "version": version("hustings"),
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "phones", "description": "What the app at the door uses."},
            {"name": "programs", "description": "What a personal token opens."},
        ],
        "paths": {**DOOR_PATHS, **EXPORT_PATHS},
        "components": {
            "schemas": SHAPES,
            "responses": RESPONSES,
            "securitySchemes": {
                "phone": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The reading token that `join` gave: CAMPAIGN.SECRET.",
                },
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A personal token, made on the page Tokens: CAMPAIGN.SECRET.",
                },
            },
        },
    }
