import { randomUUID } from 'node:crypto'
import type { Asking } from './asking.ts'
import type { Channel, Person, Sent } from './entities.ts'
import type { Settings } from './settings.ts'
import type { Asked, Workspace } from './world.ts'

interface Shared {
  readonly channel?: Channel
  readonly threadTs?: string
}

/** Links that people post: Slack tells an app of those to its domains, in every conversation, and as they are typed. */
export function createLinking(
  asking: Asking,
  settings: Settings,
  say: (person: Person, words: string, where: Shared) => Sent,
  workspaceOf: (id: string) => Workspace,
) {
  /** The registered domain of a link: its host, or what that is a part of. */
  function domainOf(url: string): string | undefined {
    const { hostname } = new URL(url)
    return [...settings.unfurlDomains].find(
      (domain) => hostname === domain || hostname.endsWith(`.${domain}`),
    )
  }

  const linksIn = (words: string) =>
    [...words.matchAll(/https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"]/g)].flatMap(([url]) => {
      const domain = domainOf(url)
      return domain === undefined ? [] : [{ url, domain }]
    })

  return {
    /**
     * Types a message with links and posts it.
     *
     * @returns what the app hears of what is typed, and then of what is posted.
     */
    share(person: Person, words: string, where: Shared = {}): readonly [typed: Asked, posted: Asked] {
      const { channel = workspaceOf(person.team_id).general, threadTs } = where
      const workspace = workspaceOf(channel.team)
      const links = linksIn(words)
      const tell = (event: object, message?: Sent) =>
        asking.event({
          kind: 'event',
          name: links.length === 0 ? 'nothing' : 'link_shared',
          person,
          workspace,
          channel,
          message,
          event: {
            type: 'link_shared',
            user: person.id,
            links,
            is_bot_user_member: channel.members.has(workspace.bot.user),
            event_ts: (Date.now() / 1000).toFixed(6),
            ...event,
          },
        })
      const draft = `${person.id}-${randomUUID()}`
      const typed = tell({ channel: 'COMPOSER', message_ts: draft, unfurl_id: draft, source: 'composer' })
      const message = say(person, words, { channel, ...(threadTs !== undefined && { threadTs }) })
      const posted = tell(
        {
          channel: channel.id,
          message_ts: message.ts,
          unfurl_id: `${channel.id}.${message.ts}`,
          source: 'conversations_history',
          ...(threadTs !== undefined && { thread_ts: threadTs }),
        },
        message,
      )
      return [typed, posted]
    },
  }
}
