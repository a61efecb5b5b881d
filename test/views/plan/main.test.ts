import { describe, expect, onTestFinished, test } from 'vitest';
import { browserPath, sharedBrowser } from '../../guard/browser.ts';
import { HOSTILE } from '../../support/hostile.ts';
import type { ToolResult } from '../../support/tool-result.ts';
import { type HostOptions, showView } from '../../support/view-host.ts';
import { expectFine, LOOKS } from '../../support/view-look.ts';
import { viewPage } from '../../support/view-page.ts';

const url = 'http://127.0.0.1:33011/approve/Pu7tYJcQxI-v4r36CFLJvw8aLbaSxQeYULwAftzMceM';

const steps = [
  {
    ...{
      Step: 1,
      Action: 'ModifyVpnConnectionAttribute',
      Risk: 'disrupt',
      Asks: 'a person',
      AsksWhy: 'it may stop traffic',
    },
    ...{ Account: 'SAND…0001', Region: 'cn-a', Target: { Id: 'vco-1', Name: 'plant' } },
    BlastRadius: ['Tunnel plant negotiates anew.'],
    Changes: [{ Field: 'IkeConfig.IkePfs', Before: 'group14', After: 'group5' }],
    Foreseen: ['The gateway is updating now.'],
    Undo: 'Back with group14.',
  },
  {
    Step: 2,
    Action: 'DeleteVpnConnection',
    Risk: 'destroy',
    Target: { Id: 'vco-2', Name: 'old' },
    Changes: [{ Field: 'VpnConnectionId', Before: 'vco-2', After: null }],
  },
];

const planned: ToolResult = { content: [{ type: 'text', text: 'the plan' }], structuredContent: { Steps: steps } };

const asked = (leftMs: number, address = url): ToolResult => ({
  content: [{ type: 'text', text: 'approval_required: a human has to approve this first.' }],
  isError: true,
  _meta: {
    'vpn-gateway-mcp/approval': {
      ...{ State: 'approval_required', Url: address, Plan: { Steps: steps } },
      ExpiresAt: new Date(Date.now() + leftMs).toISOString(),
    },
  },
});

const hostile: ToolResult = {
  content: [{ type: 'text', text: HOSTILE.join('\n') }],
  structuredContent: {
    Steps: HOSTILE.map((each) => ({
      ...{
        Action: each,
        Risk: each,
        Asks: each,
        AsksWhy: each,
        Region: each,
        Account: each,
        Target: { Id: each, Name: each },
      },
      ...{ BlastRadius: [each], Foreseen: [each], Undo: each, Changes: [{ Field: each, Before: each, After: each }] },
    })),
  },
};

