import { counted } from '../../chat/text.ts'
import type { Button } from '../../chat/view.ts'
import { openQuestion } from '../../disagreement/open-question.ts'
import { boardLines } from '../../disagreement/poll-summary.ts'
import { returningVoters } from '../../disagreement/returning.ts'
import { changeOf } from '../../disagreement/rounds.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenBallot } from '../../poll/disclosed-round.ts'
import { entryOf, type Group, type Session, stateOf } from '../../reading/group.ts'
import { isReading } from '../../reading/reading-time.ts'
import type { Role } from '../../reading/role.ts'
import { divideTalk, type TalkPlan } from '../../reading/talk-minutes.ts'
import type { WorthCounts } from '../../reading/worth.ts'
import { todayIn } from '../../time/when.ts'
import { placeOf, writeClock, writeHere } from '../../time/write-time.ts'
import { stanceName } from '../poll/stance-words.ts'
import { groupButton } from './reading-parts.ts'
import { worthWords } from './worth-words.ts'

const dayMs = 86_400_000
/** Cruxes are counted for everyone this long after the reveal. */
const cruxesMs = 10 * 60_000

/** A question about the paper, and how many want it answered. */
interface SheetQuestion {
  readonly text: string
  readonly votes: number
}

/** Facts for a sheet that the session's record doesn't have. */
export interface SheetFacts {
  /** Most wanted first; at most five. */
  readonly questions: readonly SheetQuestion[]
  readonly roles: readonly Role[]
  /** The session before it, if it was held with a poll. */
  readonly last?: {
    readonly start: number
    readonly poll: Disclosure
    readonly worth: WorthCounts | undefined
  }
}

const zoneOf = ({ schedule }: Group): string => schedule?.zone ?? 'UTC'

