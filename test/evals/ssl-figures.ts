import { readPastedLog } from '../../src/tools/ssl/read-log.ts';
import { isRight, sslCases } from '../support/ssl-cases.ts';

/** One figure of the SSL-VPN diagnosis over the kept cases, with the least that it may be. */
export interface Figure {
  readonly name: string;
  readonly right: number;
  readonly of: number;
  readonly least: number;
}

const readings = sslCases.flatMap((one) =>
  (['both', 'server', 'client'] as const).map((mode) => {
    const { findings } = readPastedLog(mode === 'both' ? `${one.server}\n${one.client}` : one[mode]);
    return { one, mode, findings };
  }),
);

const failing = readings.filter(({ one }) => one.cause !== 'none' && !one.notInLog);
const share = (
  name: string,
  all: typeof readings,
  isGood: (one: (typeof readings)[number]) => boolean,
  least: number,
): Figure => ({
  ...{ name, least },
  right: all.filter(isGood).length,
  of: all.length,
});

const isFirst = ({ one, findings }: (typeof readings)[number]): boolean => isRight(one, findings[0]?.id);
const summary = (from: number, to: number) =>
  readings.filter(({ findings: [first] }) => first && first.confidence >= from && first.confidence < to);

/** First cause of both logs, three of one, health, and how often what is told with a confidence is right. */
export const sslFigures: readonly Figure[] = [
  share(
    'SSL-VPN, both logs: the cause comes first',
    failing.filter(({ mode }) => mode === 'both'),
    isFirst,
    0.9,
  ),
  share(
    'SSL-VPN, one log: the cause is among three, what leaves no trace in it counted as missed',
    failing.filter(({ mode }) => mode !== 'both'),
    ({ one, findings }) => findings.slice(0, 3).some(({ id }) => isRight(one, id)),
    0.75,
  ),
  share(
    'SSL-VPN, healthy logs: nothing is told at 0.5 or more',
    readings.filter(({ one }) => one.cause === 'none'),
    ({ findings }) => findings.every(({ confidence }) => confidence < 0.5),
    1,
  ),
  share('SSL-VPN, told at 0.9 or more: right', summary(0.9, 2), isFirst, 0.97),
  share('SSL-VPN, told at 0.6 to 0.9: right', summary(0.6, 0.9), isFirst, 0.75),
];
