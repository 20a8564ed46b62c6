import { fitLines, type LineFilter } from '../../src/atlas/group-atlas.ts'
import { groupPapers, type PolledPaper } from '../../src/atlas/polled-papers.ts'
import type { Context } from '../../src/bot/context.ts'
import { flag, optional, text, timed, typed } from '../../src/chat/option.ts'
import type { MemoryLine } from '../../src/poll/memory-store.ts'
import { requirePosting } from '../../src/poll/permissions.ts'
import type { PollId } from '../../src/poll/poll.ts'
import { seasonNotFound } from '../../src/reading/errors.ts'
import { readPastDay } from '../../src/time/read-past-day.ts'
import { startOfDay, todayIn } from '../../src/time/when.ts'
import { unreadableDate } from './errors.ts'

/** Only a button says that everyone in the conversation gets the answer. */
export const shareOption = typed(flag('Share: post it for everyone here'), { isHidden: true })

const day = (label: string) => timed(optional(text(label, 40)), 'day')

/** Which polls an answer about many of them is made from. */
export const memoryFilters = {
  from: typed(day('From: only results of this day or later'), { as: 'time', holds: 'date', also: ['since'] }),
  to: typed(day('To: only results until this day'), { as: 'time', holds: 'date', also: ['until', 'till'] }),
  in: typed(optional(text('In: only these channels', 300)), { as: 'places' }),
  season: typed(optional(text('Season: its name', 60)), { as: 'text' }),
}

export interface MemoryFilterOptions {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly in?: string | undefined
  readonly season?: string | undefined
}

/** The polls that an answer is made from, and their papers. */
export interface Remembered {
  readonly lines: readonly MemoryLine[]
  readonly papers: readonly PolledPaper[]
  /** The typed words of the filters. */
  readonly filters: readonly string[]
}

type Sources = Pick<Context, 'caller' | 'polls' | 'papers' | 'reading' | 'settings' | 'ownSettings' | 'now'>

interface Asked {
  /** Whether everyone in the caller's conversation gets the answer. */
  readonly isShared: boolean
  /** Whether a shared answer is made from polls of other conversations, too, if no channels are named. */
  readonly isEverywhere?: boolean
  /** Completes "Only members of this channel can … here." */
  readonly what: string
}

/**
 * Reads the polls that the caller sees or, for a shared answer, that everyone in their conversation sees.
 *
 * @throws UserError if the caller may not share, or if a filter can't be read.
 */
export async function readRemembered(
  context: Sources,
  { isShared, isEverywhere, what, ...options }: MemoryFilterOptions & Asked,
): Promise<Remembered> {
  const { caller, polls, papers, settings, now } = context
  if (isShared) requirePosting(caller, await settings.get(caller.place), what)
  const seen = isShared ? await polls.readShared(caller) : await polls.readSeen(caller)
  const filter = await readFilter(context, seen.lines, {
    isHere: isShared && isEverywhere !== true,
    ...options,
  })
  const lines = fitLines(seen.lines, filter, now)
  const canonical = await papers.findCanonical(lines.map(({ paper }) => paper))
  const names = ['from', 'to', 'in', 'season'] as const
  return {
    lines,
    papers: groupPapers(lines, canonical),
    filters: names.flatMap((name) => (options[name] === undefined ? [] : [`${name}:${options[name]}`])),
  }
}

async function readFilter(
  context: Sources,
  lines: readonly MemoryLine[],
  { isHere, ...options }: MemoryFilterOptions & { readonly isHere: boolean },
): Promise<LineFilter> {
  const { caller, polls } = context
  const zone =
    caller.zone ??
    (await context.ownSettings.zoneOf(caller.person)) ??
    (await context.settings.get(caller.place)).zone ??
    'UTC'
  const words = options.in?.split(/[\s,]+/).filter(Boolean)
  const channels =
    words !== undefined
      ? await polls.findChannels(caller, lines, words)
      : isHere
        ? new Set([caller.place.channel])
        : undefined
  const [from, to] = (['from', 'to'] as const).map((name) =>
    readDayOf(name, options[name], zone, context.now),
  )
  return {
    ...(from !== undefined && { from: startOfDay(from, zone) }),
    ...(to !== undefined && { before: startOfDay(to, zone, 1) }),
    ...(channels !== undefined && { channels }),
    ...(options.season !== undefined && { polls: await findSeasonPolls(context, options.season, isHere) }),
  }
}

function readDayOf(option: string, words: string | undefined, zone: string, now: number): string | undefined {
  if (words === undefined) return undefined
  const date = readPastDay(words, todayIn(zone, now))
  if (date === undefined) throw unreadableDate(option, words)
  return date
}

/** The polls of a season's sessions, of every group that the caller sees; for a shared answer of the groups that live here. */
async function findSeasonPolls(
  { caller, reading: { groups } }: Sources,
  wanted: string,
  isHere: boolean,
): Promise<ReadonlySet<PollId>> {
  const all = isHere
    ? await groups.listHere(caller)
    : (await groups.listInSpace(caller)).map(({ group }) => group)
  const found = new Set<PollId>()
  const names = new Set<string>()
  const isWanted = (name: string) => name.toLowerCase() === wanted.toLowerCase()
  for (const group of all) {
    names.add(group.season.name)
    if (isWanted(group.season.name))
      for (const { poll } of group.sessions) if (poll !== undefined) found.add(poll)
    for (const { season, session } of await groups.history(group)) {
      names.add(season)
      if (isWanted(season) && session.poll !== undefined) found.add(session.poll)
    }
  }
  if (![...names].some(isWanted)) throw seasonNotFound(wanted, names.size === 0 ? ['none'] : [...names])
  return found
}

/** The addresses of the messages that show polls, of those that have one. */
export async function findAddresses(
  { linkToPoll }: Pick<Context, 'linkToPoll'>,
  polls: readonly PollId[],
): Promise<ReadonlyMap<PollId, string>> {
  const found = await Promise.all(
    [...new Set(polls)].map(async (id) => {
      const url = await linkToPoll(id)
      return url === undefined ? [] : [[id, url] as const]
    }),
  )
  return new Map(found.flat())
}
