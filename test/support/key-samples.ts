/** Where the key of a sample stands. */
export const KEY = '{key}';

/** Lines with a key, as each vendor writes them; a vendor is named as in `VENDORS`, what belongs to none as `general`. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  swanctl: ['  secret = "{key}"', 'secret-1 = {key}', 'secret = 0s{key}'],
  'ipsec.conf': [
    '203.0.113.10 198.51.100.1 : PSK "{key}"',
    '%any : PSK {key}',
    'bob : EAP "{key}"',
    ': PIN "{key}"',
    ': RSA site.pem "{key}"',
  ],
  juniper: [
    'set security ike policy P pre-shared-key ascii-text "{key}"',
    '  pre-shared-key ascii-text "{key}"; ## SECRET-DATA',
    'set groups g security ike policy P pre-shared-key hexadecimal {key}',
    'UI_CMDLINE_READ_LINE: command "set security ike policy P pre-shared-key ascii-text {key}"',
    'set system root-authentication encrypted-password "{key}"',
    'authentication-key "{key}"; ## SECRET-DATA',
  ],
  fortigate: [
    '        set psksecret ENC {key}',
    '  set psksecret "{key}"',
    '  set ppk-secret {key}',
    '  set passwd ENC {key}',
    'fw (phase1) # set psksecret {key}',
  ],
  huawei: [
    ' pre-shared-key cipher {key}',
    ' pre-shared-key address 203.0.113.10 255.255.255.255 key cipher {key}',
    ' pre-shared-key hostname hub.example.com key simple {key}',
    '[H3C-ike-keychain-k]pre-shared-key address 203.0.113.10 key simple {key}',
    'local-user bob password irreversible-cipher {key}',
  ],
  cisco: [
    'crypto isakmp key {key} address 203.0.113.10',
    'crypto isakmp key 6 {key} hostname hub.example.com',
    ' ikev1 pre-shared-key {key}',
    ' ikev2 remote-authentication pre-shared-key {key}',
    'fw(config-tunnel-ipsec)# ikev1 pre-shared-key {key}',
    '  pre-shared-key local 6 {key}',
    '  pre-shared-key address 203.0.113.10 key {key}',
    '  authentication remote pre-share key {key}',
    'Nov 29 10:00:00 fw cmd: pre-shared-key {key}',
    'username bob privilege 15 secret 5 {key}',
    'enable secret 9 {key}',
  ],
  openvpn: [
    '<tls-crypt>{key}</tls-crypt>',
    '<auth-user-pass>{key}</auth-user-pass>',
    '-----BEGIN OpenVPN Static key V1-----{key}-----END OpenVPN Static key V1-----',
  ],
  'key-value': [
    'PSK: {key}',
    '  - psk: {key}',
    "password = '{key}'",
    'Pre-Shared Key: "{key}"',
    'preshared_key={key}',
    'shared secret: {key}',
    'charon loaded psk={key}, ike=ikev2',
    'secret: {key}; version: 2',
    'ALIBABA_CLOUD_ACCESS_KEY_SECRET={key}',
    'AccessKeyId: {key}',
    'https://x.example/?SecurityToken={key}&Action=a',
    '预共享 psk：{key}',
  ],
  general: [
    '{"Psk":"{key}","IkeVersion":"ikev2"}',
    '{"IkeConfig":"{\\"Psk\\":\\"{key}\\",\\"IkePfs\\":\\"group2\\"}"}',
    '%7B%22Psk%22%3A%22{key}%22%2C%22IkePfs%22%3A',
    'Signature%26SecurityToken%3D{key}%26Action',
    'Authorization: Bearer {key}',
    '-----BEGIN EC PRIVATE KEY-----{key}-----END EC PRIVATE KEY-----',
  ],
};

/** A key of its own for each sample, so that a leak names its line. */
export const keySamples = Object.entries(SAMPLES).flatMap(([vendor, lines]) =>
  lines.map((line, at) => {
    const canary = `CANARY-${vendor.replace(/\W/g, '')}-${at}-4fT9xWq7`;
    return { vendor, line, canary, text: line.replace(KEY, canary) };
  }),
);
