import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { soon } from '../bench.ts';
import { text } from './sample.ts';
import { postOf, rawClient, servePages } from './server-stage.ts';

const send = (url: string, method: string, headers: Record<string, string> = {}, body = '') =>
  new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let read = '';
      response.on('data', (chunk) => {
        read += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: read, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('nobody takes a file', () => {
  const tries: readonly (readonly [string, string, Record<string, string>, string, number])[] = [
    ['by looking, as previews of links do', 'GET', {}, '', 200],
    ['by looking with a token in the header', 'GET', { authorization: 'Bearer boss' }, '', 200],
    ['by asking for the head', 'HEAD', {}, '', 405],
    ['by another method', 'PUT', form, 'token=boss', 405],
    ['by OPTIONS', 'OPTIONS', {}, '', 405],
    ['from a page of another site', 'POST', { ...form, 'sec-fetch-site': 'cross-site' }, 'token=boss', 403],
    ['from a frame', 'POST', { ...form, 'sec-fetch-dest': 'iframe' }, 'token=boss', 403],
    ['by a script', 'POST', { ...form, 'sec-fetch-dest': 'empty' }, 'token=boss', 403],
    ['by JSON', 'POST', { 'content-type': 'application/json' }, '{"token":"boss"}', 400],
    ['by a form with files', 'POST', { 'content-type': 'multipart/form-data; boundary=x' }, 'token=boss', 400],
    ['by a flood', 'POST', form, `token=boss&x=${'x'.repeat(100_000)}`, 400],
    ['without a token', 'POST', form, '', 403],
    ['with the token in the address', 'POST', form, '', 403],
    ['with two tokens of which the first is wrong', 'POST', form, 'token=eve&token=boss', 403],
  ];

  test.each(tries)('%s', async (how, method, headers, body, status) => {
    const { downloads, urlOf, records, take } = await servePages();
    const download = downloads.offer(text);
    const url = how.includes('in the address') ? `${urlOf(download)}?token=boss` : urlOf(download);
    const answer = await send(url, method, headers, body);
    expect([answer.status, answer.body.includes('FAKE-key'), records]).toEqual([status, false, []]);
    expect(await (await take(download, 'boss')).text()).toBe('FAKE-key\n');
  });

  test.each([
    '/download/',
    '/download/x',
    `/download/${'A'.repeat(43)}`,
    `/download/${'A'.repeat(43)}/..`,
    '/download/%2e%2e/x',
  ])('at %s, where nothing waits', async (path) => {
    const { downloads, origin } = await servePages();
    downloads.offer(text);
    for (const method of ['GET', 'POST'])
      expect(await send(`${origin}${path}`, method, form, method === 'POST' ? 'token=boss' : '')).toMatchObject({
        status: 404,
        body: expect.stringContaining('Nothing waits here'),
      });
  });
});

test('a range is no part: all of it leaves, once', async () => {
  const { downloads, urlOf } = await servePages();
  const download = downloads.offer(text);
  const all = await send(urlOf(download), 'POST', { ...form, range: 'bytes=0-3', 'if-range': '"x"' }, 'token=boss');
  expect([all.status, all.body, all.headers['accept-ranges']]).toEqual([200, 'FAKE-key\n', 'none']);
  const rest = await send(urlOf(download), 'POST', { ...form, range: 'bytes=4-' }, 'token=boss');
  expect(rest.status).toBe(410);
});

test('a name of other letters arrives whole, and none breaks out of its header', async () => {
  const { downloads, take } = await servePages();
  const header = async (name: string) =>
    (await take(downloads.offer({ ...text, name }), 'boss')).headers.get('content-disposition');
  expect(await header('总部-密钥.txt')).toBe(
    `attachment; filename="??-??.txt"; filename*=UTF-8''${encodeURIComponent('总部-密钥.txt')}`,
  );
  expect(await header('a"\r\nSet-Cookie: x=1; ../../b.txt')).toBe('attachment; filename=a-Set-Cookie-x-1-..-..-b.txt');
  expect(await header('\u{10380}'.repeat(80))).toMatch(/filename\*=UTF-8''(?:%F0%90%8E%80){50}$/);
});

test('a form in another language is answered in it', async () => {
  const { downloads, urlOf } = await servePages();
  const url = `${urlOf(downloads.offer(text))}?lang=zh`;
  expect((await send(url, 'GET')).body).toMatch(/lang="zh-CN".*谁可取走/s);
  expect((await send(url, 'POST', form, 'token=agent')).body).toContain('agent 无权取走此文件');
});

test('without a record nothing leaves, and the file waits on', async () => {
  let mayRecord = false;
  const { downloads, take, logged } = await servePages({ mayRecord: () => mayRecord });
  const download = downloads.offer(text);
  const refused = await take(download, 'boss');
  expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining('The audit cannot be written')]);
  expect(logged.join()).toContain('the audit cannot be written');
  mayRecord = true;
  expect((await take(download, 'deputy')).status).toBe(200);
});

