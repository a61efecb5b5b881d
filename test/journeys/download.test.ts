import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/guard/audit/verify.ts';
import type { Outcome } from '../support/agent.ts';
import { approve, linkIn, linksIn, startTeam, take, team, tokenOf } from './download-stage.ts';

// On HTTP no file of the server is a caller's. A secret waits in its memory, and a person who may approve takes it once.

const CANARY = 'CANARY-plant-main-4fT9xW';
const patch = { 'vco-plant0001.IkeConfig.Psk': CANARY };
const plant = { VpnConnectionId: 'vco-plant0001' };

/** Each tool that hands a secret to people, and what it hands out. */
const tools: readonly (readonly [name: string, args: Record<string, unknown>, holds: RegExp, asks: boolean])[] = [
  ['DownloadVpnConnectionConfig', plant, /^CANARY-plant-main-4fT9xW\n$/, false],
  ['WritePeerConfig', { ...plant, Vendor: 'strongswan' }, /secret = 0sQ0FOQVJZLXBsYW50LW1haW4tNGZUOXhX\n/, false],
  ['ExportSslClient', { SslVpnClientCertId: 'tomas-desktop' }, /PRIVATE KEY-----[\s\S]*END/, false],
  ['RotatePsk', plant, /^[A-Za-z0-9]{40}\n$/, true],
  ['ModifyVpnConnectionAttribute', { ...plant, IkeConfig: { Psk: { generate: true } } }, /^[A-Za-z0-9]{40}\n$/, true],
];

const call = async (
  { as }: Awaited<ReturnType<typeof startTeam>>,
  name: string,
  args: Record<string, unknown>,
  asks: boolean,
): Promise<Outcome> => {
  const agent = await as('agent');
  const first = await agent.call(name, args);
  if (!asks) return first;
  await approve(first, 'boss', 'plant-main');
  return agent.call(name, args);
};

