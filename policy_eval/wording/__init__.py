"""Facts → words in two languages: the program's own words, figures, periods, sentences, lines, Markdown."""
