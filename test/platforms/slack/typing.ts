import type { Asking } from './asking.ts'
import type { Asks } from './asks.ts'
import type { Channel, Person, Sent } from './entities.ts'
import { contextOf } from './looking.ts'
import { delivered } from './markup.ts'
import { messagePayload } from './messages.ts'
import { shownName } from './payloads.ts'
import type { Responses } from './responses.ts'
import type { Settings } from './settings.ts'
import type { Asked } from './world.ts'
import { appId, type Workspace, type World } from './world.ts'

/** Something that somebody attached to a message. */
export interface Attached {
  readonly name: string
  readonly title?: string
  readonly mimetype?: string
  readonly url?: string
}

interface Mentioning {
  readonly channel?: Channel
  readonly threadTs?: string
  readonly files?: readonly Attached[]
}

interface Parts {
  readonly world: World
  readonly settings: Settings
  readonly asking: Asking
  readonly asks: Asks
  readonly responses: Responses
  readonly workspaceOf: (id: string) => Workspace
}

/** What people type: commands, and messages that the bot hears of. */
export function createTyping({ world, settings, asking, asks, responses, workspaceOf }: Parts) {
  function write(
    workspace: Workspace,
    channel: Channel,
    person: Person,
    text: string,
    threadTs?: string,
    more: Sent['more'] = {},
  ): Sent {
    return workspace.add({
      ts: world.nextTs(),
      channel: channel.id,
      threadTs,
      by: person.id,
      text,
      blocks: [],
      files: [],
      more,
      edits: 0,
    })
  }

  const filesOf = (attached: readonly Attached[]) =>
    attached.map(({ name, title = name, mimetype = 'application/pdf', url }) => {
      const id = world.nextId('F')
      return {
        id,
        name,
        title,
        mimetype,
        url_private: url ?? `https://files.slack.com/files-pri/${id}/${name}`,
      }
    })

  return {
    /** A mention of somebody, as it stands in what people type. */
    at: ({ id, name }: Person) => `<@${id}|${name}>`,

    /** Types `/grid` and these words. */
    slash(person: Person, text: string, channel = workspaceOf(person.team_id).general): Asked {
      const workspace = workspaceOf(channel.team)
      return asking.ask({
        kind: 'slash',
        type: 'slash_commands',
        person,
        workspace,
        channel,
        respondsIn: channel,
        hasTrigger: true,
        take(asked, payload) {
          if (Object.keys(payload).length === 0) return
          responses.take(asked, payload)
          asks.answer(asked)
        },
        payload: (ids) => ({
          token: 'verification-token',
          team_id: workspace.id,
          team_domain: workspace.domain,
          channel_id: channel.id,
          channel_name: shownName(channel),
          user_id: person.id,
          user_name: person.name,
          command: '/grid',
          text,
          api_app_id: appId,
          is_enterprise_install: 'false',
          ...ids,
        }),
      })
    },

    /** Writes a message without telling the bot, who isn't mentioned. */
    say(
      person: Person,
      words: string,
      {
        channel = workspaceOf(person.team_id).general,
        threadTs,
        more,
      }: Omit<Mentioning, 'files'> & Pick<Sent, 'more'> = {},
    ): Sent {
      return write(workspaceOf(channel.team), channel, person, delivered(words), threadTs, more)
    },

    /** Writes a message that mentions the bot, who hears of it where it is a member. */
    mention(
      person: Person,
      words: string,
      { channel = workspaceOf(person.team_id).general, threadTs, files = [] }: Mentioning = {},
    ): Asked {
      const workspace = workspaceOf(channel.team)
      const text = `<@${workspace.bot.user}> ${delivered(words)}`
      const message = write(workspace, channel, person, text, threadTs)
      const isHeard = channel.members.has(workspace.bot.user)
      const told = { ...messagePayload(workspace, message), channel: channel.id, event_ts: message.ts }
      const channelType = channel.kind === 'private' ? 'group' : 'channel'
      // The same words once more, where the app listens to all that is written.
      if (isHeard)
        asking.event({
          ...{ kind: 'event', name: `message.${channelType}s`, person, workspace, channel },
          event: { ...told, channel_type: channelType },
        })
      return asking.event({
        kind: 'mention',
        name: isHeard ? 'app_mention' : 'nothing',
        person,
        workspace,
        channel,
        message,
        event: {
          ...told,
          type: 'app_mention',
          ...(person.team_id !== workspace.id && { user_team: person.team_id, source_team: person.team_id }),
          ...(files.length > 0 && { files: filesOf(files), upload: false }),
        },
      })
    },

    /** Writes to the bot alone. @param seen The channel that is open beside it. */
    direct(
      person: Person,
      words: string,
      { threadTs, files = [], seen }: Omit<Mentioning, 'channel'> & { readonly seen?: Channel } = {},
    ): Asked {
      const workspace = workspaceOf(person.team_id)
      const channel = workspace.directOf(person)
      const message = write(workspace, channel, person, delivered(words), threadTs)
      return asking.event({
        kind: 'direct',
        name: 'message.im',
        person,
        workspace,
        channel,
        message,
        event: {
          ...messagePayload(workspace, message),
          channel: channel.id,
          channel_type: 'im',
          event_ts: message.ts,
          ...(seen !== undefined && { app_context: contextOf(settings, seen) }),
          ...(files.length > 0 && { subtype: 'file_share', files: filesOf(files), upload: true }),
        },
      })
    },
  }
}
