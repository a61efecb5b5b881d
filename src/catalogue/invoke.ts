import type { Action, Fields, Input, Output, Platform } from './action.ts';
import type { Language, SummaryLine } from './message.ts';
import type { Principal } from './risk.ts';

/**
 * The one verb all rooms share. The client is an Invoke, the guard wraps one, a tool is given one.
 * Rejects with a member of the family in `errors.ts`, with `Suspended`, or with the reason of an abort.
 */
export type Invoke = <A extends Action>(action: A, input: Input<A>, call: Call) => Promise<Output<A>>;

/** What travels beside every call. */
export interface Call {
  /** Aborted when the caller cancels or goes away; every wait listens to it. */
  readonly signal: AbortSignal;
  readonly progress: (step: Progress) => void;
  readonly log: Log;
  /** Who asked, for the audit and for repeats of the same call. */
  readonly caller: Caller;
  /** How a human can be asked; absent where no door leads back to the client. */
  readonly ask?: Ask;
  /** The longest that this caller may be kept waiting: 45 s where nobody hears the progress; absent: as long as it takes. */
  readonly holdMs?: number;
  /** Whether the operator offers a tool; absent: all. A list of calls may hold no other. */
  readonly offers?: (tool: string) => boolean;
  /** Which cloud it goes to. Made by the guard. */
  readonly platform: Platform;
  /** Asks once for an ordered list of writes; the Invoke it gives lets exactly these through. Made by the guard. */
  readonly approve: (steps: readonly Step[]) => Promise<Invoke>;
  /**
   * Does an ordered list of writes under one yes, or what is left of one that was begun. `told` is what a person reads of
   * the whole before the steps. Made by the guard.
   */
  readonly apply?: (steps: readonly Step[], summary?: readonly SummaryLine[]) => Promise<Applied>;
  /** What may be done with secrets without seeing them. Made by the guard. */
  readonly secrets: Secrets;
  /**
   * What was changed through this server in the last 24 hours on things with these IDs, or with a name that a change took
   * away, oldest first. Made by the guard.
   */
  readonly history: (ids: readonly string[]) => Promise<readonly PastChange[]>;
  /** The language that a person chose for plans; what a tool answers in that is not told otherwise. Made by the guard. */
  readonly language?: Language;
  /** Where a call goes that names no region; undefined while that is not known. Made by the guard. */
  readonly region?: () => Promise<string | undefined>;
  /**
   * Runs work whose reads are real and whose first write, or first `approve`, ends it and becomes the plan that a human
   * would see. Nothing is asked and nothing is changed. Made by the guard.
   */
  readonly plan?: (work: (invoke: Invoke, call: Call) => Promise<unknown>) => Promise<Planned>;
  /** Which of the cloud's own logs and checks may be read beside what was asked for; absent where it has none. Made by the guard. */
  readonly ownReads?: OwnReads;
  /** Remembers what was read of the peer of a connection, for the words of later plans; it lowers no risk. Made by the guard. */
  readonly peerSeen?: (seen: PeerSeen) => void;
}

/** Reads that nobody has asked for, and that a diagnosis makes by itself. */
export interface OwnReads {
  /** Whether the logs of connections may be read. */
  readonly logs: boolean;
  /** Whether the agent may have the cloud make a check, which is a write and never made by itself. */
  readonly checks: boolean;
  /** Why such a read is not made now: it was refused a moment ago, or the cloud does not have it. Undefined where it may be. */
  readonly refusalOf: (action: Action, input: Fields) => Promise<string | undefined>;
  /** Remembers why it failed, where it would fail again. */
  readonly noteRefusal: (action: Action, input: Fields, error: unknown) => Promise<void>;
}

/** A plan as data, and in the words in which a person is asked. */
export interface Planned {
  readonly plan: Fields;
  readonly text: string;
}

/** What a pasted text shows of the other end of a connection. No secrets. */
export interface PeerSeen {
  readonly VpnConnectionId: string;
  readonly takes: readonly PeerTakes[];
}

