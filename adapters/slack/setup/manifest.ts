import { Document } from 'yaml'

/** The scopes that the bot needs, each with its purpose. Every scope is used. */
export const botScopes = {
  commands: '/grid and the shortcuts',
  'app_mentions:read': 'to see mentions, the only way to use it inside threads',
  'chat:write': 'to post polls, answers and results in channels it was invited to',
  'files:write': 'to upload the picture and exports, and delete old pictures',
  'files:read': 'to know when a picture can be shown',
  'users:read': "to show voters' names, and know who administers the workspace",
  'channels:read': 'to know whether it is in a public channel, who created it, and who is in it',
  'groups:read': 'the same for private channels it was invited to',
  'mpim:read': 'the same for group messages it was added to',
  'im:read': 'the same for its direct messages',
  'im:write': 'to send reminders and files in direct messages',
  'im:history': 'to read direct messages to it, and check that a message arrived before sending it again',
  'channels:history': 'to check that a message arrived before sending it again, in public channels',
  'groups:history': 'the same in private channels it was invited to',
  'mpim:history': 'the same in group messages it was added to',
} as const

/** The scopes that the bot can do without: they can be left out when the app is installed. */
export const optionalBotScopes = {
  'bookmarks:write': 'optional: to bookmark the next session in the channel',
  'pins:write': 'optional: to pin the reading list in the channel',
  'usergroups:read': 'optional: to know who is in a user group named in expect',
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
      description: 'Run a poll on where a paper sits on the 3×3 grid',
      background_color: '#1f2937',
      long_description:
        'A discussion bot for people who read AI research together. Post a paper; everyone places it on ' +
        'two axes, approach and case focus. Cruxgrid counts the votes, draws the grid, and says in six lines where ' +
        'people disagree and what would settle it.',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Cruxgrid', always_online: true },
      shortcuts: [
        {
          name: shortcuts.place,
          type: 'message',
          callback_id: 'place',
          description: 'Open a poll on the paper in this message',
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
          description: 'Run a poll on where a paper sits on the 3×3 grid',
          usage_hint: 'poll <link> | explain AI control | help',
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
