# The product as an image: built in one stage, run in another as a user without rights.
#
#   docker build -t undersigned .
#
# `docker-compose.yml` runs two of it beside PostgreSQL and a proxy.

FROM node:24-bookworm-slim AS build
WORKDIR /app
# What decides the dependencies comes first, so that a change of the sources does not install anew.
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma ./prisma
COPY scripts/locales ./scripts/locales
COPY views/locales ./views/locales
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
# The sources stay: the commands (`npm run invite` and the others) run from them.
COPY --from=build /app ./
# SQLite's file, where it is the database, is kept here: mount a volume.
RUN mkdir -p var && chown node:node var
USER node
EXPOSE 3000
VOLUME ["/app/var"]
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# One process, which gets the signal to stop itself and finishes what is under way.
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=60", "dist/server.js"]
