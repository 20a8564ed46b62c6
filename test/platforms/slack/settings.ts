/** What a test may change while the loopback runs. */
export interface Settings {
  /** Blocks that this Slack doesn't know yet. */
  readonly refuseBlockTypes: Set<string>
  /** Events that are delivered, by their names in the app's settings. */
  readonly subscribed: Set<string>
  /** The domains whose links Slack tells the app of, with all below them. */
  unfurlDomains: ReadonlySet<string>
  /** Whether the app has the view for agents. */
  isAgent: boolean
  /** In ms after the upload is complete; `Infinity`: never. */
  fileReadyAfter: number
  /** Whether showing a file that isn't ready is no violation. */
  mayShowUnready: boolean
  /** In ms: how long an acknowledgement is waited for, 3 s in the real one. `Infinity`: as long as the machine takes. */
  patience: number
  /** In ms, between tries to deliver an event over HTTP. */
  retryAfter: number
}

export const createSettings = (): Settings => ({
  refuseBlockTypes: new Set(),
  subscribed: new Set([
    'app_mention',
    'message.im',
    'app_home_opened',
    'app_uninstalled',
    'channel_deleted',
    'group_deleted',
    'member_left_channel',
    'tokens_revoked',
  ]),
  unfurlDomains: new Set(),
  isAgent: false,
  fileReadyAfter: 20,
  mayShowUnready: false,
  patience: Number.POSITIVE_INFINITY,
  retryAfter: 50,
})
