"""Access tokens of OpenID Connect: who signed one, whether it is meant for this service, and whom it speaks of.

`checking.py` is what others call. `reading.py` takes a token or a set of keys apart and trusts nothing in it;
`published.py` picks the keys that may sign out of what an issuer publishes; `keys.py` fetches and keeps them;
`algorithms.py` is the closed list of ways to sign.
"""
