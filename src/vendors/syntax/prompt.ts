/** How devices begin a line that was typed there: the command follows. */
const PROMPTS = [
  // Cisco: `R1(config-isakmp)#`.
  /^[\w.-]{1,64}\(config[\w-]{0,40}\)#\s{0,8}/,
  // Huawei and H3C: `[RouterA-ike-peer-b]`, with `*` or `~` where changes wait for a commit.
  /^\[[~*]?[\w.-]{1,80}\]\s{0,8}(?=[a-z])/,
  // MikroTik: `[admin@router] /ip ipsec peer>`.
  /^\[[\w.-]{1,40}@[^\]]{1,60}\] (?:[\w/ -]{0,60}> ?)?/,
  // Junos, VyOS and PAN-OS: `user@host#`.
  /^[\w.-]{1,40}@[\w.:~-]{1,60}[#>]\s{0,8}/,
  // FortiOS: `fw (phase1-interface) #`, `fw #`.
  /^[\w.-]{1,40} (?:\([\w .-]{1,60}\) )?# (?=(?:config|edit|set|unset|next|end|show|get)\b)/,
];

/** Lines as they stand in a file, of a session that shows the prompt before each command. */
export const withoutPrompts = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => {
    const text = line.trimStart();
    const prompt = PROMPTS.find((pattern) => pattern.test(text));
    return prompt ? text.replace(prompt, '') : line;
  });
