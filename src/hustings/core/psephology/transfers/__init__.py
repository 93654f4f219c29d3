"""Where the votes went: two elections' figures by area go in, a table of who went where comes out, with how sure it is."""
