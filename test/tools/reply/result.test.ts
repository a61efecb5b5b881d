import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { BadSettings, CloudError, Refused, Unreachable } from '../../../src/errors.ts';
import { toBadInput, toFailure, toReply } from '../../../src/tools/reply/result.ts';

const errorOf = (reply: ReturnType<typeof toFailure>) => reply._meta?.['vpn-gateway-mcp/error'];
const textOf = (reply: ReturnType<typeof toFailure>) => reply.content[0]?.text;

describe('an output', () => {
  it('becomes structured content, and text that says the same', () => {
    expect(toReply({ VpnGatewayId: 'vpn-1', Status: 'active' })).toEqual({
      content: [{ type: 'text', text: 'VpnGatewayId=vpn-1\nStatus=active' }],
      structuredContent: { VpnGatewayId: 'vpn-1', Status: 'active' },
    });
  });

  it('keeps for programs what its text need not say', () => {
    const output = { Regions: [{ RegionId: 'cn-a' }], RequestId: 'R' };
    expect(toReply(output)).toEqual({
      content: [{ type: 'text', text: 'Regions (1):\nRegionId\ncn-a' }],
      structuredContent: output,
    });
  });

  it('hides nothing from the eye, in neither form', () => {
    expect(JSON.stringify(toReply({ Name: 'hq\u202e\u200bgw' }))).not.toMatch(/\u202e|\u200b|\\u20/);
  });
});

describe('a failure', () => {
  it('of the cloud tells code, status, request, whether it may be tried again, and the next step', () => {
    const failure = {
      Code: 'Forbbiden.SubUser',
      HttpStatus: 403,
      RequestId: 'R-1',
      Retryable: false,
      OutcomeKnown: true,
    };
    const reply = toFailure(new CloudError(failure, 'not allowed', 'Grant vpc:DeleteVpnGateway.'));
    expect(textOf(reply)).toBe(
      'Forbbiden.SubUser: not allowed\nHTTP 403 · RequestId R-1 · the same call may succeed later: no\nNext: Grant vpc:DeleteVpnGateway.',
    );
    expect(errorOf(reply)).toEqual({ ...failure, Remedy: 'Grant vpc:DeleteVpnGateway.' });
  });

  it('without an answer tells whether the cloud may have acted', () => {
    const where = { host: 'vpc.example', phase: 'read', outcomeKnown: false } as const;
    const reply = toFailure(new Unreachable(where, 'no answer in time', 'Look whether it is there.'));
    expect(textOf(reply)).toContain('whether the cloud acted is NOT known');
    expect(errorOf(reply)).toMatchObject({ Code: 'unreachable', OutcomeKnown: false, Retryable: true });
  });

  it('that no later try would mend says so', () => {
    const where = { host: 'vpc.example', phase: 'tls', outcomeKnown: true, retryable: false } as const;
    const reply = toFailure(new Unreachable(where, 'no trust', 'Renew it.'));
    expect(textOf(reply)).toContain('may succeed later: no');
    expect(errorOf(reply)).toMatchObject({ Retryable: false });
  });

  it('that waits for a human carries the plan for programs', () => {
    const approval = { State: 'approval_required', Url: 'http://127.0.0.1:1/x', Plan: { Action: 'DeleteVpnGateway' } };
    const reply = toFailure(new Refused('approval_required', 'a person has to agree', 'Open the link.', approval));
    expect(reply._meta?.['vpn-gateway-mcp/approval']).toEqual(approval);
    expect(errorOf(reply)).toMatchObject({ Code: 'approval_required', Retryable: true });
  });

  it.each([
    ['a refusal', new Refused('refused', 'protected', 'Ask the operator.')],
    ['a setting', new BadSettings('ALIBABA_CLOUD_ACCESS_KEY_ID', 'no key', 'Set it.')],
  ])('by %s has a code and a next step but no approval', (_, error) => {
    const reply = toFailure(error);
    expect(errorOf(reply)).toMatchObject({ Code: error.code, Remedy: error.remedy, Retryable: false });
    expect(reply._meta).not.toHaveProperty('vpn-gateway-mcp/approval');
    expect(textOf(reply)).toContain(`Next: ${error.remedy}`);
  });

  it.each([new TypeError('fake-secret in a stack'), 'fake-secret', undefined])(
    'of our own tells nothing of what it holds',
    (error) => {
      const reply = toFailure(error);
      expect(JSON.stringify(reply)).not.toContain('fake-secret');
      expect(errorOf(reply)).toMatchObject({ Code: 'internal', OutcomeKnown: false });
    },
  );

  it('is never structured: older clients would refuse the whole result', () => {
    for (const error of [new Refused('void', 'x', 'y'), new Error('x')]) {
      expect(toFailure(error)).toMatchObject({ isError: true });
      expect(toFailure(error)).not.toHaveProperty('structuredContent');
    }
  });

  it('cannot be dressed up by what the cloud says', () => {
    const error = new CloudError(
      { Code: 'X', HttpStatus: 400, Retryable: false, OutcomeKnown: true },
      'a\u202eb\u200b',
      'z',
    );
    expect(textOf(toFailure(error))).toContain('X: ab\n');
  });
});

describe('bad input', () => {
  const summary = (input: unknown): string => {
    const parsed = actions.CreateVpnConnection.input.safeParse(input);
    return textOf(toBadInput('CreateVpnConnection', parsed.error?.issues ?? [])) ?? '';
  };

  it('is told parameter by parameter, each once, with what to do', () => {
    const text = summary({
      VpnGatewayId: 'vpn-1',
      CustomerGatewayId: 'cgw-1',
      LocalSubnet: '10.0.0.0/33',
      RemoteSubnet: '10.1.0.0/16',
      IkeConfig: { IkeEncAlg: 'aes265', Psk: '****' },
      Namee: 'x',
    });
    expect(text.split('\n')[0]).toBe('BadInput: nothing was sent.');
    for (const words of ['LocalSubnet', 'aes256', 'did you mean Name?', 'Next: Correct them'])
      expect(text).toContain(words);
    const lines = text.split('\n');
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('never repeats a key', () => {
    expect(summary({ IkeConfig: { Psk: 'fake-key-\u4e2d'.repeat(20) } })).not.toContain('fake-key');
  });
});
