import { actions } from '../../src/catalogue/index.ts';
import type { Past } from '../../src/guard/history/history.ts';
import { impactOf, targetOf } from '../../src/guard/plan/impact.ts';
import { planMessages } from '../../src/guard/plan/messages.ts';
import type { PlannedWrite } from '../../src/guard/plan/write-request.ts';
import { message } from '../../src/guard/text/message.ts';

/** The delete of a connection, with what a test wants otherwise. */
export const plannedWrite = (more: Partial<PlannedWrite> = {}): PlannedWrite => ({
  action: actions.DeleteVpnConnection,
  asked: {},
  input: {},
  identity: { Account: 'a', Principal: 'p', Region: 'r', Endpoint: 'https://cloud.example/' },
  place: { Account: 'a', Region: 'r' },
  key: 'key',
  repeat: 'repeat',
  risk: 'destroy',
  impact: impactOf(targetOf('vco-1', 'plant')),
  asks: { whom: 'a person', why: message(planMessages.asksDelete) },
  ...more,
});

/** Nothing was done through this server yet. */
export const noHistory = { past: async (): Promise<Past> => ({ writes: [] }) };
