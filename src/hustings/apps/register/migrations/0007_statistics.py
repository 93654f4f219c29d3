from django.db import migrations

# Only a table's owner may have its statistics taken, and the application is none; without them the first pages
# after a register of 80,000 is read in are planned as if the tables were empty.
TAKE_STATISTICS = """
CREATE FUNCTION register_take_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE register_district, register_door, register_elector, register_absentvoter;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0006_old_numbers")]

    operations = [
        migrations.RunSQL(TAKE_STATISTICS, "DROP FUNCTION register_take_statistics()"),
    ]
