"""The aid for Leichte Sprache counts and points; it never changes a word."""

from quality_dialog.report.plain_language import aid


def test_a_text_is_counted_in_sentences_and_words():
    found = aid("Die Stadt hilft.\nDas ist gut.")
    assert (found.sentences, found.words, found.longest) == (2, 6, 3)


def test_a_long_sentence_is_pointed_at():
    (hint,) = aid("Die Stadt hilft " + "und hilft " * 6 + "allen.").hints
    assert hint == "Der Satz „Die Stadt hilft und hilft …“ hat 16 Wörter. Machen Sie zwei daraus."


def test_a_long_word_is_to_be_parted_and_a_parted_one_is_not():
    hints = aid("Kooperationsvereinbarung. Kooperations·vereinbarung.").hints
    assert hints == ("Langes Wort: „Kooperationsvereinbarung“. Trennen Sie es, zum Beispiel mit ·",)


def test_an_abbreviation_is_pointed_at_and_ends_no_sentence():
    found = aid("Es gibt z. B. Kaffee.")
    assert (found.sentences, found.hints) == (1, ("Abkürzung: „z. B.“. Schreiben Sie das Wort aus.",))


def test_a_figure_counts_as_one_word():
    assert aid("Es sind [[standorte_hoechstens]] Orte.").words == 4


def test_nothing_is_said_of_an_empty_text():
    assert aid("").summary == "0 Sätze, 0 Wörter, längster Satz: 0 Wörter"
