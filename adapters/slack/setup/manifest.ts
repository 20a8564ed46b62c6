import { Document } from 'yaml'

/** The scopes that the bot needs, each with its purpose. Every scope is used. */
export const botScopes = {
  commands: '/grid and the shortcuts',
  'app_mentions:read': 'to hear who mentions it, the only way inside threads',
  'chat:write': 'polls, answers and outcomes, in channels it was invited to',
  'files:write': 'the picture of the grid, exports; and to remove pictures that nobody sees any more',
  'files:read': 'to know when a picture can be shown',
  'users:read': 'the names that votes are shown under, and who runs the workspace',
  'channels:read': 'whether it is in a public channel, who made it, and who is in it',
  'groups:read': 'the same for private channels it was invited to',
  'mpim:read': 'the same for group messages it was added to',
  'im:read': 'the same for its direct messages',
  'im:write': 'to remind people, and to hand them files, in direct messages',
  'im:history':
    'what is written to it directly; and to look whether its own message has arrived before it sends it again',
  'channels:history':
    'to look whether its own message has arrived before it sends it again, in public channels',
  'groups:history': 'the same in private channels it was invited to',
  'mpim:history': 'the same in group messages it was added to',
} as const

/** The scopes that the bot can do without: they can be left out when the app is installed. */
export const optionalBotScopes = {
  'bookmarks:write': 'optional: a bookmark of the channel for what is to come',
  'pins:write': 'optional: the board of a reading group, pinned in its channel',
  'usergroups:read': 'optional: who is in a user group named in expect',
} as const

/** The scopes requested when the app is installed. */
export const requestedScopes = { ...botScopes, ...optionalBotScopes } as const

/** The events that the bot subscribes to. */
export const botEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_deleted',
  'group_deleted',
  'member_left_channel',
  'message.im',
  'tokens_revoked',
] as const

/** The shortcuts: `place` in a message's menu, `start` in the global one. */
export const shortcuts = { place: 'Place this paper', start: 'Start a poll' } as const

/** The paths of Slack's requests on this web server. */
export const paths = {
  mount: '/slack/',
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const

/**
 * The app's manifest, to be pasted where a Slack app is created.
 *
 * @param publicUrl The address at which Slack reaches this web server; without it, the app uses Socket Mode.
 */
export function writeManifest(publicUrl?: string): string {
  const urlAt = (path: string) => (publicUrl === undefined ? {} : { url: new URL(path, publicUrl).href })
  const request = publicUrl === undefined ? {} : { request_url: new URL(paths.events, publicUrl).href }
  const manifest = new Document({
    display_information: {
      name: 'Cruxgrid',
      description: 'Place papers on a 3×3 grid together',
      background_color: '#1f2937',
      long_description:
        'A discussion bot for people who read AI research together. Someone pastes a paper; the group places it on ' +
        'two axes, approach and case focus. Cruxgrid keeps the tally, draws the grid, and says in six lines what ' +
        'people disagree about and what would settle it.',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Cruxgrid', always_online: true },
      shortcuts: [
        {
          name: shortcuts.place,
          type: 'message',
          callback_id: 'place',
          description: 'Open a poll on a paper in this message',
        },
        {
          name: shortcuts.start,
          type: 'global',
          callback_id: 'start',
          description: 'Open a poll on a paper',
        },
      ],
      slash_commands: [
        {
          command: '/grid',
          ...urlAt(paths.events),
          description: 'Place papers on a 3×3 grid together',
          usage_hint: 'poll https://arxiv.org/abs/… | results | close | help',
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      ...(publicUrl !== undefined && { redirect_urls: [new URL(paths.redirect, publicUrl).href] }),
      // Slack expects optional scopes in both lists: the second only marks them.
      scopes: { bot: Object.keys(requestedScopes), bot_optional: Object.keys(optionalBotScopes) },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: [...botEvents] },
      interactivity: {
        is_enabled: true,
        ...request,
        ...(publicUrl !== undefined && {
          message_menu_options_url: new URL(paths.events, publicUrl).href,
        }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: publicUrl === undefined,
      token_rotation_enabled: false,
    },
  })
  commentScopes(manifest)
  return manifest.toString({ lineWidth: 0 })
}

/** Adds the purpose of each scope as a comment. */
function commentScopes(manifest: Document): void {
  for (const [i, why] of Object.values(requestedScopes).entries()) {
    const scope = manifest.getIn(['oauth_config', 'scopes', 'bot', i], true)
    if (isCommentable(scope)) scope.comment = ` ${why}`
  }
}

const isCommentable = (node: unknown): node is { comment: string } =>
  typeof node === 'object' && node !== null
