import { describe, expect, it, vi } from 'vitest';
import { type Question, Suspended } from '../../src/catalogue/invoke.ts';
import { CloudError } from '../../src/errors.ts';
import type { BaseCall } from '../../src/guard/guard.ts';
import type { GuardOptions } from '../../src/guard/options.ts';
import { openPipeline } from '../../src/server/pipeline.ts';
import { fakeInvoke, testCall } from '../support/call.ts';

const options = (rest: Partial<GuardOptions> = {}): GuardOptions => ({
  platform: 'stack',
  fetchLogs: true,
  readOnly: false,
  confirm: 'ask',
  protect: [],
  allowBilled: false,
  deleteLimit: { deletes: 5, minutes: 10 },
  transport: 'stdio',
  identity: async () => ({ Account: 'a', Principal: 'p', Region: 'cn-a', Endpoint: 'http://127.0.0.1:1/' }),
  log: () => {},
  ...rest,
});

const bare = (rest: Partial<BaseCall> = {}): BaseCall => {
  const { approve: _approve, secrets: _secrets, ...call } = testCall(rest);
  return call;
};

const pipelineOf = (answer: Parameters<typeof fakeInvoke>[0], rest: Partial<GuardOptions> = {}) => {
  const { invoke, asked } = fakeInvoke(answer);
  const log = vi.fn();
  return { pipeline: openPipeline(invoke, options(rest), log, ['fake-own-secret']), asked, log };
};

describe('a call through the pipeline', () => {
  it('is validated, sent and rendered', async () => {
    const { pipeline, asked } = pipelineOf(() => ({ Regions: [{ RegionId: 'cn-a' }], RequestId: 'r' }));
    const reply = await pipeline.run('DescribeRegions', {}, bare());
    expect(asked).toEqual([{ action: 'DescribeRegions', input: {} }]);
    expect(reply.structuredContent).toEqual({ Regions: [{ RegionId: 'cn-a' }], RequestId: 'r' });
    expect(reply.content[0]?.text).toContain('cn-a');
  });

  it('with wrong arguments never reaches the client', async () => {
    const { pipeline, asked } = pipelineOf(() => ({}));
    const reply = await pipeline.run('DescribeVpnGateway', { VpnGatewayID: 'vpn-1' }, bare());
    expect(reply.isError).toBe(true);
    expect(reply.content[0]?.text).toContain('did you mean VpnGatewayId?');
    expect(asked).toEqual([]);
  });

  it('with arguments too long is refused before a schema or a masker reads them', async () => {
    const { pipeline, asked } = pipelineOf(() => ({}));
    const reply = await pipeline.run('DescribeVpnGateway', { VpnGatewayId: 1, Unknown: '\\'.repeat(400_000) }, bare());
    expect(reply.isError).toBe(true);
    expect(reply.content[0]?.text).toContain('- Unknown has 400000 characters, at most 16384 are read');
    expect(reply.content[0]?.text).not.toContain('VpnGatewayId');
    expect(asked).toEqual([]);
  });

  it.each([
    { tool: 'FindResource', args: {}, says: 'Query is required: text' },
    { tool: 'DiagnoseTunnel', args: { VpnConnectionId: '' }, says: 'VpnConnectionId has at least 1 characters' },
    { tool: 'Overview', args: { Langage: 'zh' }, says: 'Langage (did you mean Language?); known ones: RegionId' },
    {
      tool: 'AuditVpn',
      args: { Severity: 'hihg' },
      says: 'Severity is one of critical, high, medium, low, info; the nearest is high',
    },
  ])('of $tool with $args is refused with the parameter and the rule', async ({ tool, args, says }) => {
    const { pipeline } = pipelineOf(() => ({}));
    expect((await pipeline.run(tool, args, bare())).content[0]?.text).toContain(says);
  });

  it('that the cloud refuses is a reply', async () => {
    const failure = { Code: 'Forbidden', HttpStatus: 403, Retryable: false, OutcomeKnown: true };
    const { pipeline, log } = pipelineOf(() => {
      throw new CloudError(failure, 'no', 'Ask for the permission.');
    });
    const reply = await pipeline.run('DescribeRegions', {}, bare());
    expect(reply._meta?.['vpn-gateway-mcp/error']).toMatchObject({ Code: 'Forbidden' });
    expect(log).not.toHaveBeenCalled();
  });

  it('that fails by our own fault is reported as that, and logged with its trace', async () => {
    const { pipeline, log } = pipelineOf(() => {
      throw new TypeError('oops');
    });
    const reply = await pipeline.run('DescribeRegions', {}, bare());
    expect(reply._meta?.['vpn-gateway-mcp/error']).toMatchObject({ Code: 'internal' });
    expect(JSON.stringify(reply)).not.toContain('oops');
    expect(log).toHaveBeenCalledWith('error', 'internal fault', expect.objectContaining({ tool: 'DescribeRegions' }));
  });

  it('that waits for a person rejects as suspended', async () => {
    const question: Question = { message: 'well?', seal: 's', expiresAtMs: 1 };
    const { pipeline } = pipelineOf(() => {
      throw new Suspended(question);
    });
    await expect(pipeline.run('DescribeRegions', {}, bare())).rejects.toBeInstanceOf(Suspended);
  });

  it('that was aborted ends with the abort and not with an answer', async () => {
    const controller = new AbortController();
    const { pipeline } = pipelineOf(() => {
      controller.abort(new Error('gone'));
      throw controller.signal.reason;
    });
    await expect(pipeline.run('DescribeRegions', {}, bare({ signal: controller.signal }))).rejects.toThrow('gone');
  });

  it('of a tool that is not there is our own mistake', async () => {
    await expect(pipelineOf(() => ({})).pipeline.run('NoTool', {}, bare())).rejects.toThrow('NoTool');
  });
});

