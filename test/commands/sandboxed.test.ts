import { describe, expect, it } from 'vitest';
import { sandboxed } from '../../src/commands/sandboxed.ts';
import { read } from '../support/start.ts';

const address = {
  endpoint: 'http://127.0.0.1:1',
  asapiEndpoint: 'http://127.0.0.1:1/asapi/v3',
  stsEndpoint: 'http://127.0.0.1:1',
  ascmEndpoint: 'http://127.0.0.1:1',
  accessKeyId: 'sandbox-id',
  accessKeySecret: 'sandbox-secret',
  regionId: 'cn-sand',
};

const toward = (argv: readonly string[], env: Record<string, string> = {}) =>
  sandboxed(read(argv, env).settings, address);

describe('what a simulated cloud takes over', () => {
  it('holds no key, role, proxy or profile of the real one', () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'real',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'real',
      ALIBABA_CLOUD_SECURITY_TOKEN: 'real',
      ALIBABA_CLOUD_ROLE_ARN: 'real',
      ALIBABA_CLOUD_PROFILE: 'real',
      ALIBABA_CLOUD_CREDENTIALS_URI: 'real',
      ALIBABA_CLOUD_ENDPOINT: 'real',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: 'real',
      ALIBABACLOUDSTACK_POPGW_DOMAIN: 'real',
      VPN_MCP_PROXY: 'real',
      HTTPS_PROXY: 'real',
    };
    const options = toward(['--sandbox'], env);
    expect(JSON.stringify(options)).not.toContain('real');
    expect(options).toMatchObject({ accessKeyId: 'sandbox-id', endpoint: address.endpoint, cliProfileDisabled: true });
  });

  it('is a region set for this server, but not one that the environment holds for other tools', () => {
    expect(toward(['--sandbox', '--region', 'cn-mine'])).toMatchObject({ region: 'cn-mine' });
    expect(toward(['--sandbox'], { VPN_MCP_REGION: 'cn-mine' })).toMatchObject({ region: 'cn-mine' });
    expect(toward(['--sandbox'], { ALIBABA_CLOUD_REGION_ID: 'cn-real' })).toMatchObject({ region: 'cn-sand' });
  });

  it('is the ASAPI gateway where that is asked for', () => {
    expect(toward(['--sandbox', '--gateway', 'asapi', '--signature', 'HMAC-SHA256'])).toMatchObject({
      gateway: 'asapi',
      endpoint: address.asapiEndpoint,
      signature: 'HMAC-SHA256',
    });
  });

  it('cannot be a real endpoint at the same time', () => {
    expect(() => toward(['--sandbox', '--endpoint', 'vpc.example'])).toThrow('exclude each other');
  });
});
