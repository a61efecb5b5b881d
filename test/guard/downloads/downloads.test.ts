import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE, startDownloads, text } from './sample.ts';

describe('an offer', () => {
  test('has an address that nobody guesses, and is there once for one caller', () => {
    const { downloads, changes } = startDownloads();
    const one = downloads.offer(text);
    expect(one.path).toMatch(/^[\w-]{43}$/);
    expect(one).toMatchObject({ name: 'psk-plant.txt', bytes: 9, caller: 'agent', state: 'waits' });
    expect(downloads.offer(text)).toBe(one);
    const others = [
      downloads.offer({ ...text, content: 'FAKE-other\n' }),
      downloads.offer({ ...text, name: 'other.txt' }),
      downloads.offer({ ...text, caller: 'lone' }),
    ];
    expect(new Set([one, ...others].map(({ path }) => path)).size).toBe(4);
    expect(changes).toHaveLength(4);
  });

  test('may be the same by another rule', () => {
    const { downloads } = startDownloads();
    const isSame = (found: string, content: string) => found.length === content.length;
    const one = downloads.offer({ ...text, isSame });
    expect(downloads.offer({ ...text, content: 'MADE-upp\n', isSame })).toBe(one);
  });

  test('is a plain name, whatever it was made from', () => {
    const { downloads } = startDownloads({ fileBytes: 100, allBytes: 1e6, ofOneCaller: 1e4, files: 1e4 });
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('../a', 'a\r\nb', 'x\0y', '\u{10380}'.repeat(60))),
        (name) => {
          const { name: plain } = downloads.offer({ ...text, name, content: name.slice(0, 5) });
          expect(plain).toMatch(/^[\p{L}\p{N}._-]+$/u);
          expect(plain).not.toMatch(/\p{Cs}/u);
          expect(plain.startsWith('.')).toBe(false);
        },
      ),
    );
  });

  const limits = { fileBytes: 20, allBytes: 60, ofOneCaller: 3, files: 5 };

  test('beyond a limit is refused, names the limit and when it ends, and pushes out nothing', () => {
    const { downloads } = startDownloads(limits);
    expect(() => downloads.offer({ ...text, content: 'x'.repeat(21) })).toThrow(/21 bytes, and at most 20/);
    const own = ['a', 'b', 'c'].map((name) => downloads.offer({ ...text, name }));
    expect(() => downloads.offer({ ...text, name: 'd' })).toThrow(/3 files of this caller wait.*No file was made/);
    for (const name of ['e', 'f']) downloads.offer({ ...text, name, caller: 'lone' });
    expect(() => downloads.offer({ ...text, name: 'g', caller: 'third' })).toThrow('Too many files of all callers');
    expect(own.map(({ path }) => downloads.at(path)?.state)).toEqual(['waits', 'waits', 'waits']);
    // Room is made by whoever takes one.
    downloads.take(own[0]?.path ?? '', 'boss');
    downloads.arrived(own[0]?.path ?? '');
    expect(downloads.offer({ ...text, name: 'd' }).state).toBe('waits');
  });

  test('holds the bytes of all within their limit', () => {
    const { downloads } = startDownloads({ ...limits, files: 100, ofOneCaller: 100 });
    for (const name of ['a', 'b', 'c']) downloads.offer({ ...text, name, content: 'x'.repeat(20) });
    expect(() => downloads.offer({ ...text, name: 'd', content: 'x' })).toThrow('Too many files of all callers');
  });

  test('thousands of times is bounded, and the time makes room again', () => {
    const { clock, downloads } = startDownloads();
    let refused = 0;
    for (let number = 0; number < 2_000; number += 1)
      try {
        downloads.offer({ ...text, name: `${number}.txt`, caller: `caller-${number % 20}` });
      } catch {
        refused += 1;
      }
    expect(refused).toBe(1_500);
    clock.advance(10 * MINUTE);
    expect(downloads.offer(text).state).toBe('waits');
  });
});

