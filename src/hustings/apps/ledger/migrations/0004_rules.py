from django.db import migrations

# The rules as they were then; those of today are in `ledger/rules.py`.
WHAT_EACH_KIND_HOLDS = """
ALTER TABLE ledger_event ADD CONSTRAINT what_each_kind_holds CHECK (CASE kind
    WHEN 'visit' THEN payload = '{}' OR (
        coalesce(payload->>'outcome', '') IN ('spoken-to', 'not-in', 'refused', 'moved', 'deceased', 'do-not-contact')
        AND (consent_id IS NOT NULL OR payload - '{outcome,canvasser,sheet}'::text[] = '{}'))
    WHEN 'permission' THEN payload = '{}' OR (
        coalesce(payload->>'channel', '') IN ('calls', 'texts', 'email')
        AND CASE coalesce(payload->>'given', '')
            WHEN 'true' THEN consent_id IS NOT NULL
            WHEN 'false' THEN payload - '{channel,given}'::text[] = '{}'
            ELSE false END)
    WHEN 'voted' THEN payload = '{}'
    WHEN 'void' THEN payload - 'reason' = '{}'
    ELSE false END)
"""
WHAT_EACH_KIND_HELD = (
    """ALTER TABLE ledger_event DROP CONSTRAINT what_each_kind_holds"""
)
WITHOUT_CONSENT_THE_DOOR_ALONE = """
ALTER TABLE ledger_event ADD CONSTRAINT without_consent_the_door_alone CHECK (
    kind <> 'visit' OR elector_id IS NULL OR consent_id IS NOT NULL OR payload = '{}'
    OR coalesce(payload->>'outcome', '') IN ('moved', 'deceased', 'do-not-contact'))
"""
DOOR_ALONE_NO_LONGER = (
    """ALTER TABLE ledger_event DROP CONSTRAINT without_consent_the_door_alone"""
)
ADMIT_EVENTS = """
CREATE FUNCTION ledger_admit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM added WHERE kind IN ('visit', 'permission') AND payload = '{}') THEN
        RAISE EXCEPTION 'a visit says what came of it' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM added WHERE kind <> 'void' AND elector_id IS NULL
            AND (kind = 'permission' OR door_id IS NULL)) THEN
        RAISE EXCEPTION 'an event is about somebody or somewhere' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM added JOIN campaigns_consentwording w
            ON w.campaign_id = added.campaign_id AND w.id = added.consent_id
            WHERE w.covers <> CASE added.kind WHEN 'permission' THEN added.payload->>'channel' ELSE 'opinion' END) THEN
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


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_kinds_and_indexes")]

    operations = [
        migrations.RunSQL(WHAT_EACH_KIND_HOLDS, WHAT_EACH_KIND_HELD),
        migrations.RunSQL(WITHOUT_CONSENT_THE_DOOR_ALONE, DOOR_ALONE_NO_LONGER),
        migrations.RunSQL(ADMIT_EVENTS, ADMIT_NO_LONGER),
    ]
