"""Certificates in plain Python: OpenSSL itself says whether they are right."""

import ssl
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.town.certificates import DAY, Authority, Certificate
from sandbox.town.curve import G, Key, N, P, multiply

NAMES = ["shop.test", "bank.test"]


def shake_hands(server: Certificate, trusted: str, host: str = "shop.test") -> None:
    """Let OpenSSL check a certificate as strictly as it can, without a socket."""
    context = ssl.create_default_context(cadata=trusted)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = context.wrap_bio(down, up, server_hostname=host)
    there = server.context().wrap_bio(up, down, server_side=True)
    done = set()
    for _ in range(4):
        for end in (client, there):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
            done.add(end)
    assert done == {client, there}


def test_what_the_authority_signs_is_trusted_by_those_who_trust_it() -> None:
    authority = Authority()
    certificate = authority.issue(NAMES)
    for host in NAMES:
        shake_hands(certificate, authority.pem, host)
    assert authority.pem is authority.pem


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (-9 * DAY, -DAY, "expired"),
        (DAY, 9 * DAY, "not yet valid"),
    ],
)
def test_certificates_out_of_their_time(starts: timedelta, ends: timedelta, said: str) -> None:
    authority = Authority()
    certificate = authority.issue(NAMES, starts=starts, ends=ends)
    with pytest.raises(ssl.SSLCertVerificationError, match=said):
        shake_hands(certificate, authority.pem)


def test_other_names_and_other_authorities_are_not_trusted() -> None:
    authority = Authority()
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        shake_hands(authority.issue(NAMES), authority.pem, "school.test")
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
        shake_hands(authority.issue(NAMES), Authority().pem)


def test_times_after_2049_are_written_out() -> None:
    authority = Authority()
    shake_hands(authority.issue(NAMES, ends=30 * 365 * DAY), authority.pem)


def test_no_two_certificates_share_a_key_and_none_is_in_the_code() -> None:
    authority = Authority()
    assert authority.issue(NAMES).key != authority.issue(NAMES).key
    town = Path(__file__).parents[2] / "sandbox" / "town"
    texts = [path for path in town.rglob("*") if path.suffix in {".py", ".toml", ".js"}]
    # Spelt in two halves: the code that writes keys names the words between.
    marker = "-----BEGIN " + "EC PRIVATE KEY"
    assert not [path for path in texts if marker in path.read_text(encoding="utf-8")]


def test_points_stay_on_the_curve() -> None:
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    for point in (G, Key.make().point, multiply(N - 1, G)):
        x, y = point
        assert (y * y - (x**3 - 3 * x + b)) % P == 0
    with pytest.raises(ValueError, match="no point"):
        multiply(0, G)
