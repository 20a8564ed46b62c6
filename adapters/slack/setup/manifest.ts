import { Document } from 'yaml'
import { prompts } from '../../../src/views/prompts-view.ts'
import type { Extras } from './settings.ts'

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
const optionalBotScopes = {
  'bookmarks:write': 'optional: to bookmark the next session in the channel',
  'pins:write': 'optional: to pin the reading list in the channel',
  'usergroups:read': 'optional: to know who is in a user group named in expect',
} as const

/** The optional scopes of a feature that is switched on. */
const extraScopes = {
  makesOffers: { 'links:read': 'optional: to offer to place a paper whose link was posted' },
  isAgent: { 'assistant:write': 'optional: to suggest questions in direct messages' },
  hasPages: {
    'links:read': 'optional: to show what links to pages open',
    'links:write': 'optional: to show what links to pages open',
  },
} as const satisfies Record<keyof Extras, object>

/** The scopes that the bot can do without, with those of the features that are switched on. */
const optionalScopes = ({ makesOffers, isAgent, hasPages }: Extras): Readonly<Record<string, string>> => ({
  ...optionalBotScopes,
  ...(hasPages && extraScopes.hasPages),
  ...(makesOffers && extraScopes.makesOffers),
  ...(isAgent && extraScopes.isAgent),
})

/** The scopes requested when the app is installed. */
export const requestedScopes = (extras: Extras): Readonly<Record<string, string>> => ({
  ...botScopes,
  ...optionalScopes(extras),
})

/** The events that the bot subscribes to. */
const botEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_deleted',
  'group_deleted',
  'member_left_channel',
  'message.im',
  'tokens_revoked',
] as const

/** The event that links to papers and to pages need, and that of the view for agents. */
const extraEvents = { links: 'link_shared', isAgent: 'app_context_changed' } as const

/** The sites whose links are offered to be placed. With the own host they are five, as many as Slack takes. */
const paperSites = ['arxiv.org', 'openreview.net', 'alignmentforum.org', 'lesswrong.com'] as const

/** The events that the bot subscribes to, with those of the features that are switched on. */
export const subscribedEvents = ({ makesOffers, isAgent, hasPages }: Extras): readonly string[] => [
  ...botEvents,
  ...(makesOffers || hasPages ? [extraEvents.links] : []),
  ...(isAgent ? [extraEvents.isAgent] : []),
]

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
 * @param extras The features that are switched on; `host` is the name under which people reach this web server.
 */
export function writeManifest(
  publicUrl?: string,
  { host, ...extras }: Extras & { readonly host?: string | undefined } = {
    makesOffers: false,
    isAgent: false,
    hasPages: false,
  },
): string {
  const { makesOffers, isAgent, hasPages } = extras
  const scopes = requestedScopes(extras)
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
      ...(isAgent && { agent_view: agentView }),
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
      ...((makesOffers || hasPages) && {
        unfurl_domains: [...(host === undefined ? [] : [host]), ...(makesOffers ? paperSites : [])],
      }),
    },
    oauth_config: {
      ...(publicUrl !== undefined && { redirect_urls: [new URL(paths.redirect, publicUrl).href] }),
      // Slack expects optional scopes in both lists: the second only marks them.
      scopes: { bot: Object.keys(scopes), bot_optional: Object.keys(optionalScopes(extras)) },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: [...subscribedEvents(extras)] },
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
  commentScopes(manifest, Object.values(scopes))
  return manifest.toString({ lineWidth: 0 })
}

/** The bot's description and questions in Slack's view for agents. */
const agentView = {
  agent_description:
    'Ask what a term of AI safety means, how two of them differ, or what is open in a channel.',
  suggested_prompts: prompts.map(({ question }) => ({ title: question, message: question })),
}

/** Adds the purpose of each scope as a comment. */
function commentScopes(manifest: Document, purposes: readonly string[]): void {
  for (const [i, why] of purposes.entries()) {
    const scope = manifest.getIn(['oauth_config', 'scopes', 'bot', i], true)
    if (isCommentable(scope)) scope.comment = ` ${why}`
  }
}

const isCommentable = (node: unknown): node is { comment: string } =>
  typeof node === 'object' && node !== null
