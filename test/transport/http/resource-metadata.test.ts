import { expect, it } from 'vitest';
import { METADATA_PATHS, RESOURCE_METADATA, resourceMetadata } from '../../../src/transport/http/resource-metadata.ts';

it('the metadata names the endpoint, its issuer and its scopes', () => {
  expect(METADATA_PATHS).toContain(RESOURCE_METADATA);
  expect(JSON.parse(resourceMetadata('https://vpn.example.com', 'https://login.example.com'))).toMatchObject({
    resource: 'https://vpn.example.com/mcp',
    authorization_servers: ['https://login.example.com'],
    scopes_supported: ['vpn:read', 'vpn:write', 'vpn:destroy', 'vpn:approve'],
  });
});
