import { format } from '../../catalogue/message.ts';
import type { Route } from '../../network/routes.ts';
import type { BoardLine, Standing } from '../change/job.ts';
import { changeOf, FIELD, isRouted } from './change.ts';
import { mirrorNotes, routeText } from './sentences.ts';
import { type Situation, stuckOn } from './situation.ts';
import { isChanged } from './steps.ts';

const boardOf = (situation: Situation, wanted: readonly Route[], left: readonly Route[]): readonly BoardLine[] => {
  const { asked, links } = situation;
  const stuck = stuckOn(situation);
  return [
    ...links.flatMap((link): readonly BoardLine[] => {
      const What = `${link.label}: ${FIELD[asked.side]} ${changeOf(link.connection, asked).after.join(',')}`;
      const isDone = isChanged(link, asked);
      const peer: BoardLine = { What: `peer of ${link.label}: the same lists, mirrored`, State: 'waits for people' };
      return [
        { What, State: isDone ? 'done' : stuck ? 'waits for people' : 'to do' },
        ...(isDone && !isRouted(link.connection) && link.isUp !== true ? [peer] : []),
      ];
    }),
    ...wanted.map(
      (route): BoardLine => ({
        What: `${asked.verb === 'add' ? 'route' : 'no route'} ${routeText(route)}`,
        State: left.includes(route) ? (stuck ? 'waits for people' : 'to do') : 'done',
      }),
    ),
  ];
};

/** What people do next: the other ends need the same change. */
const nextFor = (situation: Situation): readonly string[] => {
  const { asked, ground, links } = situation;
  const stuck = stuckOn(situation);
  const others = links.filter(({ connection }) => !isRouted(connection));
  return [
    ...(stuck
      ? [
          `${stuck.label} has the new lists and is down: mend it with its peer (DiagnoseTunnel), then repeat this call. Nothing else is touched meanwhile.`,
        ]
      : []),
    ...mirrorNotes(asked, links, ground.region).map(({ text, values }) => format(text, 'en', values)),
    ...(others.length > 0
      ? [`WritePeerConfig writes the peer's configuration anew: ${others.map(({ id }) => id).join(', ')}.`]
      : ['The peer needs a route of its own for these networks into its tunnel.']),
  ];
};

/** What is done and what is not, and what people do next. */
export const standingOf = (situation: Situation, wanted: readonly Route[], left: readonly Route[]): Standing => ({
  board: boardOf(situation, wanted, left),
  next: nextFor(situation),
});
