# Small, not root, nothing writable but /data. Build: docker build -t shopbook .
# BASE may be any Debian with Python 3.11 or newer, such as one of your own.
ARG BASE=python:3.12-slim
FROM ${BASE} AS build
WORKDIR /app
COPY requirements.lock .
RUN python3 -m venv /app/.venv \
 && /app/.venv/bin/pip install --no-cache-dir --require-hashes --no-compile -r requirements.lock \
 && find /app/.venv -name tests -type d -prune -exec rm -rf {} +

FROM ${BASE}
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin shopbook \
 && mkdir /data && chown shopbook:shopbook /data
COPY --from=build /app/.venv /app/.venv
COPY analytics /app/analytics
COPY storage /app/storage
COPY bot /app/bot
ENV PATH=/app/.venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp MPLCONFIGDIR=/tmp/matplotlib
USER shopbook
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s CMD ["python", "-m", "bot", "check", "--alive"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
