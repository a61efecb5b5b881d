import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWatch } from '../../src/resources/watch.ts';
import { fakeSource } from '../support/source.ts';

const uri = 'vpn://cn-a/connections/vco-1';

/** A connection whose status the test sets. */
const scene = () => {
  let status: string | undefined = 'ipsec_sa_established';
  const { source, asked } = fakeSource({
    DescribeVpnConnections: ({ VpnConnectionId }) => {
      if (status === undefined) throw new Error('unreachable');
      if (status === 'unread') return { NotComplete: 'its reply has no list VpnConnections' };
      return { VpnConnections: status === 'gone' ? [] : [{ VpnConnectionId, Status: status }] };
    },
  });
  const summary: string[] = [];
  const watch = createWatch(source, (changed) => summary.push(changed), 1000);
  const set = (next: string | undefined): void => {
    status = next;
  };
  return { watch, summary, asked, set };
};

describe('a watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells a change of status once', async () => {
    const { watch, summary, set } = scene();
    watch.add(uri);
    await vi.advanceTimersByTimeAsync(2500);
    expect(summary).toEqual([]);
    set('ike_sa_not_established');
    await vi.advanceTimersByTimeAsync(3000);
    expect(summary).toEqual([uri]);
    watch.close();
  });

  it('tells once that a thing is gone', async () => {
    const { watch, summary, set } = scene();
    watch.add(uri);
    await vi.advanceTimersByTimeAsync(1500);
    set('gone');
    await vi.advanceTimersByTimeAsync(3000);
    expect(summary).toEqual([uri]);
    watch.close();
  });

  it.each([undefined, 'unread'])('does not take a failed look for a change: %s', async (failed) => {
    const { watch, summary, set } = scene();
    watch.add(uri);
    await vi.advanceTimersByTimeAsync(1500);
    set(failed);
    await vi.advanceTimersByTimeAsync(2000);
    set('ipsec_sa_established');
    await vi.advanceTimersByTimeAsync(2000);
    expect(summary).toEqual([]);
    watch.close();
  });

  it('asks the cloud only while somebody listens', async () => {
    const { watch, asked } = scene();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toEqual([]);
    watch.add(uri);
    await vi.advanceTimersByTimeAsync(1500);
    const looks = asked.length;
    watch.remove(uri);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked.length).toBe(looks);
    expect(vi.getTimerCount()).toBe(0);
  });
});
