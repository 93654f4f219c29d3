"""The one way to empty an event: a database function that the owner's role alone may call."""

# Nothing updates or deletes an event, not even the owner by hand, but this function: it says so to the
# trigger for the length of its own statement.
KEEP_EVENTS = """
CREATE FUNCTION ledger_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('hustings.erasing', true), '') <> 'yes' OR TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'events are only added to; a mistake is taken back by a void event'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_keep();
"""
# The body is first looked at when it runs, so a column of a later migration may stand in it.
ERASE_EVENTS = """
CREATE OR REPLACE FUNCTION ledger_erase(of_campaign uuid, events uuid[], subjects_too boolean) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    emptied bigint;
BEGIN
    PERFORM set_config('hustings.erasing', 'yes', true);
    UPDATE ledger_event SET payload = '{}', device = '', consent_id = NULL, consented_at = NULL,
        elector_id = CASE WHEN subjects_too THEN NULL ELSE elector_id END,
        door_id = CASE WHEN subjects_too THEN NULL ELSE door_id END,
        newcomer_id = CASE WHEN subjects_too THEN NULL ELSE newcomer_id END
    WHERE campaign_id = of_campaign AND (events IS NULL OR id = ANY (events));
    GET DIAGNOSTICS emptied = ROW_COUNT;
    PERFORM set_config('hustings.erasing', '', true);
    RETURN emptied;
END $$;
REVOKE ALL ON FUNCTION ledger_erase(uuid, uuid[], boolean) FROM PUBLIC;
"""
KEEP_NO_LONGER = """
DROP FUNCTION ledger_erase(uuid, uuid[], boolean);
DROP TRIGGER keep ON ledger_event;
DROP FUNCTION ledger_keep();
"""
