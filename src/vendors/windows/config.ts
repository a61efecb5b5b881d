import { encryptionOf, groupOf, hashOf } from '../crypto-names.ts';
import { addressIn, blockIn, doubtsOf, type End, once, secondsIn, UNKNOWN_END } from '../end.ts';
import { meant, offerFrom } from '../syntax/words.ts';
import { blockOfRange } from './range.ts';

/** One command: `$made = Verb-Noun -Name value, value`. */
interface Command {
  readonly made: string | undefined;
  readonly verb: string;
  readonly of: (name: string) => readonly string[];
}

const COMMAND =
  /^\s{0,80}(?:\$(\w{1,40})\s{0,4}=\s{0,4})?((?:Add|Set|New)-(?:VpnS2SInterface|VpnTrafficSelector|NetIPsec\w{1,40}))\b(.*)$/i;
const WORD = /'((?:[^']|''){0,900})'|"([^"]{0,900})"|(-[A-Za-z]\w{0,60})|([^\s,@()'"]{1,300})/g;

const commandIn = (line: string): Command | undefined => {
  const [, made, verb, rest = ''] = COMMAND.exec(line) ?? [];
  if (verb === undefined) return undefined;
  const values = new Map<string, string[]>();
  let here: string[] = [];
  for (const [, single, double, name, plain] of rest.matchAll(WORD)) {
    if (name !== undefined) {
      here = [];
      values.set(name.slice(1).toLowerCase(), here);
    } else here.push(single?.replaceAll("''", "'") ?? double ?? plain ?? '');
  }
  return { made, verb: verb.toLowerCase(), of: (key) => values.get(key.toLowerCase()) ?? [] };
};

