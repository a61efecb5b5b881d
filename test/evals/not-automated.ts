/** Tasks that no play stands for, and why. */
export const notAutomated: Readonly<Record<string, string>> = {
  E32: "the peer's configuration is not written by a tool yet: DownloadVpnConnectionConfig gives its settings only",
};
