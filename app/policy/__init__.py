"""Who may do what: one table of rules, the conditions it names, and what they mean for one caller.

`rules.py` says who may do what on which noun under which condition; what is not said is not allowed. `reach.py` looks
up whom a person has to do with; `conditions.py` turns that into SQL; `holding.py` puts it on every statement of the
request, so that lists, searches, figures and names beside ids show what the caller may see and nothing else.
`writing.py` asks of every row that was written whether the caller might write it.
"""