test('whoever has gone before it leaves has not taken it', async () => {
  let go: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    go = resolve;
  });
  let isAsked = false;
  const stage = await servePages({
    pause: () => {
      isAsked = true;
      return asked;
    },
  });
  const download = stage.downloads.offer(text);
  const socket = await rawClient(stage.origin, postOf(download, 'boss'));
  await soon(() => isAsked).toBe(true);
  socket.resetAndDestroy();
  await once(socket, 'close');
  // The server learns of it by the connection, which another request comes behind.
  await soon(async () => (await fetch(stage.urlOf(download))).status).toBe(200);
  go();
  expect(await (await stage.take(download, 'deputy')).text()).toBe('FAKE-key\n');
  expect(stage.records).toEqual(['psk-plant.txt taken deputy']);
});

test('whoever goes while it is recorded has not taken it either, and the record says so', async () => {
  let go: () => void = () => {};
  const written = new Promise<void>((resolve) => {
    go = resolve;
  });
  const stage = await servePages({ beforeRecord: () => written });
  const download = stage.downloads.offer(text);
  const socket = await rawClient(stage.origin, postOf(download, 'boss'));
  await soon(() => download.state).toBe('leaving');
  const other = await stage.take(download, 'deputy');
  expect([other.status, await other.text()]).toEqual([410, expect.stringContaining('is being handed to boss')]);
  socket.resetAndDestroy();
  await once(socket, 'close');
  await soon(async () => (await fetch(stage.urlOf(download))).status).toBe(410);
  go();
  await soon(() => stage.records).toEqual(['psk-plant.txt taken boss', 'psk-plant.txt waits nobody']);
  expect(download).not.toHaveProperty('takenBy');
  expect(await (await stage.take(download, 'deputy')).text()).toBe('FAKE-key\n');
});

test('nothing leaves in an answer behind another one, which may end the connection', async () => {
  const { downloads, origin, take, records } = await servePages();
  const [one, other] = [downloads.offer(text), downloads.offer({ ...text, name: 'other.txt' })];
  const socket = await rawClient(origin, postOf(one, 'boss') + postOf(other, 'boss'));
  await once(socket.resume(), 'close');
  await soon(() => one.state).toBe('taken');
  expect([other.state, records]).toEqual(['waits', ['psk-plant.txt taken boss']]);
  expect((await take(other, 'boss')).status).toBe(200);
});

test('whose connection breaks in the middle may come once more, and nobody else', async () => {
  const stage = await servePages();
  // More than the buffers of a connection take.
  const download = stage.downloads.offer({ ...text, content: 'x'.repeat(50_000_000) });
  const socket = await rawClient(stage.origin, postOf(download, 'boss'));
  await once(socket, 'readable');
  socket.resetAndDestroy();
  await soon(() => stage.downloads.at(download.path)?.state).toBe('cut');
  expect(stage.records).toEqual(['psk-plant.txt taken boss', 'psk-plant.txt cut boss']);
  const other = await stage.take(download, 'deputy');
  expect([other.status, await other.text()]).toEqual([410, expect.stringContaining('boss took')]);
  expect(await (await fetch(stage.urlOf(download))).text()).toContain('You can take it once more');
  expect((await (await stage.take(download, 'boss')).text()).length).toBe(50_000_000);
  expect((await stage.take(download, 'boss')).status).toBe(410);
});

test('who was refused is in the log, ten times a minute and in one line, and no token is', async () => {
  const { downloads, take, logged } = await servePages();
  const download = downloads.offer({ ...text, name: 'a\nerror forged.txt' });
  for (let tries = 0; tries < 30; tries += 1) await take(download, 'eve-with-a-long-token\nerror forged');
  const lines = logged.filter((line) => line.includes('was not handed out'));
  expect(lines).toHaveLength(10);
  expect(lines.join('')).not.toMatch(/\n|eve-with/);
  expect(lines[0]).toMatch(/"address":"127\.0\.0\.1"/);
});
