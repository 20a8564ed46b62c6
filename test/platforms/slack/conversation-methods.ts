import { z } from 'zod'
import type { Channel, ChannelKind, Person, Sent } from './entities.ts'
import { checkLimit, cut } from './lists.ts'
import { messagePayload } from './messages.ts'
import { count, flag, knownChannel, type Method, method, scopeOf } from './method.ts'
import { refused, wronged } from './refused.ts'
import type { Workspace } from './world.ts'

const kinds: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  mpim: 'mpim',
  im: 'im',
}

const window = {
  channel: z.string(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag,
  limit: count,
  cursor: z.string().optional(),
  include_all_metadata: flag,
}
type Window = z.infer<z.ZodObject<typeof window>>

/** `conversations.*` and `users.conversations`: where people talk, and what was said. */
export function conversationMethods(
  findPerson: (workspace: Workspace, id: string) => Person | undefined,
): Readonly<Record<string, Method>> {
  return {
    'conversations.open': method({
      scopes: ['im:write'],
      args: { users: z.string().optional(), channel: z.string().optional(), return_im: flag },
      run({ users = '' }, { workspace }) {
        const person = findPerson(workspace, users)
        if (users.includes(',') || users === '')
          throw wronged('invalid_arguments', 'conversations.open for not exactly one')
        if (person === undefined) throw refused('user_not_found')
        return { ok: true, channel: { id: workspace.directOf(person).id } }
      },
    }),
    'conversations.info': method({
      args: { channel: z.string(), include_locale: flag, include_num_members: flag },
      run({ channel: id }, { workspace, needs }) {
        const channel = knownChannel(workspace, id)
        needs(scopeOf(channel.kind, 'read'))
        return { ok: true, channel: channelPayload(workspace, channel) }
      },
    }),
    'conversations.history': method({
      args: window,
      run(args, { workspace, needs }) {
        const channel = readable(workspace, args.channel, needs)
        return page(workspace, workspace.timelineOf(channel).toReversed(), args)
      },
    }),
    'conversations.replies': method({
      args: { ...window, ts: z.string() },
      run(args, { workspace, needs }) {
        const channel = readable(workspace, args.channel, needs)
        const parent = workspace.find(channel.id, args.ts)
        if (parent === undefined || parent.seenBy !== undefined) throw refused('thread_not_found')
        return page(
          workspace,
          [parent, ...workspace.shownIn(channel, args.ts).filter((sent) => sent !== parent)],
          args,
        )
      },
    }),
    'conversations.members': method({
      args: { channel: z.string(), limit: count, cursor: z.string().optional() },
      run({ channel: id, limit = 100, cursor = '0' }, { workspace, needs }) {
        checkLimit(limit)
        const { kind, members } = knownChannel(workspace, id)
        needs(scopeOf(kind, 'read'))
        const { shown, ...more } = cut([...members], limit, cursor)
        return { ok: true, members: shown, ...more }
      },
    }),
    'users.conversations': method({
      args: {
        user: z.string().optional(),
        types: z.string().optional(),
        exclude_archived: flag,
        limit: count,
        cursor: z.string().optional(),
      },
      run(
        { user, types = 'public_channel', exclude_archived, limit = 100, cursor = '0' },
        { workspace, needs },
      ) {
        checkLimit(limit)
        // Whoever is named, of what isn't public Slack tells only where the bot is, too.
        const wanted = types.split(',').map((type) => {
          const kind = kinds[type.trim()]
          if (kind === undefined) throw wronged('invalid_types', `users.conversations of type ${type}`)
          needs(scopeOf(kind, 'read'))
          return kind
        })
        if (user !== undefined && findPerson(workspace, user) === undefined) throw refused('user_not_found')
        const { bot, channels } = workspace
        const all = [...channels.values()].filter(
          ({ kind, members, isArchived }) =>
            wanted.includes(kind) &&
            members.has(user ?? bot.user) &&
            (kind === 'public' || members.has(bot.user)) &&
            !(isArchived && exclude_archived === true),
        )
        const { shown, ...more } = cut(all, limit, cursor)
        return { ok: true, channels: shown.map((channel) => channelPayload(workspace, channel)), ...more }
      },
    }),
  }
}

function readable(workspace: Workspace, id: string, needs: (scope: string) => void): Channel {
  const channel = knownChannel(workspace, id)
  needs(scopeOf(channel.kind, 'history'))
  if (!channel.members.has(workspace.bot.user)) throw refused('not_in_channel')
  return channel
}

function page(workspace: Workspace, all: readonly Sent[], args: Window) {
  const { oldest = '0', latest, inclusive = false, limit = 100, cursor = '0' } = args
  checkLimit(limit)
  const isWithin = ({ ts }: Sent) =>
    (Number(ts) > Number(oldest) || (inclusive && ts === oldest)) &&
    (latest === undefined || Number(ts) < Number(latest) || (inclusive && ts === latest))
  const within = all.filter(isWithin)
  const next = Number(cursor) + limit
  const hasMore = next < within.length
  return {
    ok: true,
    messages: within
      .slice(Number(cursor), next)
      .map((sent) => messagePayload(workspace, sent, args.include_all_metadata === true)),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(next) : '' },
  }
}

function channelPayload({ id: team, bot }: Workspace, channel: Channel) {
  const { id, name, kind, members, creator, isArchived, isExtShared } = channel
  const shared = {
    id,
    created: 1_700_000_000,
    is_archived: isArchived,
    is_im: kind === 'im',
    context_team_id: team,
  }
  if (kind === 'im') return { ...shared, user: [...members].find((member) => member !== bot.user) ?? '' }
  return {
    ...shared,
    name,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_mpim: kind === 'mpim',
    is_private: kind !== 'public',
    is_member: members.has(bot.user),
    creator,
    is_general: name === 'general',
    is_shared: isExtShared,
    is_ext_shared: isExtShared,
    is_org_shared: false,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}
