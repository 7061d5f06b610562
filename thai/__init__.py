"""Pure functions on Thai text: no state, no I/O but the bundled word list. Imports only core,
and nobody else imports PyThaiNLP.

Public functions:

- ``thai.normalise``: ``normalise(text)`` one spelling for one text; ``skeleton(text)`` without tone
  marks; ``fold(text)`` sound-alike letters made one; ``graphemes(text)``, ``shorten(text, limit)``.
- ``thai.words``: ``tokens(text)``, ``content_words(text)``, ``is_stopword(word)``, ``known(word)``,
  ``warm_up()``.
- ``thai.areas``: ``area(code)``, ``names(code)``, ``children(code)``, ``of_postcode(postcode)``:
  the gazetteer; ``thai.address``: ``read_address(text)``, ``of_code(code)``.
- ``thai.keyboard``: ``to_thai(text)``, ``to_latin(text)``, ``repair(text, latin_words)``,
  ``are_neighbours(one, other)``.
- ``thai.order``: ``dictionary_order(text)`` what names are sorted by.
- ``thai.numbers``: ``read_number(words)``, ``digits_for_words(text)``, ``buddhist_years(text)``.
- ``thai.dates``: ``format_date(day)``, ``format_moment(moment)``, ``parse_date(text)``,
  ``fiscal_year(day)``, ``fiscal_period(year)``, ``buddhist(year)``, ``gregorian(year)``.
"""
