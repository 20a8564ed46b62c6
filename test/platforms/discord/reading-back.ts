import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { applicationId, bot, type Channel, guildId, timeOf, type World } from './world.ts'

/** What Discord answers. */
export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const refusal = (status: number, code: number, message: string): Reply => ({
  status,
  body: { code, message },
})

const gone = refusal(404, 10003, 'Unknown Channel')
const noAccess = refusal(403, 50001, 'Missing Access')
const snowflake = /^\d{17,20}$/

/** What the bot can look up: messages and threads of before. A route with what answers it. */
export function createReadingBack(world: World, directs: ReadonlyMap<string, string>) {
  const may = (flag: bigint): boolean => (world.own & flag) !== 0n

  /** Why the bot can't look in there; nothing where it can. */
  function shut(channel: string): Reply | undefined {
    if (directs.has(channel)) return undefined
    const found = world.channels.get(channel)
    if (found === undefined) return gone
    const isIn = world.servers.has(guildId) && may(PermissionFlagsBits.ViewChannel)
    return isIn && isLetInto(found) ? undefined : noAccess
  }

  const isLetInto = ({ type, members }: Channel): boolean =>
    type !== ChannelType.PrivateThread ||
    members?.has(applicationId) === true ||
    may(PermissionFlagsBits.ManageThreads)

  const mayLookBack = (channel: string): boolean =>
    directs.has(channel) || may(PermissionFlagsBits.ReadMessageHistory)

  function messages(channel: string, query: URLSearchParams): Reply {
    const after = query.get('after') ?? '0'
    const limit = Number(query.get('limit') ?? 50)
    if ((query.has('after') && !snowflake.test(after)) || limit < 1 || limit > 100)
      return refusal(400, 50035, 'Invalid Form Body')
    const refused = shut(channel)
    if (refused !== undefined) return refused
    // Discord doesn't say that it shows none.
    if (!mayLookBack(channel)) return { status: 200, body: [] }
    const said = [...world.messages.values()]
      .filter((one) => one.channel === channel && one.seenBy === undefined && BigInt(one.id) > BigInt(after))
      .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    const page = query.has('after') ? said.slice(0, limit) : said.slice(-limit)
    return { status: 200, body: page.toReversed().map(world.message) }
  }

  function message(channel: string, id: string): Reply {
    const refused = shut(channel)
    if (refused !== undefined) return refused
    if (!mayLookBack(channel)) return refusal(403, 50013, 'Missing Permissions')
    const found = world.messages.get(id)
    return found === undefined || found.channel !== channel || found.seenBy !== undefined
      ? refusal(404, 10008, 'Unknown Message')
      : { status: 200, body: world.message(found) }
  }

  const itself = () => ({
    id: applicationId,
    name: 'Cruxgrid',
    permissions: world.own,
    roles: new Set<string>(),
  })

  function member(guild: string, id: string): Reply {
    if (!world.servers.has(guild)) return noAccess
    const person = id === applicationId ? itself() : world.people.get(id)
    if (person === undefined) return refusal(404, 10007, 'Unknown Member')
    const { permissions: _, ...member } = world.member(person)
    return { status: 200, body: member }
  }

  /** Only with the privileged intent; by their ids, the bot itself among them. */
  function members(guild: string, query: URLSearchParams): Reply {
    if (!world.servers.has(guild) || !world.isMembersIntentOn) return noAccess
    const limit = Number(query.get('limit') ?? 1)
    const after = query.get('after') ?? '0'
    if (limit < 1 || limit > 1000 || !/^\d{1,20}$/.test(after))
      return refusal(400, 50035, 'Invalid Form Body')
    const found = [
      { id: applicationId, shown: { ...world.member(itself()), user: bot() } },
      ...[...world.people.values()].map((person) => ({ id: person.id, shown: world.member(person) })),
    ]
      .filter(({ id }) => BigInt(id) > BigInt(after))
      .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
      .slice(0, limit)
    return {
      status: 200,
      body: found.map(({ shown: { permissions: _, ...member } }) => member),
    }
  }

  function threadMember(thread: string, user: string): Reply {
    const refused = shut(thread)
    if (refused !== undefined) return refused
    const found = world.channels.get(thread)
    return found?.members === undefined || !found.members.has(user)
      ? refusal(404, 10007, 'Unknown Member')
      : { status: 200, body: world.threadMember(found, { id: user }) }
  }

  /** What a bot of the server is shown of it: only what the gateway doesn't add. */
  function guild(id: string): Reply {
    if (!world.servers.has(id)) return refusal(404, 10004, 'Unknown Guild')
    return {
      status: 200,
      body: { ...world.guild(id), channels: undefined, threads: undefined, members: undefined },
    }
  }

  /** How many members each role has, but @everyone. */
  function memberCounts(id: string): Reply {
    if (!world.servers.has(id)) return refusal(404, 10004, 'Unknown Guild')
    const people = [...world.people.values()]
    const roles = [...world.roles.keys()].filter((role) => role !== guildId)
    return {
      status: 200,
      body: Object.fromEntries(
        roles.map((role) => [role, people.filter((one) => one.roles.has(role)).length]),
      ),
    }
  }

  const threads = (archived: boolean, parent?: string) =>
    [...world.channels.values()].filter(
      (one) =>
        one.parent !== undefined &&
        one.archived === archived &&
        (parent === undefined || one.parent === parent),
    )

  function archivedThreads(channel: string, query: URLSearchParams): Reply {
    const refused = shut(channel)
    if (refused !== undefined) return refused
    if (!mayLookBack(channel)) return refusal(403, 50013, 'Missing Permissions')
    const limit = Number(query.get('limit') ?? 50)
    const before = Date.parse(query.get('before') ?? '9999-01-01')
    if (limit < 2 || limit > 100 || Number.isNaN(before)) return refusal(400, 50035, 'Invalid Form Body')
    const archivedAt = ({ id, archivedAt }: { id: string; archivedAt?: number }) => archivedAt ?? timeOf(id)
    const found = threads(true, channel)
      .filter((one) => archivedAt(one) < before)
      .toSorted((a, b) => archivedAt(b) - archivedAt(a))
    return {
      status: 200,
      body: {
        threads: found.slice(0, limit).map(world.channel),
        members: [],
        has_more: found.length > limit,
      },
    }
  }

  const activeThreads = (): Reply => ({
    status: 200,
    body: {
      threads: may(PermissionFlagsBits.ViewChannel)
        ? threads(false)
            .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
            .map(world.channel)
        : [],
      members: [],
    },
  })

  function channel(id: string): Reply {
    const person = world.people.get(directs.get(id) ?? '')
    if (person !== undefined) return { status: 200, body: world.direct(id, person) }
    const refused = shut(id)
    const found = world.channels.get(id)
    return refused ?? (found === undefined ? gone : { status: 200, body: world.channel(found) })
  }

  return {
    ...{ messages, message, member, members, memberCounts, threadMember, guild },
    ...{ archivedThreads, activeThreads, channel },
  }
}
