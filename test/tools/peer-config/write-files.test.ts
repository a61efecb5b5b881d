import { expect, test } from 'vitest';
import { placeOf } from '../../../src/catalogue/schema/secret.ts';
import { writeFiles } from '../../../src/tools/peer-config/write-files.ts';
import type { Writer } from '../../../src/vendors/handoff/writer.ts';
import { testCall } from '../../support/call.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const writer: Writer = {
  ...{ name: 'x', title: 'X 1', verified: 'lab', sources: [] },
  write: ({ tunnels }, { key, head }) => ({
    files: [
      {
        name: 'a.conf',
        text: [
          ...head,
          ...tunnels.map((one) =>
            key(one, { encoding: 'hex', inFile: (hex) => `0x${hex}`, inText: (words) => `"${words}"` }),
          ),
        ].join('|'),
      },
      { name: 'b.sh', text: 'nothing' },
    ],
    ...{ warnings: [], notes: [], load: '', look: '' },
  }),
};

const written: { name: string; text: string }[] = [];
const write = async (name: string, text: string) => {
  written.push({ name, text });
  return { Path: `/x/${name}`, Sha256: 'ff' };
};
const run = (files: 'written' | 'on a page' | 'no folder', ...tunnels: Parameters<typeof sampleLink>) => {
  written.length = 0;
  const { secrets } = testCall();
  return writeFiles(testCall({ secrets: { ...secrets, write, files } }), writer, sampleLink(...tunnels));
};

test('a file gets the place of the key, the text gets words', async () => {
  const { written: text, files } = await run('written');
  expect(written[0]?.text).toMatch(/^So that .*: \{\{ab12cd34\|salt\}\}\|0x\{\{ab12cd34\|hex\}\}$/);
  expect(text.files[0].text).toBe('"<PSK>"');
  expect(files.map((file) => [placeOf(file), file.HoldsSecret])).toEqual([
    ['/x/a.conf', true],
    ['/x/b.sh', false],
  ]);
});

test('on a page waits only what has a secret in it', async () => {
  const { files } = await run('on a page');
  expect(written.map(({ name }) => name)).toEqual(['a.conf']);
  expect(files).toHaveLength(1);
});

test('without a folder there are no files', async () => {
  const { written: text, files } = await run('no folder');
  expect([files, written, text.files[0].text]).toEqual([[], [], '"<PSK>"']);
});

test('a key that is not shown is words in the file too, which then holds no secret', async () => {
  const { files } = await run('written', { tunnels: [sampleTunnel({ key: undefined })] });
  expect(written[0]?.text).toBe('"<PSK>"');
  expect(files[0]?.HoldsSecret).toBe(false);
});

test('two keys have two words, one key has one', async () => {
  const other = await run('written', { tunnels: [sampleTunnel(), sampleTunnel({ order: 2, key: 'ffff0000' })] });
  expect(other.written.files[0].text).toBe('"<PSK-1>"|"<PSK-2>"');
  const same = await run('written', { tunnels: [sampleTunnel(), sampleTunnel({ order: 2 })] });
  expect(same.written.files[0].text).toBe('"<PSK>"|"<PSK>"');
});
