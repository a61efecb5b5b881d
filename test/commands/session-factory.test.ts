import { describe, expect, it, vi } from 'vitest';
import { createSessionFactory } from '../../src/commands/session-factory.ts';
import { BadSettings } from '../../src/errors.ts';
import { read } from '../support/start.ts';
import { startCloud } from '../support/world.ts';

describe('the way to the cloud', () => {
  it('is opened once for all who ask at the same time', async () => {
    const { env } = await startCloud();
    const opener = createSessionFactory(read([], env).settings, 'shell', () => {});
    const [one, other] = await Promise.all([opener.open(), opener.open()]);
    expect(one).toBe(other);
    await opener.close();
  });

  it('is tried again after a failure', async () => {
    const opener = createSessionFactory(read(['--sandbox', './no-such-world.json']).settings, 'shell', () => {});
    await expect(opener.open()).rejects.toBeInstanceOf(BadSettings);
    await expect(opener.open()).rejects.toBeInstanceOf(BadSettings);
    await opener.close();
  });

  it('tells where the sandbox can be watched', async () => {
    const log = vi.fn();
    const opener = createSessionFactory(read(['--sandbox', 'empty']).settings, 'shell', log);
    opener.warm();
    await vi.waitFor(() =>
      expect(log).toHaveBeenCalledWith('warn', 'the sandbox is running', {
        control: expect.stringContaining('http://127.0.0.1:'),
        endpoint: expect.stringContaining('http://127.0.0.1:'),
      }),
    );
    await opener.close();
  });

  it('that cannot be warmed says so and does not end the process', async () => {
    const log = vi.fn();
    const opener = createSessionFactory(read(['--sandbox', './no-such-world.json']).settings, 'shell', log);
    opener.warm();
    await vi.waitFor(() => expect(log).toHaveBeenCalledWith('error', expect.stringContaining('no-such-world')));
    await opener.close();
  });

  it('that nobody went is closed without opening anything', async () => {
    const log = vi.fn();
    await createSessionFactory(read(['--sandbox']).settings, 'shell', log).close();
    expect(log).not.toHaveBeenCalled();
  });
});