/** Values that the peer takes together, by the field of a write that has to match it, such as `IkeConfig.IkeEncAlg`. */
export interface PeerTakes {
  readonly source: 'log' | 'configuration';
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** One step of something long; `message` is for a person. */
export interface Progress {
  readonly done: number;
  readonly total?: number;
  readonly message: string;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One event with its facts. Facts are redacted by whoever logs them: this room knows no secrets. */
export type Log = (level: LogLevel, event: string, facts?: Fields) => void;

export interface Caller {
  /** The JSON-RPC request's ID, or the shell's; unique within `session`. */
  readonly requestId: string;
  /** Whose calls count as "the same caller": a connection, an HTTP principal, a shell. */
  readonly session: string;
  readonly client?: string;
  readonly transport: 'stdio' | 'http' | 'shell';
  /** Absent where nobody has to say who they are: whoever reaches the server may do all that it offers. */
  readonly principal?: Principal;
}

/** A question to the human behind the client. `seal` is opaque and readable by the client: no secrets in it. */
export interface Question {
  readonly message: string;
  /**
   * The text the human must type. Absent for a plain yes or no: the form then holds one required boolean named
   * `approve`, for the value submitted is read and not only the outer `accept`.
   */
  readonly field?: { readonly name: string; readonly title: string; readonly description: string };
  readonly seal: string;
  readonly expiresAtMs: number;
}

/** What came back. `content` is whatever the client sent: judge it, never trust `action` alone. */
export interface Answer {
  readonly action: 'accept' | 'decline' | 'cancel';
  readonly content: Fields;
  readonly seal: string;
}

/**
 * The way to a human, the same in both protocol eras. In the 2025 era `put` pushes the question and waits; in the
 * 2026 era it throws `Suspended`, and the client's repeat of the call arrives with `resumed` set.
 */
export interface Ask {
  /** Whether the client declared that it can show a form. */
  readonly canAsk: boolean;
  readonly resumed?: Answer;
  readonly put: (question: Question) => Promise<Answer>;
}

/** Not a failure: unwinds a call whose question travels to the client. Only the server's edge may catch it. */
export class Suspended extends Error {
  override readonly name = 'Suspended';
  readonly question: Question;
  constructor(question: Question) {
    super('waiting for a human');
    this.question = question;
  }
}

/** Waits so many milliseconds by the guard's clock. Rejects with the abort's reason as soon as there is one. */
export type Pause = (ms: number) => Promise<void>;

/** One exact write of a composed tool, how to take it back, and the other ways: each is part of what is approved. */
export interface Step<A extends Action = Action> {
  readonly action: A;
  readonly input: Input<A>;
  readonly rollback?: Step;
  /** What runs instead if the cloud refuses it. */
  readonly fallback?: readonly Step[];
  /** What runs instead if the cloud says yes and the change is not there; a list without it stops. */
  readonly otherwise?: readonly Step[];
  /** How many steps the two stand for, this one counted: those after it are left out then. Absent: this one alone. */
  readonly spans?: number;
  /** Looks just before the step, in a list, whether it may run; gives why not. Then the list stops, and nothing is sent. */
  readonly hold?: (signal: AbortSignal, pause: Pause) => Promise<string | undefined>;
}

/** What became of one step of a list. */
export interface AppliedStep {
  readonly Step: number;
  readonly Action: string;
  /**
   * `done before`: by an earlier call of the same list. `no-effect`: the cloud said yes, and it cannot be seen. `replaced`:
   * refused or without effect, and the lines after it, of the same number, are what was done instead.
   */
  readonly State: 'done' | 'done before' | 'unchanged' | 'no-effect' | 'replaced' | 'failed' | 'unknown' | 'not begun';
  readonly RequestId?: string;
  /** Whether it was seen in the cloud afterwards; null where nobody can tell. */
  readonly Confirmed?: boolean | null;
  /** ID of what it made. */
  readonly Made?: string;
  /** Status of the gateway after it. */
  readonly GatewayStatus?: string;
  readonly Code?: string;
  readonly Notes?: readonly string[];
  /** How it is taken back. */
  readonly Undo?: string;
}

/** Where a list of writes stands, and what comes next. */
export interface Applied {
  readonly State: 'done' | 'stopped';
  /** The way by which the yes came. */
  readonly Asked: string;
  readonly Steps: readonly AppliedStep[];
  readonly Next: readonly string[];
}

/** Stands where a secret stood: a keyed fingerprint of eight hex digits, and the length in characters. */
export interface SecretHandle {
  readonly Fingerprint: string;
  readonly Length: number;
}

/** What can be said of a secret without saying it. `bits` is an estimate; `flaws` are words such as `digits only`. */
export interface Strength {
  readonly bits: number;
  readonly flaws: readonly string[];
}

export interface Secrets {
  /** Null when the handle is not of this process: the secret behind it was never seen here. */
  readonly judge: (handle: SecretHandle) => Strength | null;
  readonly equal: (a: SecretHandle, b: SecretHandle) => boolean;
  /**
   * Fills the places of a template, `{{fingerprint}}` or `{{fingerprint|encoding}}`, into a 0600 file under the secrets
   * folder, or one below it; on HTTP into a file that a person takes from a page. One that differs in nothing but the time
   * that it names is taken as it is.
   */
  readonly write: (name: string, template: string, folder?: string) => Promise<SecretFile>;
  /** Where a file of that name is, of those that waited on a page in the last 24 hours; undefined where there was none. */
  readonly whereabouts?: (name: string) => Promise<Whereabouts | undefined>;
  /** The lines of a secret text that begin with one of these words, as far as they are short and plain: options of a profile. */
  readonly linesIn: (handle: SecretHandle, words: readonly string[]) => readonly string[];
  /** Whether a secret text holds the private key of a certificate in PEM; undefined where that cannot be told. */
  readonly isKeyOf: (handle: SecretHandle, certificate: string) => boolean | undefined;
  /** Whether files go into a folder or wait on a page; else why there are none. `remote caller`: on HTTP without access tokens. */
  readonly files: 'written' | 'on a page' | 'no folder' | 'remote caller';
  /** A plan is made: `write` leaves no file, and its path is the file's name alone. */
  readonly isPlan?: true;
}

/** A file below the folder for secrets, written now or there already. */
export interface WrittenFile {
  /** Absolute. */
  readonly Path: string;
  /** Absent where it would let somebody try keys against it. */
  readonly Sha256?: string;
}

/** A file that waits in the memory of this server until a person takes it from a page, once. */
export interface WaitingFile {
  /** The address of the page. */
  readonly Download: string;
  readonly Name: string;
  readonly Bytes: number;
  /** ISO 8601; after that it is gone. */
  readonly Until: string;
  /** Who may take it, in words. */
  readonly For: string;
  /** Absent where it would let somebody try keys against it. */
  readonly Sha256?: string;
}

export type SecretFile = WrittenFile | WaitingFile;

/** What became of a file that waited on a page: still there, taken by somebody, or gone untaken. */
export type Whereabouts =
  | ({ readonly state: 'waits' } & WaitingFile)
  | { readonly state: 'taken'; readonly by: string; readonly at: string }
  | { readonly state: 'gone' };

/**
 * What is done to a secret before it stands in a file. `salt` is none: a keyed digest of it, so that a file's checksum
 * lets nobody try keys; `private-key` is the one block of PEM in it. The others refuse what they cannot hold.
 */
export type KeyEncoding =
  | 'plain'
  | 'base64'
  | 'hex'
  | 'xml'
  | 'backslash'
  | 'doubled-quote'
  | 'between-quotes'
  | 'between-single-quotes'
  | 'word'
  | 'hcl'
  | 'routeros'
  | 'private-key'
  | 'salt';

/** A change that was sent through this server, by whoever shares its audit; it may have failed or have no known outcome. */
export interface PastChange {
  readonly action: string;
  /** The tool that sent it. */
  readonly tool?: string;
  readonly atMs: number;
  /** As it was recorded: without secrets. */
  readonly input: Fields;
  /** Why it failed, by the code. */
  readonly code?: string;
  /** IDs that a deleted thing named in its settings, such as the customer gateways of a connection; absent: not on record. */
  readonly named?: readonly string[];
  /** The fields that it changed, such as `IkeConfig.IkePfs`. */
  readonly changed: readonly string[];
  /** Stands for the keys that it set, those that were made for it among them. */
  readonly keys: readonly SecretHandle[];
  readonly result: 'ok' | 'failed' | 'unknown' | 'running';
}

/** A call before the guard has given it what only the guard can give. */
export type BaseCall = Omit<
  Call,
  'platform' | 'approve' | 'apply' | 'secrets' | 'history' | 'language' | 'region' | 'plan' | 'ownReads' | 'peerSeen'
>;

/** Who a call would act as, and where. Asked before every write; may reject with BadSettings. */
export interface Identity {
  /** Shown to people: the key's ID with its middle hidden, and the role if one is assumed. */
  readonly Account: string;
  /** Never shown, only sealed: the full key ID and role. */
  readonly Principal: string;
  readonly Region: string;
  readonly Endpoint: string;
}