describe('a secret on a server of a team', () => {
  it.each(tools)('of %s reaches a person by a page, once, and nobody else', async (name, args, content, asks) => {
    const stage = await startTeam({ patch });
    const answer = await call(stage, name, args, asks);
    expect(answer.isError).toBe(false);
    const url = linkIn(answer);
    expect(new URL(url).origin).toBe(stage.server.origin);
    expect(JSON.stringify(answer)).toContain('vpn:approve');
    const looked = await fetch(url);
    const page = await looked.text();
    expect([looked.status, page.includes('type="password" name="token"')]).toEqual([200, true]);
    const taken = await take(url, 'boss');
    const text = await taken.text();
    expect(taken.status).toBe(200);
    expect(text).toMatch(content);
    const again = await take(url, 'boss');
    const over = await again.text();
    expect(again.status).toBe(410);
    expect(over).toMatch(/boss took .+ at \d\d:\d\d/);
    // What only the one answer may have: its key, and the one that was there before.
    const [secret = expect.fail('no secret')] = /(?<=PRIVATE KEY-----\n)\S+|(?<== )0s\S+|^\S+(?=\n$)/.exec(text) ?? [];
    const others = [JSON.stringify(answer), page, over, stage.traces()].join('\n');
    for (const each of [secret, CANARY]) expect(others.includes(each)).toBe(false);
    const entries = stage
      .audit()
      .split('\n')
      .filter((line) => line.includes('"Kind":"download"'));
    expect(entries.map((line) => JSON.parse(line).State)).toEqual(['waits', 'taken']);
    expect(entries[1]).toMatch(/"Bytes":\d+,"For":"agent","By":"boss"/);
    expect(stage.audit()).not.toContain(new URL(url).pathname.slice(-43));
    expect(stage.server.running.stderr()).not.toContain(new URL(url).pathname.slice(-43));
    expect((await verifyAudit(`${stage.cloud.folder}/kept`)).breaks).toEqual([]);
  });

  it('is the key in the cloud, and its name says which', async () => {
    const stage = await startTeam({ patch });
    const answer = await call(stage, 'RotatePsk', plant, true);
    const taken = await take(linkIn(answer), 'boss');
    const { sandbox } = stage.cloud;
    const state = Object(await (await fetch(`${sandbox.controlEndpoint}/state`)).json());
    const found = state.connections.find((each: typeof plant) => each.VpnConnectionId === 'vco-plant0001');
    expect(await taken.text()).toBe(`${found.IkeConfig.Psk}\n`);
    expect(taken.headers.get('content-disposition')).toMatch(
      /^attachment; filename=psk-vco-plant0001-[0-9a-f]{8}\.txt$/,
    );
  });

  it('leaves with headers that neither a cache nor a browser can misread', async () => {
    const stage = await startTeam({ patch });
    const answer = await call(stage, 'WritePeerConfig', { ...plant, Vendor: 'strongswan' }, false);
    const [file] = Object(answer.data)['Files'];
    const taken = await take(linkIn(answer), 'boss');
    const text = await taken.text();
    expect(Object.fromEntries(taken.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(Buffer.byteLength(text)),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
    });
    expect(taken.headers.get('set-cookie')).toBeNull();
    // The checksum that the model reads is that of a text with a salt: nobody can try keys against it.
    expect(file).toMatchObject({
      Sha256: createHash('sha256').update(text).digest('hex'),
      Bytes: Buffer.byteLength(text),
    });
    expect(text).toMatch(/checksum says nothing of the key: [0-9a-f]{32}/);
  });

  it('of a bare key has no checksum', async () => {
    const stage = await startTeam({ patch });
    const answer = await call(stage, 'DownloadVpnConnectionConfig', plant, false);
    expect(linkIn(answer)).not.toBe('');
    expect(JSON.stringify(answer)).not.toMatch(/Sha256|[0-9a-f]{64}/);
  });

  it('is one file however often it is asked for, and a new one when it was taken', async () => {
    const stage = await startTeam({ patch });
    const agent = await stage.as('agent');
    const ask = async () => linkIn(await agent.call('DownloadVpnConnectionConfig', plant));
    const url = await ask();
    expect(await ask()).toBe(url);
    expect((await take(url, 'boss')).status).toBe(200);
    expect(await ask()).not.toBe(url);
    // Another caller has another link.
    const lone = await stage.as('lone');
    expect(linkIn(await lone.call('DownloadVpnConnectionConfig', plant))).not.toBe(url);
  });

  it('of one of two tunnels, and of BGP, has its link in every sentence: no masker takes it for a key', async () => {
    const stage = await startTeam({ world: 'public' });
    const agent = await stage.as('agent');
    const tunnel = { VpnConnectionId: 'vco-paris001', Role: 'slave' };
    await approve(await agent.call('RotatePsk', tunnel), 'boss');
    const rotated = await agent.call('RotatePsk', tunnel);
    expect(rotated.text).toMatch(/A new key was made .* waits for the peer at http/);
    const made = await agent.call('CreateCustomerGateway', {
      ...{ IpAddress: '192.0.2.77', Name: 'lille', Asn: '65010', AuthKey: { generate: true } },
    });
    expect(made.text).toMatch(/A new BGP key was made/);
    for (const answer of [rotated, made]) {
      expect(answer.text).not.toContain('[secret:');
      expect(await (await take(linkIn(answer), 'boss')).text()).toMatch(/^[A-Za-z0-9]{40}\n$/);
    }
  });

  it('of new certificates waits on a page for each', async () => {
    const stage = await startTeam();
    const agent = await stage.as('agent');
    const args = { Who: ['tomas-desktop', 'omar-laptop'] };
    const asked = await agent.call('RenewSslClients', args);
    const answer =
      linksIn(asked).length > 0 ? asked : await approve(asked, 'boss').then(() => agent.call('RenewSslClients', args));
    const links = linksIn(answer);
    expect(links).toHaveLength(2);
    for (const url of links) expect(await (await take(url, 'boss')).text()).toContain('PRIVATE KEY-----');
  });
});

