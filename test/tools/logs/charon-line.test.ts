import { describe, expect, it } from 'vitest';
import { charonLineOf, isCharon } from '../../../src/tools/logs/charon-line.ts';

describe('a line of charon', () => {
  it.each([
    ['Nov 29 07:06:12 09[IKE] nothing to initiate', { thread: '09', part: 'IKE' }],
    ['Nov 29 07:06:12 gw charon[88]: 12[CFG] selecting proposal:', { thread: '12', part: 'CFG' }],
    ['Nov 29 07:06:12 fw charon: 05[IKE] <con1|7> sending DPD request', { thread: '05', part: 'IKE', sa: '7' }],
    ['> 09[IKE] IKE_SA ali[3] state change: CREATED => CONNECTING', { thread: '09', sa: '3' }],
    ['[IKE] IKE_SA ali[4] established between 1.1.1.1[a]...2.2.2.2[b]', { thread: '', part: '', sa: '4' }],
  ])('%s', (text, read) => {
    expect(charonLineOf(text)).toMatchObject(read);
  });

  it('tells the packet, with its ends and its ports', () => {
    expect(
      charonLineOf('09[NET] received packet: from 203.0.113.10[4500] to 198.51.100.1[4500] (268 bytes)').packet,
    ).toEqual({ isSent: false, from: '203.0.113.10', fromPort: 4500, to: '198.51.100.1', toPort: 4500, bytes: 268 });
    expect(charonLineOf('sending packet: from 2001:db8::1[500] to 2001:db8::2[500]').packet).toMatchObject({
      isSent: true,
      to: '2001:db8::2',
      bytes: 0,
    });
  });

  it('tells the message, with its exchange and its payloads', () => {
    expect(charonLineOf('09[ENC] parsed INFORMATIONAL_V1 request 77 [ HASH N(NO_PROP) ]').message).toEqual({
      isSent: false,
      exchange: 'INFORMATIONAL_V1',
      isRequest: true,
      id: 77,
      payloads: ' HASH N(NO_PROP) ',
    });
  });

  it('is none in the words of another vendor', () => {
    expect(isCharon(charonLineOf('%ASA-5-713119: Group = x, PHASE 1 COMPLETED'))).toBe(false);
    expect(isCharon(charonLineOf('sending packet: from 1.1.1.1[500] to 2.2.2.2[500]'))).toBe(true);
  });
});
