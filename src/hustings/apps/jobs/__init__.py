"""Work that outlasts a request: prints, imports, copies."""