describe('whoever may not have it', () => {
  it.each([
    ['no token', undefined, /no token that counts here/],
    ['a token of nobody', 'eve', /no token that counts here/],
    [
      'the caller’s own token, which may not approve',
      'agent',
      /agent may not take this: the scope vpn:approve is missing/,
    ],
    ['a token that may only read', 'reader', /reader may not take this/],
  ])('gets nothing with %s, and the file waits on', async (_, name, words) => {
    const stage = await startTeam({ patch });
    const agent = await stage.as('agent');
    const url = linkIn(await agent.call('DownloadVpnConnectionConfig', plant));
    for (let tries = 0; tries < 5; tries += 1) {
      const refused = await take(url, name);
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringMatching(words)]);
    }
    expect((await take(url, 'boss')).status).toBe(200);
    expect(stage.traces()).not.toContain(tokenOf('eve'));
  });

  it('is slowed by address, and whoever has a right token is not', async () => {
    const stage = await startTeam({ patch });
    const url = linkIn(await (await stage.as('agent')).call('DownloadVpnConnectionConfig', plant));
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await take(url, 'eve')).status);
    expect(statuses).toEqual([...Array(10).fill(403), 429, 429]);
    expect(Number((await take(url, 'eve')).headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await take(url, 'boss')).status).toBe(200);
  });

  it('is the asker with --approver other, whatever scopes they have', async () => {
    const stage = await startTeam({ patch, args: ['--approver', 'other'] });
    const answer = await (await stage.as('lone')).call('DownloadVpnConnectionConfig', plant);
    expect(JSON.stringify(answer)).toContain('other than lone');
    const url = linkIn(answer);
    const refused = await take(url, 'lone');
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining('somebody else has to take it'),
    ]);
    expect((await take(url, 'deputy')).status).toBe(200);
  });

  it('is nobody without that option: who may approve alone may take alone', async () => {
    const stage = await startTeam({ patch });
    const url = linkIn(await (await stage.as('lone')).call('DownloadVpnConnectionConfig', plant));
    expect((await take(url, 'lone')).status).toBe(200);
  });
});

describe('what only looks, or comes from elsewhere,', () => {
  it('takes nothing of it', async () => {
    const stage = await startTeam({ patch });
    const url = linkIn(await (await stage.as('agent')).call('DownloadVpnConnectionConfig', plant));
    const { origin, pathname } = new URL(url);
    const authorization = `Bearer ${tokenOf('boss')}`;
    const tries: readonly (readonly [Promise<Response>, number])[] = [
      [fetch(url, { headers: { authorization, 'user-agent': 'Slackbot-LinkExpanding 1.0' } }), 200],
      [fetch(url, { method: 'HEAD' }), 405],
      [fetch(url, { method: 'POST', headers: { authorization, origin }, body: new URLSearchParams() }), 403],
      [take(url, 'boss', { headers: { origin: 'https://evil.example' } }), 403],
      [take(url, 'boss', { headers: { origin: 'null' } }), 403],
      [take(url, 'boss', { headers: { 'sec-fetch-site': 'cross-site' } }), 403],
      [take(`${origin}//download/${pathname.slice(-43)}`, 'boss'), 404],
      [take(url.toUpperCase().replace(/^HTTP/, 'http'), 'boss'), 404],
      [take(`${url}/`, 'boss'), 404],
    ];
    for (const [answer, status] of tries) {
      const seen = await answer;
      expect([seen.status, (await seen.text()).includes(CANARY)]).toEqual([status, false]);
    }
    expect(await (await take(url, 'boss')).text()).toBe(`${CANARY}\n`);
  });
});

describe('of those who come at once', () => {
  it('exactly one gets it', async () => {
    const stage = await startTeam({ patch });
    const url = linkIn(await (await stage.as('agent')).call('DownloadVpnConnectionConfig', plant));
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => take(url, i % 2 === 0 ? 'boss' : 'deputy')));
    const texts = await Promise.all(all.map((each) => each.text()));
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, ...Array(19).fill(410)]);
    expect(texts.filter((text) => text.includes(CANARY))).toHaveLength(1);
    expect(stage.audit().match(/"State":"taken"/g)).toHaveLength(1);
  });
});

