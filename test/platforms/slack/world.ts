import { randomBytes } from 'node:crypto'
import type { Block } from './blocks.ts'
import type { Option } from './elements.ts'
import type { Bookmark, Bot, Channel, ChannelKind, Person, Sent, StoredFile } from './entities.ts'
import type { readView } from './rules.ts'

export const appId = 'A0CRUXGRID1'

/** Ids and times: both are unique, and times ascend. */
export function createWorld() {
  let last = 0
  let lastMicros = 0
  return {
    /** An id like Slack's: a letter for the kind, then capitals and digits. */
    nextId(kind: string): string {
      last += 1
      return `${kind}0${last.toString(36).toUpperCase().padStart(9, '0')}`
    },
    /** The time now, as Slack names messages: seconds with six decimals. */
    nextTs(): string {
      lastMicros = Math.max(Date.now() * 1000, lastMicros + 100)
      const digits = String(lastMicros)
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`
    },
  }
}

export type World = ReturnType<typeof createWorld>

export interface Opening {
  readonly kind: ChannelKind
  readonly creator?: Person
  readonly members?: readonly Person[]
  readonly hasBot?: boolean
  readonly isArchived?: boolean
  readonly isExtShared?: boolean
}

export const keyOf = (channel: string, ts: string) => `${channel} ${ts}`

/** A workspace with three people, one who founded it, a channel of all, and the bot. */
export function createWorkspace(world: World, name: string, scopes: readonly string[]) {
  const id = world.nextId('T')
  const users = new Map<string, Person>()
  const channels = new Map<string, Channel>()
  const messages = new Map<string, Sent>()
  const directs = new Map<string, Channel>()
  const bot: Bot = { id: world.nextId('B'), user: world.nextId('U'), token: newToken(), scopes }

  function join(given: string, rank: AccountRank = {}): Person {
    const person = personOf(world, given, id, rank)
    users.set(person.id, person)
    return person
  }

  const founder = join('Finn', { isAdmin: true, isOwner: true })
  const ada = join('Ada', { isAdmin: true })
  const ben = join('Ben')
  const cleo = join('Cleo')

  function openChannel(title: string, opening: Opening): Channel {
    const { kind, creator = founder, members = [ada, ben, cleo], hasBot = true } = opening
    const channel: Channel = {
      id: world.nextId(kind === 'im' ? 'D' : kind === 'mpim' ? 'G' : 'C'),
      team: id,
      name: title,
      kind,
      creator: creator.id,
      members: new Set([...members.map((member) => member.id), ...(hasBot ? [bot.user] : [])]),
      isExtShared: opening.isExtShared === true,
      isArchived: opening.isArchived === true,
    }
    channels.set(channel.id, channel)
    return channel
  }

  return {
    id,
    name,
    domain: name.toLowerCase().replace(/\W+/g, '-'),
    bot,
    isInstalled: false,
    users,
    channels,
    /** Every message, also deleted and private ones, by `keyOf` channel and time. */
    messages,
    /** By id, in the order they were added. */
    bookmarks: new Map<string, Bookmark>(),
    /** Messages that are pinned in their channel, by `keyOf` channel and time. */
    pins: new Set<string>(),
    /** Ids of the users in each user group, by its id. */
    userGroups: new Map<string, readonly string[]>(),
    files: new Map<string, StoredFile>(),
    views: new Map<string, OpenView>(),
    /** What people are invited to ask in their conversation with the bot, by its id. */
    prompts: new Map<string, readonly string[]>(),
    /** What everybody sees in the App Home, by user id. */
    homes: new Map<string, OpenView>(),
    founder,
    ada,
    ben,
    cleo,
    general: openChannel('general', { kind: 'public' }),
    join,
    openChannel,
    /** The conversation of somebody with the bot alone. */
    directOf(person: Person): Channel {
      const known = directs.get(person.id)
      if (known !== undefined) return known
      const direct = openChannel('', { kind: 'im', creator: person, members: [person] })
      directs.set(person.id, direct)
      return direct
    },
    /** The message, unless it is deleted. */
    find(channel: string, ts: string): Sent | undefined {
      const sent = messages.get(keyOf(channel, ts))
      return sent?.isDeleted === true ? undefined : sent
    },
    /** What everyone in a channel can see, or in one of its threads, oldest first. */
    shownIn(channel: Channel, threadTs?: string): readonly Sent[] {
      return [...messages.values()].filter(
        (sent) =>
          sent.channel === channel.id &&
          sent.seenBy === undefined &&
          sent.isDeleted !== true &&
          (threadTs === undefined || sent.threadTs === threadTs),
      )
    },
    /** What everyone sees in a channel itself, oldest first: no replies but those that are shown there too. */
    timelineOf(channel: Channel): readonly Sent[] {
      return this.shownIn(channel).filter(
        ({ threadTs, ts, isForChannel }) =>
          threadTs === undefined || threadTs === ts || isForChannel === true,
      )
    },
    add(sent: Sent): Sent {
      messages.set(keyOf(sent.channel, sent.ts), sent)
      return sent
    },
  }
}

export type Workspace = ReturnType<typeof createWorkspace>

export const newToken = () => `xoxb-${randomBytes(12).toString('hex')}`

/** What somebody is in their own workspace; a member where nothing is said. */
export interface AccountRank {
  readonly isAdmin?: boolean
  readonly isOwner?: boolean
  /** It is another app. */
  readonly isBot?: boolean
  /** A guest of several channels, or of one. */
  readonly guestOf?: 'channels' | 'channel'
}

/** Somebody whose account is in that team. */
export const personOf = (world: World, given: string, team: string, rank: AccountRank = {}): Person => ({
  id: world.nextId('U'),
  team_id: team,
  name: given.toLowerCase(),
  real_name: `${given} Person`,
  profile: { display_name: given },
  is_admin: rank.isAdmin === true,
  is_owner: rank.isOwner === true,
  is_bot: rank.isBot === true,
  // Slack says of a guest of one channel that they are restricted, too.
  is_restricted: rank.guestOf !== undefined,
  is_ultra_restricted: rank.guestOf === 'channel',
})

/** A modal or a home that somebody has open. */
export interface OpenView {
  readonly id: string
  readonly user: string
  readonly rootId: string
  readonly previousId: string | undefined
  /** What it was opened, pressed or sent for last. */
  asked: Asked | undefined
  /** The response address of whatever opened it. */
  readonly answerTo: string | undefined
  /** Where the person was. */
  readonly channel: Channel | undefined
  content: Content
  hash: string
  isOpen: boolean
  readonly blocks: readonly Block[]
}

export type AskedKind =
  | 'slash'
  | 'mention'
  | 'direct'
  | 'press'
  | 'menu'
  | 'shortcut'
  | 'home'
  | 'submission'
  | 'closing'
  | 'suggestion'
  | 'event'

/** What somebody asked of the bot. Times are `performance.now()`. */
export interface Asked {
  readonly kind: AskedKind
  readonly person: Person
  readonly workspace: Workspace
  readonly channel?: Channel | undefined
  /** What it was done to, or what it said. */
  readonly message?: Sent | undefined
  readonly triggerId?: string | undefined
  readonly responseUrl?: string | undefined
  readonly askedAt: number
  /** How many ms a test has let pass since then. Limits go by this: they must not measure the machine. */
  pastMs: number
  ackedAt?: number
  /** What came with the acknowledgement; missing where nothing did. */
  ack?: Readonly<Record<string, unknown>>
  /** The person has seen something because of it. */
  isAnswered: boolean
  answeredAt?: number
  /** The app showed the person an error instead: nobody took it, or not in time. */
  failed?: boolean
  /** The modal that was opened or updated for it, or the home that was shown. */
  view?: OpenView
  /** What the person alone was shown by it: what came to its response address, or with the acknowledgement. */
  note?: Sent
  /** What the form says at its inputs, by block id. */
  errors?: Readonly<Record<string, string>>
  /** What was suggested. */
  options?: readonly Option[]
}

export type Content = NonNullable<ReturnType<typeof readView>['view']> & { readonly blocks: readonly Block[] }
