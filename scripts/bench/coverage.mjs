// Loaded into a server before anything else: tells its parent, on request, which functions were entered since the last time.
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

/** A function that was entered, as `file#name@offset`; what only runs when a file is loaded is not one. */
const enteredIn = ({ url, functions }) =>
  functions
    .filter(({ ranges: [{ count, startOffset }] }) => count > 0 && startOffset > 0)
    .map(({ functionName, ranges: [{ startOffset }] }) => `${url}#${functionName}@${startOffset}`);

process.on('message', () =>
  session.post('Profiler.takePreciseCoverage', (error, taken) =>
    process.send(error ? [] : taken.result.filter(({ url }) => url.startsWith('file:')).flatMap(enteredIn)),
  ),
);
// Listening to the parent is no reason to stay.
process.channel.unref();
