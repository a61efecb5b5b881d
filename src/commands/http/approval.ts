import type { RequestListener } from 'node:http';
import type { Log } from '../../catalogue/invoke.ts';
import type { GuardOptions, PageKind } from '../../guard/options.ts';
import type { HttpSettings } from '../../settings/http-settings.ts';
import { chosenLanguage, type Settings } from '../../settings/settings.ts';
import type { Callers } from '../../transport/auth/authenticator.ts';
import { type CallerLimits, createCallerLimits } from '../../transport/http/caller-limits.ts';
import type { Metrics } from '../../transport/http/metrics.ts';
import { createLogin } from '../../transport/login/login.ts';
import { webhookAddress } from '../../webhook/address.ts';
import { createWebhook, type Webhook } from '../../webhook/webhook.ts';

const webhookOf = (settings: Settings, log: Log, { count }: Metrics): Webhook | undefined => {
  const url = webhookAddress({ file: settings.approverWebhookFile, text: settings.approverWebhook });
  if (!url) return undefined;
  return createWebhook({
    url,
    kind: settings.approverWebhookFormat,
    secret: settings.approverWebhookSecret,
    language: settings.language,
    log,
    onEnd: (outcome) => count('vpn_mcp_approval_notices_total', { outcome }),
  });
};

/** What a server’s approvals are made with, besides the callers. */
interface ApprovalParts {
  readonly callers: Callers | undefined;
  readonly oauth: HttpSettings['oauth'];
  /** Under which address people reach the server. */
  readonly origin: () => string;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Of one address, which may be that of a proxy with many people behind it. */
const LOGINS: CallerLimits = { perMinute: 60, atOnce: 60 };

/** Whether one more login may begin; each sends a browser away, and another comes back. */
const createLoginLimit = (): ((address: string) => boolean) => {
  const callers = createCallerLimits();
  return (address) => {
    const admission = callers.admit(address, 'calls', LOGINS);
    if ('end' in admission) admission.end();
    return 'end' in admission;
  };
};

/** Who approves, where callers say who they are; how they are told; and the pages on which they do. */
export const createApproval = (settings: Settings, { callers, oauth, origin, log, metrics }: ApprovalParts) => {
  const mounted = new Map<PageKind, { readonly pages: RequestListener; readonly isKnown: (name: string) => boolean }>();
  const hearers: ((name: string) => void)[] = [];
  const webhook = webhookOf(settings, log, metrics);
  const login =
    callers &&
    oauth?.client &&
    createLogin({
      ...oauth,
      client: oauth.client,
      origin,
      language: chosenLanguage(settings),
      principalOf: callers.principalOf,
      isPage: (below, name) => mounted.get(below)?.isKnown(name) ?? false,
      admits: createLoginLimit(),
      log,
    });
  const approvers: GuardOptions['approvers'] = callers && {
    origin,
    principalOf: callers.principalOf,
    mustBeOther: settings.approver === 'other',
    announce: webhook?.announce,
    login: login?.page,
    mount: (below, pages, isKnown) => void mounted.set(below, { pages, isKnown }),
    onCallerGone: (hear) => void hearers.push(hear),
  };
  return {
    approvers,
    /** What answers below a path, as far as anything does yet. */
    pages: (below: PageKind): RequestListener | undefined => mounted.get(below)?.pages,
    /** A caller's token was taken back. */
    endCaller: (name: string): void => {
      for (const hear of hearers) hear(name);
    },
    loginPages: login?.answer,
    close: (): void => webhook?.close(),
  };
};
