# The service as an image: locked packages, no root, nothing to build with.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore

WORKDIR /srv/samenspel

# The packages come first: they change less often than the service, so this layer is kept.
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --require-hashes --requirement requirements/runtime.txt

# .dockerignore lists what comes in.
COPY . .
RUN pip install --no-deps --no-build-isolation --editable . \
    && python -m compileall -q app \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin samenspel \
    && install --directory --owner=samenspel --mode=0700 /var/lib/samenspel

USER samenspel

# When no database is named, the service keeps an SQLite file in /var/lib/samenspel: give that folder a volume.
ENV SAMENSPEL_HOST=0.0.0.0 \
    SAMENSPEL_PORT=8000 \
    XDG_DATA_HOME=/var/lib
EXPOSE 8000

HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"SAMENSPEL_PORT\"]}/health/ready', timeout=4)"]

ENTRYPOINT ["samenspel"]
CMD ["serve"]
