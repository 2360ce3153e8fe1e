"""Reading text in any language: folding, words, sentences, numbers, phrases."""
