/** The version of the package; the build puts it here, and source that runs unbuilt says so. */
export const version = process.env['VPN_MCP_BUILD_VERSION'] ?? '0.0.0-source';
