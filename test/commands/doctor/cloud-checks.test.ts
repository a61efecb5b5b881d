import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { remoteChecks } from '../../../src/commands/doctor/cloud-checks.ts';
import { faulty, startBentCloud } from '../../support/bent-cloud.ts';
import { read } from '../../support/start.ts';
import { startCloud } from '../../support/world.ts';

const personal = (extra: object = {}) => ({
  access_keys: [
    { AccessKeyId: 'fakeOperator', AccessKeySecret: 'fake-secret', AccountId: '1000000000000001', ...extra },
  ],
});

const operator = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'fakeOperator', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'fake-secret' };

const site = {
  organizations: [
    { OrganizationId: '33', Name: 'plant', ResourceGroups: [{ ResourceGroupId: '144', Name: 'network' }] },
  ],
};

const examine = async (env: Record<string, string>, argv: readonly string[] = []) =>
  remoteChecks(
    read(argv, { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true', ...env }).settings,
    AbortSignal.timeout(20_000),
  );

const look = async (env: Record<string, string>, argv: readonly string[] = []) =>
  (await examine(env, argv)).map(({ check, state }) => [check, state]);

const badOnes = async (env: Record<string, string>, argv: readonly string[] = []) =>
  (await examine(env, argv)).filter(({ state }) => state === 'bad');

describe('what only the cloud can answer', () => {
  it('is checked in the order in which it has to be right', async () => {
    const { env } = await startCloud();
    expect(await look(env)).toEqual([
      ['proxy', 'good'],
      ['name', 'good'],
      ['connection', 'good'],
      ['gateway', 'good'],
      ['clock', 'good'],
      ['credentials', 'good'],
      ['signature', 'good'],
      ['organization', 'note'],
      ['organizations', 'note'],
      ['resource sets', 'note'],
      ['region', 'good'],
      ['toolset gateway', 'good'],
      ['toolset customer-gateway', 'good'],
      ['toolset route', 'good'],
      ['toolset ipsec', 'good'],
      ['toolset ssl', 'good'],
    ]);
  });

  it('is no better than a note where the lists of the cloud were not read', async () => {
    const { env, sandbox } = await startCloud();
    const unread = ['DescribeRegions', 'DescribeVpnGateways', 'DescribeVpnConnections'];
    const endpoint = await startBentCloud(sandbox.endpoint, faulty('missing', ...unread));
    const found = await look({ ...env, VPN_MCP_ENDPOINT: endpoint });
    expect(found.filter(([, state]) => state !== 'good').map(([check]) => check)).toEqual(
      expect.arrayContaining(['region', 'toolset gateway', 'toolset route', 'toolset ipsec']),
    );
  });

  it('needs no network where the cloud is inside the process', async () => {
    const checks = (await look({}, ['--sandbox'])).map(([check]) => check);
    expect(checks.slice(0, 2)).toEqual(['sandbox', 'gateway']);
    expect(checks).toContain('toolset ipsec');
  });

  it('reports that no region is set also where the network is broken', async () => {
    const { env } = await startCloud();
    const { VPN_MCP_REGION: _, ...without } = env;
    const dead = { ...without, VPN_MCP_ENDPOINT: 'http://127.0.0.1:9' };
    expect((await look(dead)).slice(-2)).toEqual([
      ['credentials', 'good'],
      ['region', 'note'],
    ]);
  });

  it('reports a clock that is behind as behind', async () => {
    const { env, clock } = await startCloud();
    clock.setSkew(-10 * 60_000);
    const found = (await examine(env)).find(({ check }) => check === 'clock')?.found;
    expect(found).toMatch(/60[01] s behind ours/);
  });

  it('goes on to the handshake when the file of authorities cannot be read, which is told before', async () => {
    const findings = await examine({ VPN_MCP_ENDPOINT: 'https://127.0.0.1:9', VPN_MCP_CA_FILE: '/nowhere/ca.pem' });
    expect(findings.map(({ found }) => found).join()).not.toContain('ENOENT');
  });

  it('a clock that is far off is noted with what to do', async () => {
    const { env, clock } = await startCloud();
    clock.setSkew(10 * 60_000);
    const found = (await examine(env)).find(({ check }) => check === 'clock');
    expect(found).toMatchObject({ state: 'note', remedy: expect.stringContaining('NTP') });
  });

  it('nothing is signed where nobody answers', async () => {
    const { env, requests } = await startCloud();
    const findings = await look({ ...env, VPN_MCP_ENDPOINT: 'http://127.0.0.1:9' });
    expect(findings).toContainEqual(['connection', 'bad']);
    expect(findings.at(-1)).toEqual(['credentials', 'good']);
    expect(await requests()).toEqual([]);
  });

  it('an endpoint that cannot be derived is reported as a setting', async () => {
    const [found] = await badOnes({ ...operator, VPN_MCP_GATEWAY: 'asapi' });
    expect(found).toMatchObject({ check: 'endpoint', remedy: expect.stringContaining('--endpoint') });
  });
});

describe('who asks', () => {
  it.each([
    ['a wrong secret', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'fake-wrong' }, 'signature', 'SignatureDoesNotMatch'],
    ['an unknown key', { ALIBABA_CLOUD_ACCESS_KEY_ID: 'fake-unknown' }, 'signature', 'InvalidAccessKeyId'],
    ['no keys', { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' }, 'credentials', 'ACCESS_KEY'],
    ['a region that is not there', { VPN_MCP_REGION: 'cn-nowhere' }, 'region', 'cn-nowhere'],
  ])('%s is told at its own line', async (_, wrong, check, words) => {
    const { env, folder } = await startCloud();
    const [found, ...more] = await badOnes({ ...env, HOME: folder, ...wrong });
    expect(found).toMatchObject({
      check,
      found: expect.stringContaining(words),
      remedy: expect.stringMatching(/\w{3}/),
    });
    expect(more).toEqual([]);
  });

  it('a role is reported when it was assumed, and when it is absent', async () => {
    const cloud = await startCloud();
    const env = { ...cloud.env, VPN_MCP_ROLE_ARN: 'acs:ram::1000000000000001:role/operator' };
    expect(await look(env)).toContainEqual(['role', 'good']);
    await cloud.break({ kind: 'refuse', action: 'AssumeRole', status: 404, code: 'EntityNotExist.Role', times: 9 });
    const [found, ...more] = await badOnes(env);
    expect(found).toMatchObject({ check: 'role', remedy: expect.stringContaining('RoleArn') });
    expect(more).toEqual([]);
  });

  it('an STS that does not answer is reported as STS', async () => {
    const { env } = await startCloud();
    const role = { VPN_MCP_ROLE_ARN: 'acs:ram::1000000000000001:role/any', VPN_MCP_STS_ENDPOINT: 'http://127.0.0.1:9' };
    expect((await badOnes({ ...env, ...role }))[0]).toMatchObject({ check: 'STS connection' });
  });

  it('a toolset that the key may not read is reported alone, with the permission to ask for', async () => {
    const { env } = await startCloud({ patch: personal({ Denied: ['DescribeSslVpnServers'] }) });
    expect(await badOnes({ ...env, ...operator })).toEqual([
      expect.objectContaining({ check: 'toolset ssl', remedy: expect.stringContaining('vpc:DescribeSslVpnServers') }),
    ]);
  });
});

describe('organization and resource set', () => {
  const cases: readonly (readonly [string, Record<string, string>, readonly (readonly string[])[]])[] = [
    ['both right', { VPN_MCP_ORGANIZATION: '33', VPN_MCP_RESOURCE_GROUP: '144' }, []],
    [
      'a wrong resource set',
      { VPN_MCP_ORGANIZATION: '33', VPN_MCP_RESOURCE_GROUP: '9' },
      [['organization', 'resource set 9']],
    ],
    ['a wrong organization', { VPN_MCP_ORGANIZATION: '7' }, [['organization', 'organization 7']]],
    ['none where one is needed', { VPN_MCP_POPGW_DOMAIN: 'unused.example' }, [['organization', 'none is named']]],
  ];
  it.each(cases)('%s', async (_, env, summary) => {
    const cloud = await startCloud({ patch: { ...personal({ Personal: true }), ...site } });
    const findings = await badOnes({ ...cloud.env, ...operator, ...env });
    expect(findings.map(({ check, found }) => [check, found])).toEqual(
      summary.map(([check = '', words = '']) => [check, expect.stringContaining(words)]),
    );
  });
});

/** The three findings on organization and resource set, by their checks. */
const places = async (env: Record<string, string>, argv: readonly string[] = []) => {
  const rows = (await examine(env, argv)).filter(({ check }) => /^organization|^resource sets/.test(check));
  return Object.fromEntries(rows.map((row) => [row.check, row]));
};

const two = {
  organizations: [
    ...site.organizations,
    { OrganizationId: '34', Name: 'office', ResourceGroups: [{ ResourceGroupId: '151', Name: 'desks' }] },
  ],
};

describe.each(['pop', 'asapi'])('what the console of an Apsara Stack lists, asked through %s', (gateway) => {
  const start = async () => {
    const cloud = await startCloud({ patch: { ...personal({ Personal: true }), ...two } });
    const endpoint = gateway === 'asapi' ? cloud.sandbox.asapiEndpoint : cloud.sandbox.endpoint;
    return { ...cloud, env: { ...cloud.env, ...operator, VPN_MCP_GATEWAY: gateway, VPN_MCP_ENDPOINT: endpoint } };
  };

  it('is shown with what is set marked, and only the sets of that organization', async () => {
    const { env } = await start();
    const found = await places({ ...env, VPN_MCP_ORGANIZATION: '34', VPN_MCP_RESOURCE_GROUP: '151' });
    expect(found).toMatchObject({
      organization: { state: 'good' },
      organizations: { state: 'good', found: '34 office (in use), 33 plant' },
      'resource sets': { state: 'good', found: '151 desks (in use)' },
    });
  });

  it('is shown where none is set and the cloud refuses for it, with the options to set', async () => {
    const { env } = await start();
    expect(await places(env)).toMatchObject({
      organization: { state: 'bad' },
      organizations: {
        state: 'note',
        found: expect.stringContaining('33 plant'),
        remedy: expect.stringContaining('--organization'),
      },
      'resource sets': {
        state: 'note',
        found: expect.stringContaining('144 network of organization 33'),
        remedy: expect.stringContaining('--resource-group'),
      },
    });
  });

  it('is named where what is set is not on it', async () => {
    const { env } = await start();
    const found = await places({ ...env, VPN_MCP_ORGANIZATION: '33', VPN_MCP_RESOURCE_GROUP: '999' });
    expect(found['resource sets']).toMatchObject({
      state: 'note',
      found: expect.stringMatching(/^999 is not on.*144 network/),
    });
  });

  it.each([
    ['a refusal', { kind: 'forbidden' }],
    ['an operation that is not there', { kind: 'refuse', status: 404, code: 'InvalidAction.NotFound' }],
    ['a page', { kind: 'garbage', status: 200 }],
    ['no answer', { kind: 'lose-reply' }],
  ])('is not known after %s, and all else is checked', async (_, fault) => {
    const { env, break: breakNext } = await start();
    for (const action of ['GetOrganizationList', 'ListResourceGroup']) await breakNext({ action, times: 9, ...fault });
    const given = { ...env, VPN_MCP_ORGANIZATION: '33', VPN_MCP_READ_TIMEOUT_MS: '400' };
    const findings = await examine(given);
    for (const check of ['organizations', 'resource sets'])
      expect(findings).toContainEqual(
        expect.objectContaining({ check, state: 'note', found: expect.stringContaining('not known') }),
      );
    expect(findings.filter(({ state }) => state === 'bad')).toEqual([]);
    expect(findings.map(({ check }) => check)).toContain('toolset ipsec');
  });
});

it('what the console of the built-in cloud lists is shown without an address', async () => {
  const found = await places({}, ['--sandbox', '--organization', '33', '--resource-group', '144']);
  expect(found['organizations']?.found).toBe('33 head-office (in use), 34 plant');
});

it('the public cloud is asked for no organization', async () => {
  const cloud = await startCloud({ world: 'public' });
  expect(await places(cloud.env)).toEqual({});
  expect(await cloud.requests('GetOrganizationList')).toEqual([]);
});

describe('the version of an ASAPI gateway', () => {
  it('is shown, and asked of no other gateway', async () => {
    const { env, sandbox } = await startCloud();
    const asapi = { ...env, VPN_MCP_GATEWAY: 'asapi', VPN_MCP_ENDPOINT: sandbox.asapiEndpoint };
    expect(await examine(asapi)).toContainEqual({
      ...{ check: 'gateway version', state: 'good' },
      found: '/api/version answers {"version":"sandbox"}',
    });
    expect((await look(env)).map(([check]) => check)).not.toContain('gateway version');
  });

  it.each([
    ['a page', 200, '<html>console</html>', 'HTTP 200 with a page'],
    ['nothing', 404, '', 'HTTP 404 with nothing'],
  ])('is not known where %s stands there, and that is no fault', async (_, status, body, words) => {
    const server = createServer((_request, response) => void response.writeHead(status).end(body));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    onTestFinished(() => new Promise<void>((closed) => void server.close(() => closed())));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/asapi/v3`;
    const findings = await examine({ ...operator, VPN_MCP_GATEWAY: 'asapi', VPN_MCP_ENDPOINT: endpoint });
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'gateway version', state: 'note', found: expect.stringContaining(words) }),
    );
  });
});

describe('the STS host of an Apsara Stack', () => {
  const role = { ...operator, VPN_MCP_ROLE_ARN: 'acs:ram::1000000000000001:role/any' };
  const made = async (env: Record<string, string>) =>
    (await examine({ ...role, VPN_MCP_REGION: 'cn-a', VPN_MCP_POPGW_DOMAIN: 'gw.invalid', ...env })).find(
      ({ check }) => check === 'STS host',
    );

  it.each([
    [{}, 'sts-vpc.cn-a.gw.invalid', 'the form of the guide', '--sts-host sts,'],
    [{ VPN_MCP_STS_HOST: 'sts' }, 'sts.gw.invalid', '--sts-host sts', '--sts-host sts-vpc'],
  ])('made from the domain with %j is %s, and the other form is named', async (env, host, by, other) => {
    const found = await made(env);
    expect(found).toMatchObject({ state: 'note', found: expect.stringContaining(host) });
    expect([found?.found, found?.remedy]).toEqual([expect.stringContaining(by), expect.stringContaining(other)]);
  });

  it('is not spoken of where it is named', async () => {
    expect(await made({ VPN_MCP_STS_ENDPOINT: 'http://127.0.0.1:9' })).toBeUndefined();
  });
});
