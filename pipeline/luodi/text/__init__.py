"""Pure helpers on strings, for all rooms: numbers, days, titles, sentences, word lists."""
