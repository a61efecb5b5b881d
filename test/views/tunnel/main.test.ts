import { describe, expect, onTestFinished, test } from 'vitest';
import { browserPath, sharedBrowser } from '../../guard/browser.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { type HostOptions, showView } from '../../support/view-host.ts';
import { expectFine, LOOKS } from '../../support/view-look.ts';
import { viewPage } from '../../support/view-page.ts';

const row = (Field: string, Cloud: string, Peer: string, Result: string) => ({ Field, Cloud, Peer, Result });

const diagnosis = {
  Verdict: 'plant (vco-1): phase 1 (IKE) is not up. Cause (0.95): the algorithms have no common set.',
  Causes: [
    {
      Id: 'ike-proposal-mismatch',
      Confidence: 0.95,
      What: 'the phase 1 (IKE) algorithms of the two ends have no common set',
      Evidence: ['enc1: cloud aes256, peer aes'],
      Fix: {
        Tool: 'ModifyVpnConnectionAttribute',
        Arguments: { VpnConnectionId: 'vco-1', IkeConfig: { IkeEncAlg: 'aes' } },
      },
      PeerChange: 'Set the phase 1 of the peer to aes256.',
    },
    { Id: 'peer-unreachable', Confidence: 0.3, What: 'the two ends do not reach each other', Evidence: ['IpAddress'] },
  ],
  NextTest: 'None is needed to know why.',
  Observed: {
    Connection: 'plant (vco-1) ike_sa_not_established',
    Gateway: 'vpn-1 203.0.113.1',
    Peer: 'cgw-1 198.51.100.1',
  },
  NotVisible: ['DescribeVpnRouteEntries: Forbidden', 'whether the two keys are equal'],
  Comparison: [
    row('ike_version', 'ikev2', 'ikev2', 'match'),
    row('enc1', 'aes256', 'aes', 'mismatch'),
    row('local_id, remote_id', '', '', 'not given'),
  ],
};

const hostile = {
  Verdict: HOSTILE.join(' '),
  Causes: HOSTILE.map((What) => ({
    Id: What,
    Confidence: 0.95,
    What,
    Evidence: [What],
    PeerChange: What,
    Tunnel: What,
    Fix: { Tool: What, Arguments: { Name: What }, Note: What },
  })),
  Comparison: HOSTILE.map((each) => row(each, each, each, 'mismatch')),
  Observed: { Connection: HOSTILE[0], Gateway: HOSTILE[1], Peer: HOSTILE[2], Other: [...HOSTILE] },
  NotVisible: [...HOSTILE],
  NextTest: HOSTILE[1],
};

