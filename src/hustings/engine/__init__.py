"""PostgreSQL: the embedded server and a served one behind one door, and the copies kept of it."""
