"""Who answered: header words, pages, and the page inside against the header outside."""

import pytest

from bot.triage.fingerprints import load_fingerprints
from bot.triage.page import read_page
from tests.scenarios.scenario import reply_of


def answered_by(status: int, body: bytes = b"", **headers: str) -> str | None:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return load_fingerprints().identify(read_page(reply_of(status, body, named))).answered_by


@pytest.mark.parametrize(
    ("server", "product"),
    [
        ("nginx/1.22.1", "nginx"),
        ("NGINX", "nginx"),
        ("nginx/1.24.0 (Ubuntu)", "nginx"),
        ("openresty/1.25.3.1", "openresty"),
        ("Apache/2.4.58 (Ubuntu) OpenSSL/3.0", "apache"),
        ("Apache-Coyote/1.1", "tomcat"),
        ("Jetty(9.4.57)", "jetty"),
        ("ATS/9.2.5", "trafficserver"),
        ("Python/3.11 aiohttp/3.9.1", "aiohttp"),
        ("Werkzeug/3.0 Python/3.12", "werkzeug"),
        ("WSGIServer/0.2 CPython/3.11", "wsgiref"),
        ("hypercorn-h11", "hypercorn"),
        ("TwistedWeb/22.4.0", "twisted"),
        ("TornadoServer/6.4", "tornado"),
        ("Microsoft-IIS/10.0", "iis"),
        ("Microsoft-HTTPAPI/2.0", "httpsys"),
        ("awselb/2.0", "awselb"),
        ("Google Frontend", "google"),
        ("istio-envoy", "envoy"),
        ("Yaws 2.1.1", "yaws"),
        ("mitmproxy 8.1.1", "mitmproxy"),
        ("some-thing/1.0", None),
        ("", None),
    ],
)
def test_the_server_header_names_a_product(server: str, product: str | None) -> None:
    assert answered_by(200, b"hello", server=server) == product


@pytest.mark.parametrize(
    ("headers", "product"),
    [
        ({"via": "1.1 vm (tinyproxy/1.11.1)"}, "tinyproxy"),
        ({"via": "1.1 varnish (Varnish/7.1)"}, "varnish"),
        ({"via": "1.1 gate (squid/5.7)"}, "squid"),
        ({"via": "1.1 vegur"}, "heroku"),
        ({"via": "1.1 google"}, "google"),
        ({"x_vercel_id": "fra1::abc"}, "vercel"),
        ({"x_amz_cf_id": "abc"}, "cloudfront"),
        ({"x_powered_by": "Express"}, "express"),
        ({"x_powered_by": "PHP/8.2.1"}, "php"),
        ({"server": "gunicorn", "via": "1.1 varnish (Varnish/7.1)"}, "gunicorn"),
    ],
)
def test_other_headers_name_one_where_the_server_is_silent(
    headers: dict[str, str], product: str
) -> None:
    assert answered_by(200, b"hello", **headers) == product


def test_a_signed_page_beats_the_outer_gateways_header() -> None:
    page = b"<h1>503</h1>\nNo server is available to handle this request.\n"
    assert answered_by(503, page, server="nginx/1.22.1") == "haproxy"
    assert (
        answered_by(
            503, b"upstream connect error or disconnect/reset before headers.", server="cloudflare"
        )
        == "envoy"
    )


def test_a_short_unsigned_page_names_its_author_only_where_no_header_does() -> None:
    page = b"<h1>502 Bad Gateway</h1>\nThe server returned an invalid or incomplete response.\n"
    assert answered_by(502, page) == "haproxy"
    assert answered_by(502, page, server="nginx/1.22.1") == "nginx"


def test_a_frameworks_page_does_not_hide_the_server_that_runs_it() -> None:
    page = b"Either the server is overloaded or there is an error in the application."
    assert answered_by(500, page, server="waitress") == "waitress"
    assert answered_by(500, page) == "werkzeug"


def test_at_least_sixty_products_are_known_each_by_something() -> None:
    known = load_fingerprints()
    written = {sign.product for sign in known.signs}
    assert len(known.products) >= 60
    mute = [
        product.name
        for product in known.products.values()
        if not (product.server or product.headers or product.via or product.powered)
        and product.name not in written
    ]
    assert not mute


def test_markup_far_down_a_page_is_not_taken_for_the_pages_own() -> None:
    article = (
        b"<title>How we fixed it</title>" + b"<p>words</p>" * 600 + b"<hr><center>nginx</center>"
    )
    assert answered_by(404, article) is None
