"""What the database itself holds the ledger to, whatever program writes to it.

Without consent a visit holds what came of the knock and nothing else; a person is named only where that
spares them further calls. What is personal needs a consent wording of the right kind: words about an
opinion do not cover telephone calls.
"""

from hustings.apps.ledger.models import ABOUT_A_PERSON, DETAILS, Outcome


def _list(values: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


# An empty payload is what an erasure leaves behind; no new visit may have one (below). Each test of a key
# that may be missing has `coalesce`, since a check that comes out as null lets the row in.
WHAT_EACH_KIND_HOLDS = f"""
ALTER TABLE ledger_event ADD CONSTRAINT what_each_kind_holds CHECK (CASE kind
    WHEN 'visit' THEN payload = '{{}}' OR (
        coalesce(payload->>'outcome', '') IN ({_list(Outcome.values)})
        AND (consent_id IS NOT NULL OR payload - '{{outcome,canvasser,sheet,leaflet}}'::text[] = '{{}}'))
    WHEN 'permission' THEN payload = '{{}}' OR (
        coalesce(payload->>'channel', '') IN ('calls', 'texts', 'email')
        AND CASE coalesce(payload->>'given', '')
            WHEN 'true' THEN consent_id IS NOT NULL
            WHEN 'false' THEN payload - '{{channel,given}}'::text[] = '{{}}'
            ELSE false END)
    WHEN 'detail' THEN payload = '{{}}' OR (
        coalesce(payload->>'what', '') IN ({_list(DETAILS)})
        AND coalesce(payload->>'value', '') <> '' AND payload - '{{what,value}}'::text[] = '{{}}')
    WHEN 'erasure' THEN payload = '{{}}'
    WHEN 'voted' THEN payload = '{{}}'
    WHEN 'void' THEN payload - 'reason' = '{{}}'
    ELSE false END)
"""
WHAT_EACH_KIND_HELD = "ALTER TABLE ledger_event DROP CONSTRAINT what_each_kind_holds"
WITHOUT_CONSENT_THE_DOOR_ALONE = f"""
ALTER TABLE ledger_event ADD CONSTRAINT without_consent_the_door_alone CHECK (
    kind <> 'visit' OR (elector_id IS NULL AND newcomer_id IS NULL) OR consent_id IS NOT NULL OR payload = '{{}}'
    OR coalesce(payload->>'outcome', '') IN ({_list(ABOUT_A_PERSON)}))
"""
DOOR_ALONE_NO_LONGER = (
    "ALTER TABLE ledger_event DROP CONSTRAINT without_consent_the_door_alone"
)

# Looks once at all that one statement adds: quick for one visit, and for forty thousand.
ADMIT_EVENTS = """
CREATE FUNCTION ledger_admit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM added WHERE kind IN ('visit', 'permission', 'detail') AND payload = '{}') THEN
        RAISE EXCEPTION 'a visit says what came of it' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM added WHERE kind <> 'void'
            AND elector_id IS NULL AND newcomer_id IS NULL
            AND (kind IN ('permission', 'detail') OR (door_id IS NULL AND occasion IS NULL))) THEN
        RAISE EXCEPTION 'an event is about somebody or somewhere' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM added JOIN campaigns_consentwording w
            ON w.campaign_id = added.campaign_id AND w.id = added.consent_id
            WHERE w.covers <> CASE added.kind
                WHEN 'permission' THEN added.payload->>'channel'
                WHEN 'detail' THEN added.payload->>'what' ELSE 'opinion' END) THEN
        RAISE EXCEPTION 'these words of consent do not cover this' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM added JOIN ledger_event e ON e.campaign_id = added.campaign_id AND e.id = added.voids_id
            WHERE e.kind = 'void') THEN
        RAISE EXCEPTION 'what was taken back is not brought back; record it again' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER admit AFTER INSERT ON ledger_event REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_admit();
"""
ADMIT_NO_LONGER = """
DROP TRIGGER admit ON ledger_event;
DROP FUNCTION ledger_admit();
"""

# After many rows at once the planner must look at the tables anew, or the next list takes minutes; the
# application owns no table, so the owner lends it this one thing.
MEASURE = """
CREATE FUNCTION ledger_measure() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS 'ANALYZE ledger_event, register_elector, register_door, register_donotcontact';
"""
MEASURE_NO_LONGER = "DROP FUNCTION ledger_measure()"
