FROM python:3.12-slim

# Nothing is written but the state folder, so the container can run read-only.
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 BOT_STATE=/state
WORKDIR /app
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN pip install --no-cache-dir '.[postgresql]' \
    && useradd --system --uid 10001 bot \
    && install -d -o bot -m 700 /state
USER bot
VOLUME /state
CMD ["python", "-m", "bot", "run"]
