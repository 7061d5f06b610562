"""The officers' web face, mounted at /dashboard. May import complaints, knowledge, categories,
agencies, store, thai, core.

Who may enter: `site.ROUTERS` lists every router with its gate, one of `auth.GATES`. A router that
is not listed is not served, so nothing is public by accident; only signing in has the gate
`anyone`. A ticket outside an officer's sight is 404, an act beyond their role 403.

A page is a `routes` module, a `view` module that reads what it shows into plain data inside one
session, and a template: to add one, copy a neighbour and list its router. Words stand in templates
and in wording.yml.
"""
