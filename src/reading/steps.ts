import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { UserError } from '../chat/user-error.ts'

/** What a session does by itself, in the order in which it is done. docs/reading-groups.md, section 5. */
export const stepNames = [
  'choose',
  'announce',
  'remind1',
  'remind2',
  'open',
  'reveal',
  'revote',
  'recap',
] as const
export const StepName = z.enum(stepNames)
export type StepName = z.infer<typeof StepName>

/** What waits for votes once it is due, and doesn't hold up what comes after it. */
export const waitsForVotes: ReadonlySet<StepName> = new Set(['reveal', 'revote'])

/** How a step is told of: "announcing the session". */
export const stepDoing: Readonly<Record<StepName, string>> = {
  choose: 'choosing the paper',
  announce: 'announcing the session',
  remind1: 'the first reminder',
  remind2: 'the second reminder',
  open: 'opening the session',
  reveal: 'revealing the votes',
  revote: 'the re-vote',
  recap: 'the recap',
}

export const Offset = z.union([
  z.literal('off'),
  z.strictObject({ days: z.int() }).readonly(),
  z.strictObject({ minutes: z.int() }).readonly(),
])
/** From a session's start: calendar days keep the wall clock, minutes are elapsed time. */
export type Offset = z.infer<typeof Offset>

export const Offsets = z.partialRecord(StepName, Offset)
/** What a group has changed about when its steps are done. */
export type Offsets = z.infer<typeof Offsets>

const defaultOffsets: Readonly<Record<StepName, Offset>> = {
  choose: { days: -7 },
  announce: { days: -2 },
  remind1: { days: -1 },
  remind2: { minutes: -120 },
  open: { minutes: 0 },
  reveal: { minutes: 30 },
  revote: { minutes: 60 },
  recap: { minutes: 24 * 60 },
}

/** Until when a step may be done late, in ms from the start; nothing for what ends with the recap. */
const latestMs: Readonly<Partial<Record<StepName, number>>> = {
  choose: 0,
  announce: -2 * 3_600_000,
  remind1: -6 * 3_600_000,
  remind2: -15 * 60_000,
  open: 6 * 3_600_000,
  recap: 7 * 86_400_000,
}
/** A re-vote follows the reveal, with time to talk between. */
export const talkMs = 15 * 60_000

export const offsetOf = (step: StepName, offsets: Offsets): Offset => offsets[step] ?? defaultOffsets[step]

/** When a step is due and until when it may be done late, in ms since 1970; nothing for one that is switched off. */
export interface StepTime {
  readonly due: number
  readonly until: number
}

/**
 * When each step of a session is done.
 *
 * @param start The session's start, in ms since 1970.
 * @param zone IANA zone that calendar days are counted in.
 * @param nextStart The start of the session after it: a recap later than that session's opening recaps nothing.
 */
export function stepTimes(
  start: number,
  zone: string,
  offsets: Offsets,
  nextStart = Number.POSITIVE_INFINITY,
): Readonly<Partial<Record<StepName, StepTime>>> {
  const due = (step: StepName): number | undefined => {
    const offset = offsetOf(step, offsets)
    return offset === 'off' ? undefined : addOffset(start, zone, offset)
  }
  const recapUntil = Math.max(
    Math.min(start + (latestMs.recap ?? 0), nextStart),
    (due('recap') ?? start) + graceMs,
  )
  return Object.fromEntries(
    stepNames.flatMap((step) => {
      const at = due(step)
      if (at === undefined) return []
      const end = latestMs[step]
      const until = end === undefined || step === 'recap' ? recapUntil : start + end
      // What is set later than its usual end has a moment, too.
      return [[step, { due: at, until: Math.max(until, at + graceMs) }]]
    }),
  )
}

/** A step that is moved to its very end is still done, should the process be busy then. */
const graceMs = 5 * 60_000

function addOffset(start: number, zone: string, offset: Exclude<Offset, 'off'>): number {
  if ('minutes' in offset) return start + offset.minutes * 60_000
  return Temporal.Instant.fromEpochMilliseconds(start)
    .toZonedDateTimeISO(zone)
    .add({ days: offset.days })
    .toInstant().epochMilliseconds
}

/** A step that is farther away has a record for many sessions at once, and is likely a slip. */
const maxMinutes = 60 * 24 * 60

/**
 * Steps as people write them: `announce=-3d,remind2=off,recap=+48h`.
 *
 * @returns the offsets with these in them.
 * @throws UserError when one can't be read, or when the steps would not be in their order any more.
 */
export function readOffsets(words: string, before: Offsets): Offsets {
  const changed = words
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((word): readonly [StepName, Offset] => {
      const [, name, value = ''] = /^([a-z0-9-]+)[=:](.+)$/i.exec(word) ?? []
      const step = StepName.safeParse(name?.toLowerCase().replace('-', ''))
      const offset = readOffset(value)
      if (!step.success || offset === undefined)
        throw new UserError(
          `I couldn't read “${word.slice(0, 40)}”.`,
          `Write steps like announce=-3d,remind2=off,recap=+48h; the steps are ${stepNames.join(', ')}.`,
        )
      if (offset !== 'off' && Math.abs(inMinutes(offset)) > maxMinutes)
        throw new UserError(
          `“${word.slice(0, 40)}” is too far from the session.`,
          'A step is done within sixty days of the start.',
        )
      return [step.data, offset]
    })
  const offsets = { ...before, ...Object.fromEntries(changed) }
  requireOrder(offsets)
  return offsets
}

function readOffset(value: string): Offset | undefined {
  if (value.toLowerCase() === 'off') return 'off'
  const match = /^(?:t)?([-+−]?)(\d{1,4})(d|h|m)$/i.exec(value)
  if (match === null) return undefined
  const [, sign, digits = '', unit = ''] = match
  const count = Number(digits) * (sign === '' || sign === '+' ? 1 : -1)
  switch (unit.toLowerCase()) {
    case 'd':
      return { days: count }
    case 'h':
      return { minutes: 60 * count }
    default:
      return { minutes: count }
  }
}

const inMinutes = (offset: Exclude<Offset, 'off'>): number =>
  'days' in offset ? offset.days * 24 * 60 : offset.minutes

function requireOrder(offsets: Offsets): void {
  const times = stepNames.flatMap((step) => {
    const offset = offsetOf(step, offsets)
    return offset === 'off' ? [] : [{ step, at: inMinutes(offset) }]
  })
  for (const [i, { step, at }] of times.entries()) {
    const next = times[i + 1]
    if (next !== undefined && next.at < at)
      throw new UserError(
        `${step} would come after ${next.step}.`,
        `The steps keep their order: ${stepNames.join(', ')}.`,
      )
  }
}

/** "7 days before", "at the start", "30 minutes after", "off" */
export function offsetWords(offset: Offset): string {
  if (offset === 'off') return 'off'
  const minutes = inMinutes(offset)
  if (minutes === 0) return 'at the start'
  const [count, unit] =
    'days' in offset
      ? [offset.days, 'day']
      : offset.minutes % 60 === 0
        ? [offset.minutes / 60, 'hour']
        : [offset.minutes, 'minute']
  const many = Math.abs(count)
  return `${many} ${unit}${many === 1 ? '' : 's'} ${minutes < 0 ? 'before' : 'after'}`
}