describe.skipIf(browserPath === undefined)('in a browser', { timeout: 60_000 }, () => {
  const browser = sharedBrowser();

  const show = async (data: Record<string, unknown>, options: HostOptions = {}) => {
    const given = { content: [{ type: 'text' as const, text: String(data['Verdict']) }], structuredContent: data };
    const shown = await showView(await browser(), await viewPage('tunnel'), given, options);
    onTestFinished(() => shown.page.context().close());
    await shown.view.locator('.head').waitFor();
    return shown;
  };

  test('what was not read comes first, then the verdict, then how sure each cause is', async () => {
    const { view } = await show(diagnosis);
    const text = (await view.locator('#view').textContent()) ?? '';
    const places = ['DescribeVpnRouteEntries: Forbidden', 'plant (vco-1): phase 1', 'proven', 'None is needed'];
    const at = places.map((place) => text.indexOf(place));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(-1);
    expect(await view.locator('.cause.proven .bars .on').count()).toBe(3);
    expect(await view.locator('.cause.guess').isVisible()).toBe(false);
    await view.getByText('Less likely (1)').click();
    expect(await view.locator('.cause.guess').textContent()).toContain('a guess');
  });

  test('both ends stand side by side, and what differs is marked by word and shape', async () => {
    const { view } = await show(diagnosis, { width: 1024 });
    const differing = view.getByRole('row', { name: 'Phase 1 encryption aes256 aes differs' });
    await differing.waitFor();
    expect(await differing.locator('svg.symbol.down').count()).toBe(1);
    await view.getByText('1 settings agree').waitFor();
    await view.getByText('2 not given by one end').waitFor();
  });

  test('the fix goes to the chat as a wish for a plan, when a person sends it', async () => {
    const { view, sent } = await show(diagnosis, { answers: { 'ui/message': {} } });
    expect((await sent()).some(({ method }) => method === 'ui/message')).toBe(false);
    await view.getByRole('button', { name: 'Send to the chat' }).click();
    await view.getByText('Sent to the chat.').waitFor();
    const { params } = (await sent()).find(({ method }) => method === 'ui/message') ?? {};
    expect(params?.['content']).toEqual([
      {
        type: 'text',
        text: 'Plan this fix with PlanChange and show me what it would do, before anything is changed: ModifyVpnConnectionAttribute {"VpnConnectionId":"vco-1","IkeConfig":{"IkeEncAlg":"aes"}}',
      },
    ]);
  });

  test('pressed twice before the host answers, the words go once', async () => {
    const { view, sent } = await show(diagnosis, { answers: { 'ui/message': {} } });
    await view.evaluate(
      "{ const press = document.querySelector('.ask button'); press.click(); press.click(); press.click(); }",
    );
    await view.getByText('Sent to the chat.').waitFor();
    expect((await sent()).filter(({ method }) => method === 'ui/message')).toHaveLength(1);
  });

  test('a tunnel that is established and has a likely cause is not shown as up', async () => {
    const Observed = { Connection: 'plant (vco-1) ipsec_sa_established', HealthCheck: 'failed, a to b' };
    const { view } = await show({ ...diagnosis, Observed });
    expect(await view.locator('.head .pill').textContent()).toBe('degraded');
    expect(await view.locator('.up').count()).toBe(await view.locator('.end-row.up, .end-row.up .up').count());
  });

  test('a host that refuses the words is quoted, and the words can be copied by keyboard', async () => {
    const { view, page } = await show(diagnosis);
    await view.getByRole('button', { name: 'Send to the chat' }).press('Enter');
    await view.getByText('The host did not take it (not here)').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await view.getByText(/^(?:Copied|Selected)/).waitFor();
    expect(await view.evaluate('getSelection().toString()')).toContain('PlanChange');
  });

  test('of hostile values no words are made, and everything is text', async () => {
    const { view } = await show(hostile);
    expect(await view.locator('img,b').count()).toBe(0);
    expect(await view.title()).toBe('Tunnel');
    expect(await view.locator('.ask').count()).toBe(0);
    expect(await view.locator('h3', { hasText: '⟨U+202E⟩esrever ⟨U+0007⟩bell' }).count()).toBeGreaterThan(0);
  });

  test.each([360, 768, 1280])(
    'at %s px it fits, in light and dark and both languages, and axe finds nothing',
    async (width) => {
      for (const look of LOOKS)
        for (const data of [diagnosis, hostile]) {
          const shown = await show(data, { width, ...look });
          await shown.view.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
          await expectFine(shown);
        }
    },
  );

  test('of several connections each can be asked for by its ID', async () => {
    const Candidates = [
      { RegionId: 'cn-a', VpnConnectionId: 'vco-1', Name: 'plant', Status: 's' },
      { RegionId: 'cn-a', VpnConnectionId: 'vco 2; delete all', Name: 'plant', Status: 's' },
      { VpnConnectionId: 'vco-3', Name: 'plant', Status: 's' },
    ];
    const { view } = await show({ Verdict: '2 are called plant.', Causes: [], Candidates });
    expect(await view.locator('.candidate').count()).toBe(3);
    expect(await view.locator('.ask pre').allTextContents()).toEqual([
      'Diagnose the IPsec connection vco-1 in region cn-a.',
      'Diagnose the IPsec connection vco-3.',
    ]);
  });
});
