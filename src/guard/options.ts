import type { Action, Fields, Platform } from '../catalogue/action.ts';
import type { Identity, Log } from '../catalogue/invoke.ts';
import type { Language } from '../catalogue/message.ts';
import type { Approvers } from './host/approvers.ts';
import type { Clock } from './host/clock.ts';

export type { PageKind } from './host/approvers.ts';

export interface GuardOptions {
  /** Which cloud the calls go to. */
  readonly platform: Platform;
  readonly readOnly: boolean;
  readonly confirm: 'ask' | 'page' | 'token';
  /** IDs or names, `*` and `?` allowed, that no approval can destroy. */
  readonly protect: readonly string[];
  readonly deleteLimit: { readonly deletes: number; readonly minutes: number };
  /** Whether what is billed may be ordered with `confirm: 'token'`, where no human is seen. */
  readonly allowBilled: boolean;
  readonly transport: 'stdio' | 'http' | 'shell';
  readonly secretsDir?: string | undefined;
  /** Whether a diagnosis may read the cloud's own logs of connections by itself. */
  readonly fetchLogs: boolean;
  /** Where the audit lives. Without it `disrupt` and `destroy` are refused, for nothing could be explained later. */
  readonly stateDir?: string | undefined;
  /** Shared by replicas; without it every process seals with a key of its own. */
  readonly sealKey?: string | undefined;
  readonly approvalPin?: string | undefined;
  /** Absent where nobody has to say who they are. */
  readonly approvers?: Approvers | undefined;
  readonly language?: Language | undefined;
  /** For the input's region, or the default one when it names none. */
  readonly identity: (action: Action, input: Fields) => Promise<Identity>;
  readonly log: Log;
  readonly clock?: Clock | undefined;
}