describe('a file is gone', () => {
  it('when its caller’s token is taken back', async () => {
    const stage = await startTeam({ patch });
    const url = linkIn(await (await stage.as('agent')).call('DownloadVpnConnectionConfig', plant));
    stage.give(team.filter(({ name }) => name !== 'agent'));
    await stage.server.says(/a token was taken back/);
    const late = await take(url, 'boss');
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('Erased')]);
    await expect.poll(stage.audit).toContain('"State":"erased"');
  });

  it('when the taker’s token is, before it is taken', async () => {
    const stage = await startTeam({ patch });
    const url = linkIn(await (await stage.as('agent')).call('DownloadVpnConnectionConfig', plant));
    stage.give(team.filter(({ name }) => name !== 'boss'));
    await stage.server.says(/a token was taken back/);
    expect((await take(url, 'boss')).status).toBe(403);
    expect((await take(url, 'deputy')).status).toBe(200);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'with its process, by %s, and the next one says what to do',
    async (signal) => {
      const stage = await startTeam({ patch });
      const answer = await call(stage, 'RotatePsk', plant, true);
      const { pathname } = new URL(linkIn(answer));
      stage.server.running.child.kill(signal);
      await stage.server.running.ended;
      const next = await stage.start();
      const late = await take(`${next.origin}${pathname}`, 'boss');
      expect([late.status, await late.text()]).toEqual([404, expect.stringContaining('the server was started anew')]);
      const agent = await next.connect({ token: tokenOf('agent') });
      const standing = await agent.call('RotatePsk', plant);
      // A server that ends by itself has said so in its audit; of one that was killed the next one has to say it.
      expect(standing.text.includes('Notice: An earlier run of this server ended while files waited')).toBe(
        signal === 'SIGKILL',
      );
      expect(standing.text).toMatch(/GONE: psk-vco-plant0001-[0-9a-f]{8}\.txt .*DownloadVpnConnectionConfig/);
      // The cloud still shows the key, so that the way out is one.
      const again = linkIn(await agent.call('DownloadVpnConnectionConfig', plant));
      expect(await (await take(again, 'boss')).text()).toMatch(/^[A-Za-z0-9]{40}\n$/);
    },
  );

  it('and where the cloud shows no key, the next process says that another one has to be made', async () => {
    const stage = await startTeam({ patch: { platform: { psk_masking: 'masked' } } });
    await call(stage, 'RotatePsk', plant, true);
    stage.server.running.child.kill('SIGKILL');
    await stage.server.running.ended;
    const next = await stage.start();
    const agent = await next.connect({ token: tokenOf('agent') });
    expect((await agent.call('RotatePsk', plant)).text).toMatch(/GONE: .*mask.*ModifyVpnConnectionAttribute/);
  });

  it('or taken, and whoever repeats the call reads by whom', async () => {
    const stage = await startTeam({ patch });
    const answer = await call(stage, 'RotatePsk', plant, true);
    const agent = await stage.as('agent');
    expect(linkIn(await agent.call('RotatePsk', plant))).toBe(linkIn(answer));
    await take(linkIn(answer), 'boss');
    expect((await agent.call('RotatePsk', plant)).text).toMatch(/which boss took at \d{4}-/);
    stage.server.running.child.kill('SIGKILL');
    await stage.server.running.ended;
    const later = await (await stage.start()).connect({ token: tokenOf('agent') });
    expect((await later.call('RotatePsk', plant)).text).toMatch(/which boss took at \d{4}-/);
  });
});

it('a server on HTTP without tokens hands out nothing, and says how it would', async () => {
  const { startHttp } = await import('../support/http-server.ts');
  const { startCloud } = await import('../support/world.ts');
  const cloud = await startCloud({ patch });
  const server = await startHttp([], cloud.env);
  const agent = await server.connect();
  const answer = await agent.call('DownloadVpnConnectionConfig', plant);
  expect(linksIn(answer)).toEqual([]);
  expect(JSON.stringify(answer)).toContain('--tokens-file');
  expect((await fetch(`${server.origin}/download/${'A'.repeat(43)}`)).status).toBe(404);
});
