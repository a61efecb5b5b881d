import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { CHINESE_ROWS } from '../../../src/vendors/sangfor/log.ts';

it.each([
  { line: '[IPSec] [错误] 对端 192.0.2.7 第一阶段协商失败：预共享密钥不匹配', cause: 'psk-mismatch' },
  { line: '[IPSec] [错误] 第一阶段协商失败：对端身份ID不一致', cause: 'identity-mismatch' },
  { line: '[IPSec] [错误] 第一阶段协商失败：加密算法不匹配', cause: 'ike-proposal-mismatch' },
  { line: '[IPSec] [错误] 第二阶段协商失败：认证算法不一致', cause: 'ipsec-proposal-mismatch' },
  { line: '[IPSec] [错误] 第二阶段协商失败：出站策略网段不匹配', cause: 'traffic-selector-mismatch' },
  { line: '[IPSec] [错误] 对端 192.0.2.7 无响应，协商超时', cause: 'peer-unreachable' },
])('a log in Chinese says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(CHINESE_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([]);
});
