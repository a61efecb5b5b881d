import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseLine } from '../../src/transport/refuse-line.ts';

const summary = (line: string) => refuseLine(line).map(({ id, error: { code } }) => [id, code]);

describe('a line that is no message', () => {
  it.each([
    ['{"jsonrpc":"2.0","id":5', [[null, -32700]]],
    ['not json', [[null, -32700]]],
    ['{"jsonrpc":"2.0","id":"x","params":{}}', [['x', -32600]]],
    ['{"jsonrpc":"2.0","params":{}}', [[null, -32600]]],
    ['{"id":7,"method":"ping"}', [[7, -32600]]],
    ['{"jsonrpc":"2.0","id":7,"method":"ping","params":[1]}', [[7, -32602]]],
    ['{"jsonrpc":"2.0","id":7,"method":"ping","params":"x"}', [[7, -32602]]],
    ['{"jsonrpc":"2.0","id":7,"method":"ping","params":{"_meta":4}}', [[7, -32602]]],
    ['{"jsonrpc":"2.0","id":7,"method":"ping","params":{"_meta":{"progressToken":{}}}}', [[7, -32602]]],
    ['{"jsonrpc":"2.0","id":7,"method":"ping","extra":1}', [[7, -32600]]],
    ['{"jsonrpc":"2.0","id":null,"method":"ping"}', [[null, -32600]]],
    ['{"jsonrpc":"2.0","id":{},"method":"ping"}', [[null, -32600]]],
    ['null', [[null, -32600]]],
    ['"text"', [[null, -32600]]],
    ['[]', [[null, -32600]]],
    ['[1]', [[null, -32600]]],
  ])('%s is answered with its ID, where one can be read', (line, answers) => {
    expect(summary(line)).toEqual(answers);
  });

  it('is told what is wrong with it, and nothing of it is repeated', () => {
    const key = 'FAKE-key-0001';
    const bad = [key, `{"jsonrpc":"2.0","id":1,"params":{"Psk":"${key}"}}`, `["${key}"]`, `{"${key}":1}`];
    for (const line of bad) expect(JSON.stringify(refuseLine(line))).not.toContain(key);
    expect(refuseLine('{"jsonrpc":"2.0","id":1,"params":{}}')[0]?.error.message).toContain('method');
    expect(refuseLine('{"id":1,"method":"ping"}')[0]?.error.message).toContain('jsonrpc');
  });
});

describe('a batch', () => {
  it('is refused to each of its requests', () => {
    const batch = [
      { jsonrpc: '2.0', id: 1, method: 'ping' },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 'b', method: 'ping' },
    ];
    expect(summary(JSON.stringify(batch))).toEqual([
      [1, -32600],
      ['b', -32600],
    ]);
  });

  it('of hundreds gets one answer', () => {
    const batch = Array.from({ length: 500 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'ping' }));
    expect(summary(JSON.stringify(batch))).toEqual([[null, -32600]]);
  });
});

describe('no answer gets', () => {
  it.each([
    ['a request, which is answered by the server', '{"jsonrpc":"2.0","id":1,"method":"ping","params":{}}'],
    ['a notification', '{"jsonrpc":"2.0","method":"notifications/initialized"}'],
    ['a notification with a mistake', '{"method":"notifications/initialized","params":[]}'],
    ['an answer', '{"jsonrpc":"2.0","id":1,"result":{}}'],
    ['an answer with a mistake', '{"id":1,"result":3}'],
    ['an error about a line of ours', '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}'],
    ['a batch without a request', '[{"jsonrpc":"2.0","method":"notifications/initialized"},{"id":1,"result":{}}]'],
    ['an empty line', ''],
    ['a line of blanks', ' \r'],
  ])('%s', (_name, line) => {
    expect(refuseLine(line)).toEqual([]);
  });

  it('a refusal itself: two who answer each other never go on for ever', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (line) => {
        for (const refusal of refuseLine(line)) expect(refuseLine(JSON.stringify(refusal))).toEqual([]);
      }),
    );
  });
});
