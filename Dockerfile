# syntax=docker/dockerfile:1
FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /venv
COPY requirements.lock .
RUN /venv/bin/pip install --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY sandbox sandbox
RUN /venv/bin/pip install --no-deps --no-build-isolation .

FROM python:3.13-slim-trixie
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin gatewise \
 && install -d -o gatewise -g gatewise -m 700 /home/gatewise/data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /home/gatewise
VOLUME /home/gatewise/data
STOPSIGNAL SIGTERM
ENTRYPOINT ["gatewise"]
CMD ["run"]
