import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { counted } from '../chat/text.ts'
import { stepsOutOfOrder, stepTooFar, unreadableStep } from './errors.ts'
import { revoteMinute, talkMinutes, voteMinutes } from './together.ts'

/** The steps of a session, in their order; docs/reading-groups.md, section 5. */
export const stepNames = [
  'choose',
  'announce',
  'remind1',
  'remind2',
  'sheet',
  'open',
  'poll',
  'reveal',
  'revote',
  'recap',
] as const
export const StepName = z.enum(stepNames)
export type StepName = z.infer<typeof StepName>

/** The schema of something that is stored for each of some steps: steps that a later version has added are left out. */
export function stepsWith<Value extends z.ZodType>(value: Value) {
  const one = value.exactOptional()
  return z.object({
    ...{ choose: one, announce: one, remind1: one, remind2: one, sheet: one },
    ...{ open: one, poll: one, reveal: one, revote: one, recap: one },
  })
}

/** Steps that, once due, wait for votes without holding up the steps after them. */
export const waitsForVotes: ReadonlySet<StepName> = new Set(['reveal', 'revote'])

/** The steps whose times people set. When the poll opens follows from the time to read. */
export const settableSteps = stepNames.filter((step) => step !== 'poll')

/** A step in the middle of a sentence: "the announcement". */
export const stepDoing: Readonly<Record<StepName, string>> = {
  choose: 'the choice of the paper',
  announce: 'the announcement',
  remind1: 'the first reminder',
  remind2: 'the second reminder',
  sheet: "the facilitator's sheet",
  open: 'the start',
  poll: 'the poll',
  reveal: 'the reveal',
  revote: 'the re-vote',
  recap: 'the recap',
}

export const Offset = z.union([
  z.literal('off'),
  z.object({ days: z.int() }).readonly(),
  z.object({ minutes: z.int() }).readonly(),
])
/** When a step is due, from the session's start: days keep the wall-clock time, minutes are elapsed time. */
export type Offset = z.infer<typeof Offset>

export const Offsets = stepsWith(Offset)
/** The offsets that a group has changed. */
export type Offsets = z.infer<typeof Offsets>

const defaultOffsets: Readonly<Record<StepName, Offset>> = {
  choose: { days: -7 },
  announce: { days: -2 },
  remind1: { days: -1 },
  remind2: { minutes: -120 },
  sheet: { minutes: -60 },
  open: { minutes: 0 },
  poll: 'off',
  reveal: { minutes: 30 },
  revote: { minutes: 60 },
  recap: { minutes: 24 * 60 },
}

/** Until when a step may be late, in ms from the start; reveal and re-vote may until the recap. */
const latestMs: Readonly<Partial<Record<StepName, number>>> = {
  choose: 0,
  announce: -2 * 3_600_000,
  remind1: -6 * 3_600_000,
  remind2: -15 * 60_000,
  sheet: 0,
  open: 6 * 3_600_000,
  poll: 6 * 3_600_000,
  recap: 7 * 86_400_000,
}
/** The least time to talk between the reveal and the re-vote. */
export const talkMs = talkMinutes * 60_000

export const offsetOf = (step: StepName, offsets: Offsets): Offset => offsets[step] ?? defaultOffsets[step]

/** When a step is due and until when it may be late, in ms since 1970. */
export interface StepTime {
  readonly due: number
  readonly until: number
}

/** The parts of a session that not every session has. */
export interface StepParts {
  readonly hasSheet: boolean
  /** If people read first: how long, and the session's length, in minutes. */
  readonly together?: { readonly minutes: number; readonly lengthMin: number }
}

/**
 * When each step of a session is due; a step that is switched off has no time.
 *
 * @param start The session's start, in ms since 1970.
 * @param zone The IANA zone of calendar days.
 * @param nextStart The start of the session after it: a recap is not posted after that.
 */
export function stepTimes(
  start: number,
  zone: string,
  all: Offsets,
  parts: StepParts,
  nextStart = Number.POSITIVE_INFINITY,
): Readonly<Partial<Record<StepName, StepTime>>> {
  const offsets = withParts(all, parts)
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
      // A step that is set later than its usual end may still be a little late.
      return [[step, { due: at, until: Math.max(until, at + graceMs) }]]
    }),
  )
}

/** The offsets of a session without those of steps that it doesn't have; where people read first, with those that follow. */
function withParts(offsets: Offsets, { hasSheet, together }: StepParts): Offsets {
  const base: Offsets = hasSheet ? offsets : { ...offsets, sheet: 'off' }
  if (together === undefined) return base
  const { minutes, lengthMin } = together
  const reveal = minutes + voteMinutes
  return {
    ...base,
    poll: { minutes },
    ...(base.reveal !== 'off' && { reveal: { minutes: reveal } }),
    ...(base.revote !== 'off' && { revote: { minutes: revoteMinute(lengthMin, reveal) } }),
  }
}

/** How late a step may be that is set to the end of its time. */
const graceMs = 5 * 60_000

function addOffset(start: number, zone: string, offset: Exclude<Offset, 'off'>): number {
  if ('minutes' in offset) return start + offset.minutes * 60_000
  return Temporal.Instant.fromEpochMilliseconds(start)
    .toZonedDateTimeISO(zone)
    .add({ days: offset.days })
    .toInstant().epochMilliseconds
}

/** A step farther away is likely a typing mistake, and would give many sessions a record at once. */
const maxMinutes = 60 * 24 * 60

/**
 * Reads steps as people write them: `announce=-3d,remind2=off,recap=+48h`.
 *
 * @returns the offsets before, changed by these.
 * @throws UserError when one can't be read, or when the steps would be out of order.
 */
export function readOffsets(words: string, before: Offsets): Offsets {
  const changed = words
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((word): readonly [StepName, Offset] => {
      const [, name, value = ''] = /^([a-z0-9-]+)[=:](.+)$/i.exec(word) ?? []
      const step = settableSteps.find((step) => step === name?.toLowerCase().replace('-', ''))
      const offset = readOffset(value)
      if (step === undefined || offset === undefined) throw unreadableStep(word, settableSteps)
      if (offset !== 'off' && Math.abs(inMinutes(offset)) > maxMinutes) throw stepTooFar(word)
      return [step, offset]
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
  // The sheet comes at its usual time whatever other steps are set to.
  const ordered = settableSteps.filter((step) => step !== 'sheet' || offsets.sheet !== undefined)
  const times = ordered.flatMap((step) => {
    const offset = offsetOf(step, offsets)
    return offset === 'off' ? [] : [{ step, at: inMinutes(offset) }]
  })
  for (const [i, { step, at }] of times.entries()) {
    const next = times[i + 1]
    if (next !== undefined && next.at < at)
      throw stepsOutOfOrder(
        stepDoing[step],
        stepDoing[next.step],
        settableSteps.map((step) => stepDoing[step]),
      )
  }
}

/** "7 days before", "when the session starts", "30 minutes after", "off" */
export function offsetWords(offset: Offset): string {
  if (offset === 'off') return 'off'
  const minutes = inMinutes(offset)
  if (minutes === 0) return 'when the session starts'
  const [count, unit] =
    'days' in offset
      ? [offset.days, 'day']
      : offset.minutes % 60 === 0
        ? [offset.minutes / 60, 'hour']
        : [offset.minutes, 'minute']
  return `${counted(Math.abs(count), unit)} ${minutes < 0 ? 'before' : 'after'}`
}
