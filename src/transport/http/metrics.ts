/** Labels of a series. No names of people or resources, and no addresses. */
export type Labels = Readonly<Record<string, string>>;

/** What is counted, as Prometheus reads it. */
export interface Metrics {
  readonly count: (name: string, labels?: Labels) => void;
  readonly observe: (name: string, seconds: number, labels?: Labels) => void;
  /** Prometheus' text format, version 0.0.4. */
  readonly text: () => string;
}

const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** A label whose values come from outside could have as many as one likes; further ones count together. */
const MOST_SERIES = 500;
const OTHER = 'other';

/** Everything that is counted, and what it is. */
const ABOUT = {
  vpn_mcp_tool_calls_total: ['counter', 'Calls of tools, by how they ended.'],
  vpn_mcp_tool_call_seconds: ['histogram', 'How long calls of tools took.'],
  vpn_mcp_errors_total: ['counter', 'Calls that failed, by the code of the error.'],
  vpn_mcp_approvals_total: ['counter', 'Calls that wait for a yes or did not get one, by state.'],
  vpn_mcp_approval_notices_total: ['counter', 'Messages to approvers that something waits, by how they ended.'],
  vpn_mcp_cloud_requests_total: ['counter', 'Requests to the cloud, by HTTP status; "lost" without a reply.'],
  vpn_mcp_cloud_request_seconds: ['histogram', 'How long the cloud took to reply.'],
  vpn_mcp_cloud_retries_total: ['counter', 'Further attempts at the same request, by reason.'],
  vpn_mcp_http_responses_total: ['counter', 'Answers on HTTP, by status.'],
} as const;

const MARKS = /[\\"\n]/g;

const escaped = (value: string): string =>
  value.search(MARKS) < 0 ? value : value.replace(MARKS, (mark) => (mark === '\n' ? '\\n' : `\\${mark}`));

/** Made for each call that is counted, several times. */
const keyOf = (labels: Labels): string => {
  let key = '';
  for (const name of Object.keys(labels)) key += `${key === '' ? '' : ','}${name}="${escaped(labels[name] ?? '')}"`;
  return key;
};

const seriesText = (name: string, labels: string, value: number): string =>
  `${name}${labels === '' ? '' : `{${labels}}`} ${value}`;

interface Histogram {
  readonly buckets: number[];
  sum: number;
  count: number;
}

const histogramText = (name: string, labels: string, { buckets, sum, count }: Histogram): readonly string[] => {
  const joined = (bound: string): string => [labels, `le="${bound}"`].filter((part) => part !== '').join(',');
  return [
    ...BUCKETS.map((bound, i) => seriesText(`${name}_bucket`, joined(String(bound)), buckets[i] ?? 0)),
    seriesText(`${name}_bucket`, joined('+Inf'), count),
    seriesText(`${name}_sum`, labels, sum),
    seriesText(`${name}_count`, labels, count),
  ];
};

/** The series of one name, a limited number of them. */
const createFamily = <T>(make: () => T) => {
  const series = new Map<string, T>();
  const find = (labels: Labels): T => {
    const wanted = keyOf(labels);
    const isFull = series.size >= MOST_SERIES && !series.has(wanted);
    const key = isFull ? keyOf(Object.fromEntries(Object.keys(labels).map((name) => [name, OTHER]))) : wanted;
    const found = series.get(key) ?? make();
    series.set(key, found);
    return found;
  };
  return { series, find };
};

/** Counters of one process, all at zero. */
export const createMetrics = (): Metrics => {
  const counters = new Map<string, ReturnType<typeof createFamily<{ value: number }>>>();
  const histograms = new Map<string, ReturnType<typeof createFamily<Histogram>>>();

  const count: Metrics['count'] = (name, labels = {}) => {
    const family = counters.get(name) ?? createFamily(() => ({ value: 0 }));
    counters.set(name, family);
    family.find(labels).value += 1;
  };

  const observe: Metrics['observe'] = (name, seconds, labels = {}) => {
    const family = histograms.get(name) ?? createFamily(() => ({ buckets: BUCKETS.map(() => 0), sum: 0, count: 0 }));
    histograms.set(name, family);
    const histogram = family.find(labels);
    for (const [i, bound] of BUCKETS.entries())
      if (seconds <= bound) histogram.buckets[i] = (histogram.buckets[i] ?? 0) + 1;
    histogram.sum += seconds;
    histogram.count += 1;
  };

  const linesOf = (name: string): readonly string[] => [
    ...[...(counters.get(name)?.series ?? [])].map(([labels, { value }]) => seriesText(name, labels, value)),
    ...[...(histograms.get(name)?.series ?? [])].flatMap(([labels, made]) => histogramText(name, labels, made)),
  ];

  const text = (): string =>
    Object.entries(ABOUT)
      .flatMap(([name, [type, about]]) => [`# HELP ${name} ${about}`, `# TYPE ${name} ${type}`, ...linesOf(name), ''])
      .join('\n');

  return { count, observe, text };
};
