"""The verbs: what can be done with the nouns. A session comes first; each function is one step of one transaction."""
