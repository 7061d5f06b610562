"""How far an agency is with dimension 3.4: evidence of each level, judged, signed, kept by year.

    book = read_book(session, whose, year)                  # what people wrote for that year
    findings = judge_all(load_requirements(), book, report, case_states)
    level_of(findings)                                      # the highest level whose all is met
    write_judgement(session, desk_of, ...), attach(...), sign(...)

A figure is judged by the bounds of requirements.yml until somebody judges otherwise; a document is
what people say it is. See docs/adr/0026.

May import complaints, agencies, store, core.
"""