describe('a file', () => {
  const start = () => {
    const stage = startDownloads();
    const { path } = stage.downloads.offer(text);
    return { ...stage, path };
  };

  test('goes to one person, once, and is overwritten when it has left', () => {
    const { downloads, path } = start();
    const content = downloads.take(path, 'boss');
    expect(content?.toString()).toBe('FAKE-key\n');
    expect([downloads.take(path, 'boss'), downloads.take(path, 'deputy')]).toEqual([undefined, undefined]);
    downloads.arrived(path);
    expect(content?.every((byte) => byte === 0)).toBe(true);
    expect(downloads.at(path)).toMatchObject({ state: 'taken', takenBy: 'boss' });
    expect(downloads.take(path, 'boss')).toBeUndefined();
  });

  test('whose connection broke may be taken once more, by the same person, for a minute', () => {
    const { clock, downloads, path } = start();
    downloads.take(path, 'boss');
    downloads.cut(path);
    expect(downloads.at(path)?.state).toBe('cut');
    expect(downloads.take(path, 'deputy')).toBeUndefined();
    expect(downloads.take(path, 'boss')?.toString()).toBe('FAKE-key\n');
    downloads.cut(path);
    expect([downloads.at(path)?.state, downloads.take(path, 'boss')]).toEqual(['taken', undefined]);
    const late = downloads.offer({ ...text, name: 'late.txt' }).path;
    downloads.take(late, 'boss');
    downloads.cut(late);
    clock.advance(MINUTE);
    expect([downloads.at(late)?.state, downloads.take(late, 'boss')]).toEqual(['taken', undefined]);
  });

  test('of which nothing left waits on, also after its first cut', () => {
    const { downloads, path } = start();
    downloads.take(path, 'boss');
    downloads.putBack(path);
    expect(downloads.take(path, 'deputy')?.length).toBe(9);
    downloads.cut(path);
    downloads.take(path, 'deputy');
    downloads.putBack(path);
    expect([downloads.take(path, 'boss'), downloads.take(path, 'deputy')?.length]).toEqual([undefined, 9]);
  });

  test('is erased with its caller, with its call, and with the server, and then nothing more is offered', () => {
    const { downloads, path, changes } = start();
    const other = downloads.offer({ ...text, caller: 'lone' }).path;
    downloads.eraseOf('agent');
    expect([downloads.at(path)?.state, downloads.at(other)?.state]).toEqual(['erased', 'waits']);
    downloads.remove(other);
    expect(downloads.at(other)?.state).toBe('erased');
    const last = downloads.offer(text).path;
    downloads.close();
    expect(downloads.take(last, 'boss')).toBeUndefined();
    expect(() => downloads.offer({ ...text, name: 'new' })).toThrow('The server is stopping');
    expect(changes.filter((each) => each.endsWith('erased'))).toHaveLength(3);
  });

  test('is found by its name, whatever became of it', () => {
    const { downloads, path } = start();
    expect(downloads.named('psk-plant.txt').at(-1)?.path).toBe(path);
    downloads.eraseOf('agent');
    expect([downloads.named('psk-plant.txt').at(-1)?.state, downloads.named('none')]).toEqual(['erased', []]);
  });

  test('is in the hands of at most one person, in whatever order things come', () => {
    const step = fc.record({
      does: fc.constantFrom('take', 'putBack', 'arrived', 'cut', 'wait', 'erase' as const),
      who: fc.constantFrom('boss', 'deputy'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { clock, downloads, path } = start();
        const takers = new Set<string>();
        let times = 0;
        for (const { does, who } of steps) {
          if (does === 'wait') clock.advance(MINUTE);
          else if (does === 'erase') downloads.eraseOf('agent');
          else if (does !== 'take') {
            if (does !== 'putBack' && downloads.at(path)?.state === 'leaving') {
              takers.add(String(downloads.at(path)?.takenBy));
              times += 1;
            }
            downloads[does](path);
          } else downloads.take(path, who);
        }
        expect(takers.size).toBeLessThanOrEqual(1);
        expect(times).toBeLessThanOrEqual(2);
      }),
    );
  });
});
