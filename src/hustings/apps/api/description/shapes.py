"""The shapes of what is sent: decision 0016 says what each part is for."""

from hustings.apps.api.description.schema import (
    BASE64URL,
    DAY,
    KEY,
    MOMENT,
    NUMBER,
    TEXT,
    WORDS_BY_LANGUAGE,
    YES_NO,
    Json,
    many,
    may_lack,
    obj,
    one_of,
    or_null,
    ref,
    said,
    text,
)
from hustings.apps.api.models import RIGHTS
from hustings.apps.campaigns.models import ConsentWording
from hustings.apps.doorstep.actions.receiving import MOST
from hustings.apps.doorstep.models import CallRound, Held, Phone, Question
from hustings.apps.ledger.models import Outcome
from hustings.apps.register.models import Door
from hustings.core.canvassing.scales import Meaning
from hustings.core.doorstep import Reason

CODE: Json = {"type": "string", "minLength": 1, "maxLength": 12}
LAST = or_null(said("When, and what came of it.", obj(at=MOMENT, outcome=TEXT)))
LAST_ANSWER = or_null(
    said("Only for holders who may see answers.", obj(at=MOMENT, code=TEXT))
)
# What each list begins with.
COMMON: dict[str, Json] = {
    "v": {"const": 1},
    "campaign": ref("Campaign"),
    "server_time": MOMENT,
    "until": or_null(MOMENT),
    "scale": TEXT,
    "answers": many(ref("AnswerCode")),
    "consents": many(ref("ConsentWording")),
    "notice": or_null(obj(address=TEXT, text=TEXT)),
    "questions": many(ref("Question")),
    "postal_from": or_null(DAY),
}
NAMED = {"id": KEY, "number": TEXT, "name": TEXT}
WHERE = {"label": TEXT, "street": TEXT, "postcode": TEXT}
VISIT: dict[str, Json] = {
    "id": KEY,
    "kind": one_of(["visit", "taken-back"]),
    "takes_back": or_null(KEY),
    "happened_at": MOMENT,
    "reckoned_at": MOMENT,
    "received_at": MOMENT,
    "council": or_null(TEXT),
    "district": or_null(TEXT),
    "street": or_null(TEXT),
    "door": or_null(TEXT),
    "postcode": or_null(TEXT),
    "door_id": or_null(KEY),
    "occasion": or_null(KEY),
    "outcome": or_null(one_of(Outcome.values)),
    "leaflet": YES_NO,
}
ANSWERED: dict[str, Json] = {
    "elector": or_null(KEY),
    "elector_number": or_null(TEXT),
    "newcomer": or_null(KEY),
    "answer": {"anyOf": [{"type": "integer"}, TEXT, {"type": "null"}]},
    "code": or_null(TEXT),
    "scale": or_null(TEXT),
    "poster": YES_NO,
    "custom": {"type": "object", "additionalProperties": TEXT},
    "consent_wording": or_null(KEY),
    "consent_language": or_null(TEXT),
    "consented_at": or_null(MOMENT),
}

SHAPES: Json = {
    "TurnedAway": obj(error=TEXT, words=TEXT),
    "Campaign": obj(id=KEY, name=TEXT, candidate=TEXT, imprint=TEXT, key=BASE64URL),
    "AnswerCode": obj(
        code=TEXT,
        label=TEXT,
        meaning=one_of(each.value for each in Meaning),
        strength=or_null({"type": "integer"}),
    ),
    "ConsentWording": obj(
        id=KEY,
        covers=one_of(ConsentWording.Covers.values),
        language=TEXT,
        text=TEXT,
    ),
    "Question": obj(
        id=KEY,
        kind=one_of(Question.Kind.values),
        words=WORDS_BY_LANGUAGE,
        options=many(obj(value=TEXT, words=WORDS_BY_LANGUAGE)),
    ),
    "Carried": said(
        "What the phone has with it; anything but `out` tells it to wipe the names.",
        may_lack(
            "code",
            obj(
                what=one_of(Phone.Carries.values),
                occasion=KEY,
                state=one_of(["out", "handed-in", "called-back", "over"]),
                code=CODE,
            ),
        ),
    ),
    "Person": {
        "oneOf": [
            obj(
                **NAMED,
                leave={"const": False},
                postal=YES_NO,
                last=LAST_ANSWER,
            ),
            said(
                "Asked not to be contacted: no name.",
                obj(id=KEY, leave={"const": True}),
            ),
        ]
    },
    "Door": obj(
        **WHERE,
        id=KEY,
        side=one_of(Door.Side.values),
        latitude=or_null(NUMBER),
        longitude=or_null(NUMBER),
        last=LAST,
        people=many(ref("Person")),
        newcomers=many(obj(id=KEY, name=TEXT)),
    ),
    "Walk": obj(
        **COMMON,
        walk=obj(id=KEY, code=CODE, name=TEXT, district=TEXT, occasion=KEY),
        doors=many(ref("Door")),
    ),
    "Stall": obj(
        **COMMON,
        stall=obj(id=KEY, code=CODE, name=TEXT, place=TEXT, occasion=KEY),
        people=many(obj(**NAMED, **WHERE)),
    ),
    "Calls": obj(
        **COMMON,
        round=obj(
            id=KEY,
            code=CODE,
            name=TEXT,
            channel=one_of(CallRound.Channel.values),
            occasion=KEY,
        ),
        people=many(
            obj(
                **NAMED,
                newcomer=YES_NO,
                telephone=TEXT,
                leave={"const": False},
                last=LAST_ANSWER,
            )
        ),
    ),
    "Batch": said(
        "Sealed events, each with an id made on the phone; also what a saved file of unsent events holds.",
        may_lack(
            "sent_at",
            obj(
                v={"const": 1},
                campaign=KEY,
                sent_at=MOMENT,
                events={
                    "type": "array",
                    "maxItems": MOST,
                    "items": obj(id=text(100), sealed=TEXT),
                },
            ),
        )
        | {"additionalProperties": True},
    ),
    "Result": said(
        "What became of one event. Only `refused` has a reason that the phone shows; `held` says what for.",
        obj(
            id=TEXT,
            result=one_of(["kept", "already", "held", "refused"]),
            reason=one_of(["", *(each.value for each in Reason), *Held.Why.values]),
            words=TEXT,
        ),
    ),
    "Visit": {
        "description": "A visit that stands, or the taking back of one. The last eleven fields need the right to see answers.",
        "oneOf": [obj(**VISIT), obj(**VISIT, **ANSWERED)],
    },
    "Token": obj(
        name=TEXT,
        campaign=obj(id=KEY, name=TEXT),
        rights=many(one_of(str(right) for right in RIGHTS)),
        expires_at=MOMENT,
    ),
    "Erased": obj(elector=KEY, erased_at=MOMENT),
}