describe.skipIf(browserPath === undefined)('in a browser', { timeout: 60_000 }, () => {
  const browser = sharedBrowser();

  const show = async (given: ToolResult, options: HostOptions = {}) => {
    const shown = await showView(await browser(), await viewPage('plan'), given, options);
    onTestFinished(() => shown.page.context().close());
    await shown.view.locator('.head, .text').first().waitFor();
    return shown;
  };

  test('a plan has its steps in order, each with what happens, what changes and how it is undone', async () => {
    const { view } = await show(planned);
    await view.getByRole('heading', { name: 'What this would do. Nothing has been changed.' }).waitFor();
    expect(await view.locator('.step h3').allTextContents()).toEqual([
      'Step 1 ModifyVpnConnectionAttribute may stop traffic',
      'Step 2 DeleteVpnConnection deletes',
    ]);
    await view.getByRole('row', { name: 'IkeConfig.IkePfs group14 group5' }).waitFor();
    await view.getByText('Back with group14.').waitFor({ state: 'attached' });
    expect(await view.locator('.approval').count()).toBe(0);
  });

  test('a question has the time that is left and a way to its page, and no yes', async () => {
    const { view, sent } = await show(asked(300_000), { answers: { 'ui/open-link': {} } });
    expect(await view.getByRole('timer').textContent()).toMatch(/^open for another [45]:\d\d$/);
    expect(await view.getByRole('button').allTextContents()).toEqual([
      'Open the approval page',
      'Send to the chat',
      'Copy',
    ]);
    expect(await view.locator('input, form, a').count()).toBe(0);
    await view.getByRole('button', { name: 'Open the approval page' }).press('Enter');
    await view.getByText('The host was asked to open it.').waitFor();
    expect((await sent()).filter(({ method }) => method === 'ui/open-link').map(({ params }) => params)).toEqual([
      { url },
    ]);
    expect((await sent()).some(({ method }) => method === 'tools/call' || method === 'ui/message')).toBe(false);
  });

  test('where the host opens nothing, the address is there to copy', async () => {
    const without = await show(asked(300_000), { capabilities: {} });
    expect(await without.view.locator('.address').textContent()).toBe(url);
    const refused = await show(asked(300_000), { answers: { 'ui/open-link': { isError: true } } });
    await refused.view.getByRole('button', { name: 'Open the approval page' }).click();
    expect(await refused.view.locator('.address').textContent()).toBe(url);
  });

  test('an address that is not that of an approval page is not offered', async () => {
    const { view } = await show(asked(300_000, 'https://example.com/elsewhere'));
    await view.getByText('There is no page to open from here').waitFor();
    expect(await view.getByRole('button', { name: 'Open the approval page' }).count()).toBe(0);
  });

  test('the end of the time is said, and as this clock may be wrong the page can still be asked', async () => {
    const { view, sent } = await show(asked(-1_000), { answers: { 'ui/open-link': {} } });
    await view.getByRole('status').getByText('By the clock of this device the time is over').waitFor();
    expect(await view.getByRole('timer').isVisible()).toBe(false);
    await view.getByRole('button', { name: 'Open the approval page' }).click();
    await view.getByText('The host was asked to open it.').waitFor();
    expect((await sent()).filter(({ method }) => method === 'ui/open-link')).toHaveLength(1);
  });

  test('time runs out while it is shown, and a page that is drawn anew goes on from there', async () => {
    const { view, post, page } = await show(asked(60_000));
    await page.clock.install();
    await page.clock.fastForward(0);
    await post({ method: 'ui/notifications/host-context-changed', params: { locale: 'zh-CN' } });
    await view.getByText('还可批准').waitFor();
    await page.clock.fastForward(70_000);
    await view.getByText('按此设备的时钟已超时').waitFor();
  });

  test('a question that a token answers asks no person', async () => {
    const { view } = await show({
      ...asked(300_000, ''),
      _meta: {
        'vpn-gateway-mcp/approval': { State: 'approval_required', Approval: 'made-up-token', Plan: { Steps: steps } },
      },
    });
    await view.getByRole('heading', { name: 'This needs a yes. Nothing has been sent.' }).waitFor();
    expect(await view.locator('#view').textContent()).not.toContain('A person has to approve');
  });

  test('a refusal says why', async () => {
    const { view } = await show({
      content: [{ type: 'text', text: 'refused: The operator protects this target. Nothing was sent.\n\nthe plan' }],
      isError: true,
      _meta: { 'vpn-gateway-mcp/approval': { State: 'refused', Plan: { Steps: steps } } },
    });
    await view.getByRole('heading', { name: 'This was refused. Nothing was sent.' }).waitFor();
    await view.getByText('The operator protects this target. Nothing was sent.', { exact: true }).waitFor();
  });

  test('what costs money is marked, and a risk that nobody knows weighs more than one that stops nothing', async () => {
    const billed = { ...steps[0], Billed: true };
    const { view } = await show({ ...planned, structuredContent: { Steps: [billed, { ...steps[1], Risk: 'read' }] } });
    expect(await view.locator('.step').first().locator('.pill').allTextContents()).toEqual(['costs money']);
    expect(await view.locator('.head.degraded').count()).toBe(1);
    const odd = await show({
      ...planned,
      structuredContent: {
        Steps: [
          { ...steps[0], Risk: 'new' },
          { ...steps[1], Risk: 'read' },
        ],
      },
    });
    expect(await odd.view.locator('.head.unknown').count()).toBe(1);
  });

  test('of a list that stopped each step says how it ended, and what was not seen is not marked as done', async () => {
    const step = (State: string, more: object = {}) => ({ Step: 1, Action: 'A', State, ...more });
    const Steps = [step('done', { Confirmed: true }), step('done', { Confirmed: null }), step('failed', { Code: 'X' })];
    const { view } = await show({ content: [], structuredContent: { State: 'stopped', Steps, Next: ['Repeat it.'] } });
    await view.getByRole('heading', { name: 'Stopped before the last step.' }).waitFor();
    const classes = await view.evaluate("[...document.querySelectorAll('.step')].map((each) => each.className)");
    expect(classes).toEqual(['step up', 'step unknown', 'step down']);
  });

  test('of more steps than a page has room for, it is said how many are left out', async () => {
    const Steps = Array.from({ length: 130 }, (_, at) => ({ ...steps[0], Step: at + 1 }));
    const { view } = await show({ ...planned, structuredContent: { Steps } });
    expect(await view.locator('.step').count()).toBe(100);
    await view.getByText('and 30 more that are not shown here').waitFor();
  });

  test('an outcome is shown with its notes, and any other answer as its text', async () => {
    const Outcome = { State: 'done', Confirmed: true, Notes: ['Read back: it is gone.'] };
    const done = await show({ content: [{ type: 'text', text: 'all of it' }], structuredContent: { Outcome } });
    await done.view.getByRole('heading', { name: 'Done, and seen in the cloud afterwards.' }).waitFor();
    await done.view.getByText('Read back: it is gone.').waitFor();
    const other = await show({ content: [{ type: 'text', text: 'something else' }], structuredContent: { A: 1 } });
    expect(await other.view.locator('#view').textContent()).toBe('something else');
  });

  test('names are text, and a risk that is not known is not taken for harmless', async () => {
    const { view } = await show(hostile);
    expect(await view.locator('img,b').count()).toBe(0);
    expect(await view.title()).toBe('Plan');
    expect(await view.locator('.step.unknown').count()).toBe(HOSTILE.length);
  });

  test.each([360, 768, 1280])(
    'at %s px it fits, in light and dark and both languages, and axe finds nothing',
    async (width) => {
      for (const look of LOOKS)
        for (const given of [planned, asked(300_000), hostile]) {
          const shown = await show(given, { width, ...look });
          await shown.view.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
          await expectFine(shown);
        }
    },
  );
});
