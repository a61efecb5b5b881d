# Two stages, so that the image holds Node.js, dist/ and nothing else.
#
#   docker build -t vpn-gateway-mcp .
#   docker build -t vpn-gateway-mcp --build-arg NODE_IMAGE=registry.example.com/node:22 .
#   docker run --rm -i vpn-gateway-mcp --sandbox
#   docker run --rm -i -e ALIBABA_CLOUD_ACCESS_KEY_ID -e ALIBABA_CLOUD_ACCESS_KEY_SECRET vpn-gateway-mcp --region cn-hangzhou --read-only
#
# The approval page is served on the container's own loopback, which a browser outside cannot reach: use it with a client
# that can ask, or read-only. To keep the audit, mount a folder: -v vpn-audit:/state
ARG NODE_IMAGE=node:22-alpine
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="vpn-gateway-mcp" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build /app/dist ./dist
COPY --from=build /app/LICENSE /app/THIRD-PARTY-NOTICES.txt ./
RUN mkdir /state && chown 1000:1000 /state
ENV VPN_MCP_STATE_DIR=/state
# The user `node` of the official images; a base of another make need not know its name.
USER 1000:1000
ENTRYPOINT ["node", "dist/vpn-gateway-mcp.cjs"]
