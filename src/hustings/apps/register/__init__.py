"""The electoral register as this campaign holds it: electors, doors, imports and corrections."""