/** The sheet of a facilitator before the reveal, line by line. @param now In ms since 1970, as in all of these. */
export function sheetLines(
  group: Group,
  session: Session,
  { questions, roles, last }: SheetFacts,
  now: number,
): readonly string[] {
  const zone = zoneOf(group)
  const title = entryOf(group, session)?.paper.title
  const about = title === undefined ? 'the next session' : title
  const coming = session.coming.length
  const parts = roles.map(({ name, person }) => `${capital(name)}: ${person?.name ?? 'nobody'}.`)
  return [
    `Your sheet for ${about}, ${dayAndClock(session.start, zone, now)} (${placeOf(zone)})`,
    timesLine(session, zone, now),
    [coming === 0 ? 'Nobody is coming yet.' : `${counted(coming, 'is', 'are')} coming.`, ...parts].join(' '),
    ...(questions.length === 0 ? [] : ['Questions, most wanted first']),
    ...questions.map(({ text, votes }) => `${votes}  ${text}`),
    ...(last === undefined ? [] : lastLines(last, session.start)),
  ]
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** "today 17:00", "tomorrow 17:00", "Wed 2 Dec, 17:00" */
function dayAndClock(at: number, zone: string, now: number): string {
  const date = todayIn(zone, at)
  const clock = writeClock(at, zone)
  if (date === todayIn(zone, now)) return `today ${clock}`
  return date === todayIn(zone, now + dayMs) ? `tomorrow ${clock}` : writeHere(at, zone, now)
}

const stepWords = { open: 'open', poll: 'poll', reveal: 'reveal', revote: 'vote again' } as const

/** "17:00 open · 17:30 reveal · 18:00 vote again · recap tomorrow 17:00" */
function timesLine({ steps, start }: Session, zone: string, now: number): string {
  const times = Object.entries(stepWords).flatMap(([name, words]) => {
    const step = steps[name as keyof typeof stepWords]
    return step === undefined ? [] : [`${writeClock(step.due, zone)} ${words}`]
  })
  const { recap } = steps
  const isThen = recap !== undefined && todayIn(zone, recap.due) === todayIn(zone, start)
  const at = recap && (isThen ? writeClock(recap.due, zone) : dayAndClock(recap.due, zone, now))
  return [...times, ...(at === undefined ? [] : [`recap ${at}`])].join(' · ')
}

/** "Last week: 2 of 6 changed their vote. Not settled: does it need a model of the goal?" */
function lastLines({ start, poll, worth }: NonNullable<SheetFacts['last']>, now: number): readonly string[] {
  const days = Math.round((now - start) / dayMs)
  const returning = returningVoters(poll)
  const changed =
    returning === undefined || returning.moves.length === 0
      ? []
      : [`${changeOf(returning.steps).moved} of ${returning.moves.length} changed their vote.`]
  const answers = worth && worthWords(worth)
  const said = [
    ...changed,
    ...settledWords(poll),
    ...(answers === undefined ? [] : [`Was it worth it: ${answers}.`]),
  ]
  if (said.length === 0) return []
  return [`${days >= 5 && days <= 9 ? 'Last week' : 'Last time'}: ${said.join(' ')}`]
}

/**
 * Whether the question of a session was settled, as those who answered that say. Where nobody has, the question that its
 * last round leaves open; empty without one.
 */
function settledWords({ rounds, current }: Disclosure): readonly string[] {
  const { yes = 0, no = 0, notDiscussed = 0 } = (!current.hidden && current.extras?.settled) || {}
  const asked = openQuestion(yes + no + notDiscussed > 0 ? rounds.at(-2) : current)
  if (asked === undefined) return []
  const question = asked.charAt(0).toLowerCase() + asked.slice(1)
  return [`${yes > no + notDiscussed ? 'Settled' : 'Not settled'}: ${question}`]
}

/** The buttons of a facilitator's sheet until the poll is open. @param leads Whether it is their own turn. */
export function sheetButtons(group: Group, session: Session, leads: boolean): readonly Button[] {
  const { id, date } = session
  const isWaiting = session.openedAt === undefined
  const isToRead = stateOf(session, 'poll') === 'waiting' && (isWaiting || isReading(session))
  return [
    ...(isWaiting ? [groupButton(group, 'Open it now', 'reading next', { do: 'open', session: id })] : []),
    ...(isToRead
      ? [
          groupButton(group, '5 more minutes', 'reading extend', { session: id }),
          groupButton(group, 'Start the poll now', 'reading next', { do: 'poll', session: id }),
        ]
      : []),
    ...(isWaiting && leads
      ? [groupButton(group, "I can't lead", 'reading facilitators', { pass: date })]
      : []),
  ]
}

/** The result that a sheet after the reveal is about. */
export interface RevealedFacts {
  /** With the revealed round as its current one. */
  readonly poll: Disclosure
  readonly callOn: readonly [OpenBallot, OpenBallot] | undefined
  readonly revealedAt: number
  /** When the second round opens; `undefined` if none does. */
  readonly revoteAt: number | undefined
}

/** The sheet of a facilitator after the reveal, line by line. @param hasNames Whether it says whom to call on. */
export function revealedLines(
  group: Group,
  { poll, callOn, revealedAt, revoteAt }: RevealedFacts,
  hasNames = true,
): readonly string[] {
  const zone = zoneOf(group)
  const plan = revoteAt === undefined ? undefined : divideTalk(revealedAt, revoteAt)
  return [
    `After the reveal: ${boardLines(poll)[0] ?? ''}`,
    ...(callOn === undefined || !hasNames ? [] : [callOnLine(callOn)]),
    ...cruxesLine(poll, writeClock(revealedAt + cruxesMs, zone)),
    ...(plan === undefined ? [] : [talkLine(plan, zone)]),
  ]
}

function callOnLine(pair: readonly [OpenBallot, OpenBallot]): string {
  const [first, second] = pair.map(
    ({ name = 'someone', answers }) => `${name} (${stanceName(answers.stance)})`,
  )
  return `Call on: ${first} and ${second}. Ask whether they'd like to say why.`
}

/** @param by When everyone sees which crux is shared. */
function cruxesLine({ current }: Disclosure, by: string): readonly string[] {
  const count = current.hidden ? 0 : (current.extras?.cruxes?.length ?? 0)
  if (current.hidden || count === 0) return []
  if (current.cruxOutcome !== undefined) return [`Cruxes: ${count} listed.`]
  return [
    `Cruxes: ${count} listed. Everyone sees by ${by} ${count === 1 ? 'whether it' : 'which one'} is shared.`,
  ]
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** "17:32 each side, two minutes · 17:36 the crux · 17:55 what would settle it · 18:00 vote again" */
function talkLine({ sides, each, crux, settle, revote }: TalkPlan, zone: string): string {
  const length = `${numbers[each - 1] ?? each} ${each === 1 ? 'minute' : 'minutes'}`
  return [
    `${writeClock(sides, zone)} each side, ${length}`,
    `${writeClock(crux, zone)} the crux`,
    `${writeClock(settle, zone)} what would settle it`,
    `${writeClock(revote, zone)} vote again`,
  ].join(' · ')
}
