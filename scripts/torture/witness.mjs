// Compares what was answered and what the audit holds with what the simulated cloud saw.
import { auditOf } from './cloud.mjs';

const isWrite = ({ action }) => !/^(Describe|Download)/.test(action);

/** Requests that changed something, each once: a replay changes nothing. */
export const acted = (requests, action) =>
  requests.filter((one) => one.acted && !one.replayed && (action === undefined ? isWrite(one) : one.action === action));

const errorOf = (answer) => answer._meta?.['vpn-gateway-mcp/error'];

/** What an answer says of a write: its `State`, 'not done', 'unknown', or 'nothing' where no answer came. */
export function sayingOf(answer) {
  if (typeof answer === 'symbol' || answer.gone || answer.cancelled) return 'nothing';
  if (answer.error) return 'not done';
  if (answer.isError) return errorOf(answer)?.OutcomeKnown === false ? 'unknown' : 'not done';
  const { State = 'done', Confirmed, Notes = [] } = answer.structuredContent?.Outcome ?? {};
  return Confirmed === null && Notes.some((note) => note.startsWith('It is not there now.')) ? 'unknown' : State;
}

/** The same call may well succeed: the model repeats it. */
export const mayRepeat = (answer) => {
  const said = sayingOf(answer);
  return said === 'nothing' || said === 'unknown' || errorOf(answer)?.Retryable === true;
};

export const textOf = (answer) =>
  typeof answer === 'symbol' ? 'no answer' : (answer.content?.[0]?.text ?? JSON.stringify(answer)).slice(0, 600);

/** What was sent and answered, for whoever has to find the cause. */
const storyOf = (answers, requests, action) =>
  [
    ...requests
      .filter((one) => one.action === action)
      .map(
        ({ verdict, replayed, parameters }) =>
          `${verdict}${replayed ? ', replayed' : ''} ${parameters.ClientToken ?? ''}`,
      ),
    ...answers.map((answer) => `${sayingOf(answer)}: ${textOf(answer).slice(0, 200)}`),
  ].join('\n  ');

/** One wish of the model, whatever came between: at most one change, and answers that fit it. */
export function judgeWish({ action, args }, answers, requests, report) {
  const changes = acted(requests, action);
  const what = `${action} ${JSON.stringify(args)}`;
  if (/^Create/.test(action) && changes.length > 1)
    report('doubles', `${what}: made ${changes.length} times\n  ${storyOf(answers, requests, action)}`);
  const said = answers.map(sayingOf);
  if (said.includes('done') && changes.length === 0)
    report('losses', `${what}: told as done, and nothing was changed\n  ${storyOf(answers, requests, action)}`);
  const last = answers.at(-1);
  // After a call whose end nobody heard, "it is not there" or "it is so" is the truth of the second one.
  if (said.every((one) => one === 'not done') && changes.length > 0)
    report('unexplained', `${what}: told as not done, and it was: ${textOf(last)}`);
  for (const answer of answers)
    if (errorOf(answer)?.Code === 'internal') report('other', `${what}: an internal fault: ${textOf(answer)}`);
}

const keyOf = (action, token, n) => (token ? `${action} ${token}` : `${action} without a token ${n}`);

/** A request and its replays have one token; one without a token stands for itself. */
const byToken = (entries, tokenOf, actionOf) => {
  const groups = new Map();
  for (const [n, entry] of entries.entries()) {
    const key = keyOf(actionOf(entry), tokenOf(entry), n);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return groups;
};

const outcomesOf = (entries) => {
  const outcomes = new Map();
  const unconfirmed = new Set(
    entries.filter(({ Kind, Confirmed }) => Kind === 'read-back' && Confirmed === null).map(({ Id }) => Id),
  );
  // What the cloud answered, and nobody could see, is known as little as what it did not answer.
  const known = (Id, Result) => (Result === 'ok' && unconfirmed.has(Id) ? 'unknown' : Result);
  for (const { Kind, Id, Result } of entries)
    if (Kind === 'outcome') outcomes.set(Id, [...(outcomes.get(Id) ?? []), known(Id, Result)]);
  return outcomes;
};

/** Every write in the cloud's log has an intent, and every outcome agrees with the log. `isOrderly`: nobody was killed. */
export function judgeAudit(folder, requests, report, { isOrderly }) {
  const entries = auditOf(folder);
  const intents = entries.filter(({ Kind }) => Kind === 'intent');
  const outcomes = outcomesOf(entries);
  const sent = requests.filter(isWrite);
  const announced = byToken(
    intents,
    ({ ClientToken }) => ClientToken,
    ({ Action }) => Action,
  );
  const seen = byToken(
    sent,
    ({ parameters }) => parameters.ClientToken,
    ({ action }) => action,
  );
  for (const [key, group] of seen) {
    if (key.includes('without a token')) continue;
    if (!announced.has(key)) report('unexplained', `${key}: in the cloud's log, and no intent of it in the audit`);
    judgeResults(
      key,
      group,
      (announced.get(key) ?? []).flatMap(({ Id }) => outcomes.get(Id) ?? []),
      report,
    );
  }
  for (const action of new Set(sent.filter(({ parameters }) => !parameters.ClientToken).map((one) => one.action))) {
    // A session of a role that was asked for again passes by itself, and nothing else comes of it.
    if (action === 'AssumeRole') continue;
    const possible = intents.filter(({ Action, Id }) => Action === action && !isAllFailed(outcomes.get(Id)));
    const changes = acted(
      sent.filter(({ parameters }) => !parameters.ClientToken),
      action,
    ).length;
    if (changes > possible.length)
      report('unexplained', `${action}: changed ${changes} times, announced ${possible.length} times`);
  }
  for (const { Id, Action } of intents)
    if (isOrderly && !outcomes.has(Id)) report('unexplained', `${Action}: an intent without an outcome`);
}

const isAllFailed = (results = []) => results.length > 0 && results.every((result) => result === 'failed');

function judgeResults(key, group, results, report) {
  const isDone = group.some((one) => one.acted);
  if (isDone && isAllFailed(results)) report('unexplained', `${key}: done, and the audit says it failed`);
  if (!isDone && results.includes('ok')) report('losses', `${key}: not done, and the audit says it was`);
}