it('an approval is taken out of the arguments in token mode alone', async () => {
  const { pipeline } = pipelineOf(() => ({}), { confirm: 'token' });
  const taken = await pipeline.run('DescribeRegions', { Approval: 'x' }, bare());
  expect(taken.isError).toBeUndefined();
  const { pipeline: other } = pipelineOf(() => ({}));
  const refused = await other.run('DescribeRegions', { Approval: 'x' }, bare());
  expect(refused.content[0]?.text).toContain('unknown parameter: Approval');
});

describe('what leaves', () => {
  it('holds no secret of the settings, in results, failures and progress', async () => {
    const { pipeline } = pipelineOf((action) => {
      if (action === 'DescribeVpnGateways') return { VpnGateways: [{ Name: 'fake-own-secret' }], TotalCount: 1 };
      const failure = { Code: 'X', HttpStatus: 400, Retryable: false, OutcomeKnown: true };
      throw new CloudError(failure, 'you sent fake-own-secret', 'no');
    });
    const progress = vi.fn();
    const replies = [
      await pipeline.run('DescribeVpnGateways', { All: true }, bare({ progress })),
      await pipeline.run('DescribeRegions', {}, bare()),
      pipeline.redact({ deep: ['fake-own-secret'] }),
    ];
    expect(progress).toHaveBeenCalled();
    expect(JSON.stringify([replies, progress.mock.calls])).not.toContain('fake-own-secret');
  });

  it('holds no key that a name contained on an earlier page than the one with the key', async () => {
    const key = 'FAKE-psk-as-a-name-1';
    const named = Array.from({ length: 50 }, (_, at) => ({ VpnConnectionId: `vco-${at}`, Name: `site ${key}` }));
    const last = { VpnConnectionId: 'vco-last', IkeConfig: { Psk: key } };
    const { pipeline, asked } = pipelineOf((_, { PageNumber }) => ({
      VpnConnections: PageNumber === 1 ? named : [last],
      TotalCount: 51,
    }));
    const reply = await pipeline.run('DescribeVpnConnections', { All: true }, bare());
    expect(asked).toHaveLength(2);
    expect(reply.structuredContent).toMatchObject({ VpnConnections: { length: 51 } });
    expect(JSON.stringify(reply)).not.toContain(key);
  });

  it('holds no secret where a tool itself says no', async () => {
    const { pipeline, asked } = pipelineOf(() => ({}));
    const reply = await pipeline.run('PlanChange', { Tool: 'fake-own-secret', Arguments: {} }, bare());
    expect(reply.content[0]?.text).toMatch(/There is no tool \[secret:.*\] to plan/);
    expect(JSON.stringify(reply)).not.toContain('fake-own-secret');
    expect(asked).toEqual([]);
  });

  it('holds no secret where arguments are refused', async () => {
    const { pipeline } = pipelineOf(() => ({}));
    const reply = await pipeline.run('DescribeRegions', { 'fake-own-secret': 1 }, bare());
    expect(reply.content[0]?.text).toMatch(/unknown parameter: \[secret:/);
    expect(JSON.stringify(reply)).not.toContain('fake-own-secret');
  });
});
