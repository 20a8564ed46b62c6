import { z } from 'zod'
import type { Asks } from './asks.ts'
import type { Sent } from './entities.ts'
import type { Happenings } from './happenings.ts'
import { type Messages, messagePayload, ownMessage } from './messages.ts'
import { flag, json, knownChannel, type Method, method, writableChannel } from './method.ts'
import { refused, wronged } from './refused.ts'
import type { Workspace } from './world.ts'

const said = { text: z.string().optional(), blocks: json, parse: z.string().optional() }

/** `chat.*`, as far as a bot like this one uses it. */
export function chatMethods(
  happenings: Happenings,
  asks: Asks,
  messages: Messages,
  echo: (workspace: Workspace, sent: Sent, before?: Sent) => void,
): Readonly<Record<string, Method>> {
  const scopes = ['chat:write']
  return {
    'chat.postMessage': method({
      scopes,
      args: {
        channel: z.string(),
        ...said,
        thread_ts: z.string().optional(),
        reply_broadcast: flag,
        metadata: json,
        unfurl_links: flag,
        unfurl_media: flag,
        mrkdwn: flag,
      },
      run({ channel: id, thread_ts: threadTs, reply_broadcast: isForChannel, ...args }, { workspace }) {
        if (!/^[CGD]/.test(id)) throw wronged('channel_not_found', `a post to ${id}, which is no channel`)
        const channel = writableChannel(workspace, id)
        const parent = threadTs === undefined ? undefined : workspace.find(id, threadTs)
        if (threadTs !== undefined && (parent === undefined || parent.seenBy !== undefined))
          throw refused('thread_not_found')
        const message = messages.read(workspace, args)
        if (isForChannel === true && threadTs === undefined)
          happenings.violate('chat.postMessage: reply_broadcast outside a thread')
        if (message.blocks.length > 0 && (args.unfurl_links !== false || args.unfurl_media !== false))
          happenings.violate('chat.postMessage: links may unfurl')
        const sent = messages.post(workspace, message, {
          channel: channel.id,
          threadTs,
          isForChannel: isForChannel === true && threadTs !== undefined,
          by: workspace.bot.user,
        })
        asks.sees(sent, workspace)
        echo(workspace, sent)
        return { ok: true, channel: id, ts: sent.ts, message: messagePayload(workspace, sent, true) }
      },
    }),
    'chat.postEphemeral': method({
      scopes,
      args: { channel: z.string(), user: z.string(), ...said, thread_ts: z.string().optional() },
      run({ channel: id, user, thread_ts: threadTs, ...args }, { workspace }) {
        const channel = writableChannel(workspace, id)
        if (!channel.members.has(user)) throw refused('user_not_in_channel')
        const message = messages.read(workspace, args)
        const sent = messages.post(workspace, message, {
          channel: id,
          threadTs,
          by: workspace.bot.user,
          seenBy: user,
        })
        asks.sees(sent, workspace)
        return { ok: true, message_ts: sent.ts }
      },
    }),
    'chat.update': method({
      scopes,
      args: { channel: z.string(), ts: z.string(), ...said, metadata: json },
      run({ channel: id, ts, ...args }, { workspace }) {
        if (!/^[CGD]/.test(id)) throw wronged('channel_not_found', `an update in ${id}, which is no channel`)
        writableChannel(workspace, id)
        const sent = ownMessage(workspace, id, ts, 'update')
        if (args.blocks === undefined)
          happenings.violate('chat.update: text without blocks removes the blocks')
        const before = { ...sent }
        messages.change(workspace, sent, messages.read(workspace, args))
        echo(workspace, sent, before)
        return { ok: true, channel: id, ts, text: sent.text, message: messagePayload(workspace, sent, true) }
      },
    }),
    // Previews stand below the message that has the links; here each is a message of its own.
    'chat.unfurl': method({
      scopes: ['links:write'],
      args: { unfurl_id: z.string(), source: z.enum(['composer', 'conversations_history']), unfurls: json },
      run({ unfurl_id: id, source, unfurls }, { workspace }) {
        const shown = z.record(z.url(), z.strictObject({ blocks: z.array(z.unknown()) })).parse(unfurls)
        for (const { blocks } of Object.values(shown)) {
          const preview = messages.read(workspace, { text: 'Preview', blocks })
          if (source === 'composer') continue
          const [channel = ''] = id.split('.')
          messages.post(workspace, preview, { channel, threadTs: undefined, by: workspace.bot.user })
        }
        return { ok: true }
      },
    }),
    'chat.getPermalink': method({
      args: { channel: z.string(), message_ts: z.string() },
      run({ channel: id, message_ts: ts }, { workspace }) {
        const sent = workspace.find(knownChannel(workspace, id).id, ts)
        if (sent === undefined || sent.seenBy !== undefined) throw refused('message_not_found')
        const { domain } = workspace
        const thread = sent.threadTs === undefined ? '' : `?thread_ts=${sent.threadTs}&cid=${id}`
        const permalink = `https://${domain}.slack.com/archives/${id}/p${ts.replace('.', '')}${thread}`
        return { ok: true, channel: id, permalink }
      },
    }),
    'chat.delete': method({
      scopes,
      args: { channel: z.string(), ts: z.string() },
      run({ channel: id, ts }, { workspace }) {
        writableChannel(workspace, id)
        ownMessage(workspace, id, ts, 'delete').isDeleted = true
        return { ok: true, channel: id, ts }
      },
    }),
  }
}
