"""The pure reckoning: frozen values in, frozen values out, without a clock or a session.

`senses` and `groups` answer rule `sense-balance/1`, `rung` and `participation` rule `rung/1`; `wording` says both in
plain sentences.
Both are house rules of this service and no validated measurement.
"""
