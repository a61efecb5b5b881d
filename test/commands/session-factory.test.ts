import { describe, expect, it, vi } from 'vitest';
import { createSessionFactory } from '../../src/commands/session-factory.ts';
import { BadSettings } from '../../src/errors.ts';
import { read } from '../support/start.ts';
import { startCloud } from '../support/world.ts';

describe('the pipeline of a process', () => {
  it('is opened once for all who ask at the same time', async () => {
    const { env } = await startCloud();
    const sessionFactory = createSessionFactory(read([], env).settings, 'shell', () => {});
    const [one, other] = await Promise.all([sessionFactory.open(), sessionFactory.open()]);
    expect(one).toBe(other);
    await sessionFactory.close();
  });

  it('is tried again after a failure', async () => {
    const sessionFactory = createSessionFactory(
      read(['--sandbox', './no-such-world.json']).settings,
      'shell',
      () => {},
    );
    await expect(sessionFactory.open()).rejects.toBeInstanceOf(BadSettings);
    await expect(sessionFactory.open()).rejects.toBeInstanceOf(BadSettings);
    await sessionFactory.close();
  });

  it('logs where the sandbox can be watched', async () => {
    const log = vi.fn();
    const sessionFactory = createSessionFactory(read(['--sandbox', 'empty']).settings, 'shell', log);
    sessionFactory.warm();
    await vi.waitFor(() =>
      expect(log).toHaveBeenCalledWith('warn', 'the sandbox is running', {
        control: expect.stringContaining('http://127.0.0.1:'),
        endpoint: expect.stringContaining('http://127.0.0.1:'),
      }),
    );
    await sessionFactory.close();
  });

  it('whose sandbox cannot start logs it and does not end the process', async () => {
    const log = vi.fn();
    const sessionFactory = createSessionFactory(read(['--sandbox', './no-such-world.json']).settings, 'shell', log);
    sessionFactory.warm();
    await vi.waitFor(() => expect(log).toHaveBeenCalledWith('error', expect.stringContaining('no-such-world')));
    await sessionFactory.close();
  });

  it('that nobody needs is closed without opening anything', async () => {
    const log = vi.fn();
    await createSessionFactory(read(['--sandbox']).settings, 'shell', log).close();
    expect(log).not.toHaveBeenCalled();
  });
});
