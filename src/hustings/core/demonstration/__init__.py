"""An invented constituency, to learn on and to test with: every person, street and vote in it is made up."""
