import type { Incoming } from './incoming.ts';

/** One request to the simulated cloud and its outcome; what `GET /requests` returns. */
export interface RequestEntry {
  /** Empty when the request named none. */
  action: string;
  /** All that was sent, common parameters and secrets too: tests read here what really happened. */
  parameters: Readonly<Record<string, string>>;
  /** `ok`, or the Code of the refusal; with a fault also what it did, for example `ok, cut-after`. */
  verdict: string;
  /** Whether the handler ran to its end, whatever the caller received. */
  acted: boolean;
  /** Whether the reply was an earlier one, given again for its ClientToken. */
  replayed: boolean;
  /** HTTP status; 0 when no answer was given. */
  status: number;
  /** World time, epoch milliseconds. */
  time: number;
  method: string;
  gateway: 'pop' | 'asapi';
  /** Names of parameters that stood in the URL. */
  inUrl: readonly string[];
  /** Names of parameters that the action does not know. */
  undocumented: readonly string[];
  organizationId?: string;
  resourceGroupId?: string;
}

const most = 20_000;

/** Every request since the start or the last reset, refused ones too; the oldest fall out after 20,000. */
export interface RequestLog {
  open(incoming: Incoming, time: number): RequestEntry;
  entries(): readonly RequestEntry[];
  clear(): void;
}

export const createRequestLog = (): RequestLog => {
  let entries: RequestEntry[] = [];
  return {
    open: (incoming, time) => {
      const entry = openEntry(incoming, time);
      entries.push(entry);
      if (entries.length > most) entries.shift();
      return entry;
    },
    entries: () => entries,
    clear: () => {
      entries = [];
    },
  };
};

const openEntry = ({ method, gateway, parameters, inUrl, headers }: Incoming, time: number): RequestEntry => {
  const organizationId = headers['x-acs-organizationid'];
  const resourceGroupId = headers['x-acs-resourcegroupid'];
  return {
    action: parameters['Action'] ?? '',
    parameters,
    verdict: 'pending',
    acted: false,
    replayed: false,
    status: 0,
    time,
    method,
    gateway,
    inUrl,
    undocumented: [],
    ...(organizationId && { organizationId }),
    ...(resourceGroupId && { resourceGroupId }),
  };
};
