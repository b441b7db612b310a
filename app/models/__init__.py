"""The nouns: one file each, with what a caller may say (Body), what is remembered (Row) and what a caller hears."""