/** A line that ends with a grave accent goes on in the next. */
const joined = (lines: readonly string[]): readonly string[] =>
  lines
    .join('\n')
    .replace(/`\n\s{0,80}/g, ' ')
    .split('\n');

const PFS: Readonly<Record<string, string>> = { pfs1: 'group1', pfs2: 'group2', pfs2048: 'group14', pfs24: 'group24' };
const pfsOf = (word: string): string | undefined => PFS[word.toLowerCase()] ?? groupOf(word);
/** `DES3` would be read as DES of three. */
const cipherOf = (word: string): string | undefined => encryptionOf(word.replace(/^DES3$/i, '3des'));
const digestOf = (word: string): string | undefined =>
  hashOf(word.replace(/^(MD5|SHA1)96$/i, '$1').replace(/^SHA256128$/i, 'sha256'));

const isPsk = (methods: readonly string[]): End['auth'] =>
  methods.length === 0 ? undefined : methods.every((one) => /^PSK/i.test(one)) ? 'psk' : 'certificate';

const interfaceEnd = ({ of }: Command, selectors: (variable: string | undefined) => readonly string[]): End => {
  // Without selectors of its own an interface negotiates everything, and routes decide.
  const isAll = of('LocalVpnTrafficSelector').length === 0;
  const blocks = (side: string): readonly string[] => (isAll ? ['0.0.0.0/0'] : selectors(of(side)[0]));
  return {
    ...UNKNOWN_END,
    name: of('Name')[0],
    ike_version: /ikev2/i.test(of('Protocol')[0] ?? '') ? 'ikev2' : undefined,
    auth: isPsk(of('AuthenticationMethod')),
    offers1: offerFrom(
      meant(of('EncryptionMethod').join(), cipherOf),
      meant(of('IntegrityCheckMethod').join(), digestOf),
      meant(of('DHGroup').join(), groupOf),
    ),
    life1: secondsIn(of('MMSALifeTimeSeconds')[0]),
    offers2: offerFrom(
      meant(of('CipherTransformConstants').join(), cipherOf),
      meant(of('AuthenticationTransformConstants').join(), digestOf),
      [],
    ),
    pfs: meant(of('PfsGroup').join(), pfsOf),
    life2: secondsIn(of('SALifeTimeSeconds')[0]),
    local_addr: addressIn(of('SourceIpAddress')[0]),
    peer_addr: addressIn(of('Destination')[0]),
    // It has no identities but the addresses.
    local_id: addressIn(of('SourceIpAddress')[0]),
    remote_id: addressIn(of('Destination')[0]),
    selectors_local: blocks('LocalVpnTrafficSelector'),
    selectors_remote: blocks('RemoteVpnTrafficSelector'),
  };
};

const minutes = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text) * 60);

/** What variables were made of, by name; `$set.Name` names the thing that `$set` is. */
const createBook = (commands: readonly Command[]) => {
  const made = new Map(
    commands.flatMap((one) => (one.made === undefined ? [] : [[one.made.toLowerCase(), one] as const])),
  );
  return (word: string | undefined): Command | undefined =>
    made.get((word ?? '').replace(/^\$|\.Name$/gi, '').toLowerCase());
};

/** An end, and the command that it begins with. */
type Placed = readonly [Command | undefined, End];

const ruleEnds = (commands: readonly Command[], find: ReturnType<typeof createBook>): readonly Placed[] => {
  const rules = commands.filter(({ verb, of }) => verb === 'new-netipsecrule' && /tunnel/i.test(of('Mode')[0] ?? ''));
  const peers = once(rules.flatMap(({ of }) => of('RemoteTunnelEndpoint')[0] ?? []));
  return peers.map((peer): Placed => {
    const own = rules.filter(({ of }) => of('RemoteTunnelEndpoint')[0] === peer);
    const main = commands.find(
      ({ verb, of }) => verb === 'new-netipsecmainmoderule' && of('RemoteAddress')[0] === peer,
    );
    const set = find(main?.of('MainModeCryptoSet')[0]);
    const first = find(set?.of('Proposal')[0]);
    const quick = find(own[0]?.of('QuickModeCryptoSet')[0]);
    const second = find(quick?.of('Proposal')[0]);
    const auth = find(find(own[0]?.of('Phase1AuthSet')[0])?.of('Proposal')[0]);
    const local = addressIn(own[0]?.of('LocalTunnelEndpoint')[0]);
    const doubts = doubtsOf('absent', set ? [] : [`main mode of ${peer}`]);
    const end: End = {
      ...UNKNOWN_END,
      name: own[0]?.of('DisplayName')[0],
      ike_version: own[0]?.of('KeyModule')[0]?.toLowerCase() === 'ikev1' ? 'ikev1' : undefined,
      mode: 'main',
      auth: auth === undefined ? undefined : auth.of('PreSharedKey').length > 0 ? 'psk' : 'certificate',
      offers1: offerFrom(
        meant(first?.of('Encryption').join(), cipherOf),
        meant(first?.of('Hash').join(), digestOf),
        meant(first?.of('KeyExchange').join(), groupOf),
      ),
      life1: minutes(set?.of('MaxMinutes')[0]),
      offers2: offerFrom(
        meant(second?.of('Encryption').join(), cipherOf),
        meant(second?.of('ESPHash').join(), digestOf),
        [],
      ),
      pfs: meant(quick?.of('PerfectForwardSecrecyGroup').join(), pfsOf),
      life2: minutes(second?.of('MaxMinutes')[0]),
      ...{ local_addr: local, local_id: local, peer_addr: addressIn(peer), remote_id: addressIn(peer) },
      selectors_local: once(own.flatMap(({ of }) => of('LocalAddress').flatMap((word) => blockIn(word) ?? []))),
      selectors_remote: once(own.flatMap(({ of }) => of('RemoteAddress').flatMap((word) => blockIn(word) ?? []))),
      ...(doubts.length > 0 && { doubts }),
    };
    return [own[0], end];
  });
};

/** Reads PowerShell: an end for each site-to-site interface, and for each peer of the firewall's tunnel rules. */
export const readWindows = (lines: readonly string[]): readonly End[] => {
  const commands = joined(lines).flatMap((line) => commandIn(line) ?? []);
  const find = createBook(commands);
  const selectors = (variable: string | undefined): readonly string[] => {
    const name = (variable ?? '').replace(/^\$/, '').toLowerCase();
    return commands
      .filter(
        ({ verb, made }) => verb === 'new-vpntrafficselector' && made?.toLowerCase().replace(/_\d+$/, '') === name,
      )
      .flatMap(({ of }) => {
        const [first = '', last = ''] = of('IPAddressRange');
        return blockOfRange(first, last) ?? [];
      });
  };
  const interfaces = commands.filter(({ verb }) => verb === 'add-vpns2sinterface');
  const ends = [...interfaces.map((one): Placed => [one, interfaceEnd(one, selectors)]), ...ruleEnds(commands, find)];
  // Of two tunnels the first comes first, whichever its commands.
  const places = new Map(commands.map((one, at) => [one, at] as const));
  const placeOf = ([command]: Placed): number => (command && places.get(command)) ?? 0;
  return ends.sort((one, other) => placeOf(one) - placeOf(other)).map(([, end]) => end);
};
