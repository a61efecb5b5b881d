import { describe, expect, it } from 'vitest';
import { attemptsIn } from '../../../src/tools/ssl/attempts.ts';
import { readLine, withSides } from '../../../src/tools/ssl/log-line.ts';

const attempts = (...texts: string[]) =>
  attemptsIn(withSides(texts.map(readLine))).map(({ side, address, cn, stage, hits, stall, isOver }) => ({
    ...{ side, address, cn, stage, isOver },
    rows: hits.map(({ pattern }) => pattern.row),
    isStalled: stall !== undefined,
  }));

describe('attempts of a client', () => {
  const [link, first, timeout, over] = [
    'UDPv4 link remote: [AF_INET]203.0.113.10:1194',
    'TLS: Initial packet from [AF_INET]203.0.113.10:1194, sid=1 2',
    'TLS Error: TLS key negotiation failed to occur within 60 seconds',
    'SIGUSR1[soft,tls-error] received, process restarting',
  ];

  it('are told apart by its restarts, each with the point that it came to', () => {
    expect(
      attempts(
        link,
        timeout,
        over,
        'Restart pause, 1 second(s)',
        link,
        first,
        'VERIFY OK: depth=0, CN=server',
        timeout,
        over,
      ),
    ).toMatchObject([
      { stage: 'nothing', isStalled: true, isOver: true },
      { stage: 'verified', isStalled: true, isOver: true },
    ]);
  });

  it('forget what stood in the way once it was overcome', () => {
    const refused = 'read UDPv4 [ECONNREFUSED]: Connection refused (fd=3,code=111)';
    expect(attempts(link, refused)[0]?.rows).toEqual([58]);
    expect(attempts(link, refused, first)[0]?.rows).toEqual([]);
  });

  it('are refused only by what they called: a line between two of them is that of another program', () => {
    const refused = 'read UDPv4 [ECONNREFUSED]: Connection refused (fd=4,code=111)';
    const rows = attempts(link, first, timeout, over, refused, link, refused);
    expect(rows.map((one) => one.rows)).toEqual([[], [58]]);
    expect(attempts(link, first, timeout, over, refused).map((one) => one.rows)).toEqual([[], []]);
  });

  it('share what the program said of its files when it started', () => {
    const rows = attempts(
      'OpenVPN 2.6.14 x86_64-pc-linux-gnu [SSL (OpenSSL)]',
      'WARNING: Your certificate has expired!',
      link,
      timeout,
      over,
      link,
      timeout,
    );
    expect(rows.map((one) => one.rows)).toEqual([[159], [159]]);
  });
});

describe('attempts in a log of a server', () => {
  it('are those of each address and port, with the name that came later', () => {
    expect(
      attempts(
        '198.51.100.7:1 VERIFY OK: depth=0, CN=ann',
        '198.51.100.8:2 VERIFY ERROR: depth=0, error=certificate revoked: CN=ben',
        'ann/198.51.100.7:1 MULTI_sva: pool returned IPv4=10.99.0.2',
        '198.51.100.8:2 SIGUSR1[soft,tls-error] received, client-instance restarting',
      ),
    ).toMatchObject([
      { side: 'server', address: '198.51.100.7:1', cn: 'ann', stage: 'up', rows: [], isOver: false },
      { side: 'server', address: '198.51.100.8:2', cn: 'ben', stage: 'answered', rows: [51], isOver: true },
    ]);
  });

  it('are not the start of the server itself', () => {
    expect(attempts('MULTI: multi_init called', 'Initialization Sequence Completed')).toMatchObject([
      { side: 'server', address: undefined, stage: 'nothing' },
    ]);
  });

  it('a line that comes a thousand times is one', () => {
    const line = 'ann/198.51.100.7:1 Authenticate/Decrypt packet error: packet HMAC authentication failed';
    expect(attempts(...Array(1000).fill(line))[0]?.rows).toEqual([55]);
  });
});
