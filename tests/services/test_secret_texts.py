"""What keys and codes look like: read back exactly as written, and nothing else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from app.problems import NotKnown
from app.services import secret_texts

PREFIXES = (secret_texts.KEY, secret_texts.INVITATION)


@given(secret=st.binary(min_size=32, max_size=32), prefix=st.sampled_from(PREFIXES))
def test_what_was_written_is_read(secret: bytes, prefix: str) -> None:
    organisation_id, row_id = uuid7(), uuid7()
    text = secret_texts.written(prefix, organisation_id, row_id, secret)
    said = secret_texts.read(prefix, text)
    assert (said.organisation_id, said.id) == (organisation_id, row_id)
    assert said.fits(secret_texts.digest_of(secret))
    assert not said.fits(secret_texts.digest_of(secret[:-1] + bytes([secret[-1] ^ 1])))
    assert not said.fits("")


@given(text=st.text(max_size=130), prefix=st.sampled_from(PREFIXES))
def test_what_was_not_written_is_not_known(text: str, prefix: str) -> None:
    for said in (text, f"{prefix}_{text}"):
        with pytest.raises(NotKnown) as refused:
            secret_texts.read(prefix, said)
        assert refused.value.code == "key_unknown"
        assert refused.value.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_secret_of_another_length_is_not_known(length: int) -> None:
    with pytest.raises(NotKnown):
        secret_texts.read(secret_texts.KEY, secret_texts.written(secret_texts.KEY, uuid7(), uuid7(), bytes(length)))


@pytest.mark.parametrize("place", [0, 9, 10, 40, 52, 53, 54, 80, 96])
@pytest.mark.parametrize("letter", ["!", "=", "é", "\n", "+"])
def test_a_letter_too_many_or_another_one_is_not_known(place: int, letter: str) -> None:
    text = secret_texts.written(secret_texts.KEY, uuid7(), uuid7(), bytes(32))
    for wrong in (f"{text[:place]}{letter}{text[place:]}", f"{text[:place]}{letter}{text[place + 1 :]}"):
        with pytest.raises(NotKnown):
            secret_texts.read(secret_texts.KEY, wrong)


def test_a_code_is_no_key_and_a_key_is_no_code() -> None:
    secret = secret_texts.new_secret()
    assert len(secret) == 32
    for own, other in (PREFIXES, PREFIXES[::-1]):
        with pytest.raises(NotKnown):
            secret_texts.read(other, secret_texts.written(own, uuid7(), uuid7(), secret))
