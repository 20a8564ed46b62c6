import { expect } from 'vitest'
import { capitalise } from '../../src/chat/text.ts'
import { stepNames } from '../../src/reading/steps.ts'
import { writeDate } from '../../src/time/write-time.ts'
import type { Seen } from './reading-world.ts'
import { type Account, dayOf, localTime, repeated, type WeekSeen } from './year-account.ts'
import type { Turnout, Year } from './year-plan.ts'
import type { Outage, YearRun } from './year-run.ts'

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
const talkMs = 15 * minuteMs
/** A message may wait for those before it. */
const paceMs = 5000
/** What a crashed instance had begun is taken up when its claim has lapsed, at most two crashes later. */
const claimMs = 6 * minuteMs

/** How much later than due something may be because the bot was not there. */
function delayOf(outages: readonly Outage[], due: number): number {
  const near = outages.filter(({ from, until }) => from < due + hourMs && until > due - hourMs)
  return near.reduce((sum, { from, until }) => sum + (until - from) + claimMs, minuteMs)
}

function checkRead(
  { week, of, past }: WeekSeen,
  { voters, revealMs }: Turnout,
  outages: readonly Outage[],
): void {
  const say = (what: string) => `week ${week.number}, ${what}`
  const [opening] = of('opening')
  expect.soft(past?.end, say('end')).toBe('read')
  for (const kind of ['announcement', 'opening', 'poll', 'recap'] as const)
    expect.soft(of(kind), say(kind)).toHaveLength(1)
  for (const kind of ['prompt', 'revote'] as const)
    expect.soft(of(kind), say(kind)).toHaveLength(voters < 2 ? 0 : 1)
  expect.soft(of('announcement')[0]?.text, say('announcement')).toMatch(/^Reading group read /)
  expect.soft(localTime(opening?.moments[0] ?? 0), say('start')).toBe(`${week.date}T17:00`)
  const lateMs = (opening?.at ?? Number.POSITIVE_INFINITY) - week.start
  expect.soft(lateMs, say('opened late')).toBeLessThanOrEqual(delayOf(outages, week.start))
  expect.soft(lateMs, say('opened early')).toBeGreaterThanOrEqual(0)
  const lateWords = /Opened \d+ (?:minutes|hours) late/.test(opening?.text ?? '')
  expect.soft(lateWords, say('says that it is late')).toBe(lateMs >= 5 * minuteMs)
  for (const one of [...of('poll'), ...of('prompt'), ...of('revote'), ...of('recap')])
    expect.soft(one.where, say(one.text)).toBe('thread')
  const shown = voters < 2 ? '· round 1 · ' : '· round 2 · '
  expect.soft(of('poll')[0]?.text, say('the poll stays true')).toContain(shown)
  const votes = voters === 1 ? '1 vote' : `${voters} votes`
  expect
    .soft(of('recap')[0]?.text, say('recap'))
    .toMatch(voters === 0 ? /Nobody voted\./ : new RegExp(`Round 1 ${votes}(?:[.,]| in \\d)`))
  const [prompt, revote] = [of('prompt')[0]?.at, of('revote')[0]?.at]
  if (prompt !== undefined && revote !== undefined) {
    const revealed = week.start + revealMs + lateMs
    const again = Math.max(week.start + hourMs + lateMs, prompt + talkMs)
    expect.soft(prompt - revealed, say('shown late')).toBeLessThanOrEqual(delayOf(outages, revealed))
    expect.soft(revote - again, say('asked again late')).toBeLessThanOrEqual(delayOf(outages, again))
    expect.soft(revote - prompt, say('time to talk')).toBeGreaterThanOrEqual(talkMs - paceMs)
  }
  const openedMs = delayOf(outages, week.start)
  const recapLateMs = (of('recap')[0]?.at ?? 0) - week.start - dayMs
  expect.soft(recapLateMs, say('recap')).toBeLessThanOrEqual(delayOf(outages, week.start + dayMs) + openedMs)
}

function checkDropped({ week, of, past }: WeekSeen, { answers }: YearRun, notes: readonly Seen[]): void {
  const say = (what: string) => `week ${week.number}, ${what}`
  for (const kind of ['opening', 'poll', 'prompt', 'revote', 'recap'] as const)
    expect.soft(of(kind), say(kind)).toEqual([])
  const isSaid = [
    of('announcement').some(({ text }) => /^Reading group: session (?:skipped|missed)/.test(text)),
    notes.some(({ text }) => text.includes(dayOf(week))),
    [...answers.values()].some((answer) => isAbout(answer, week.date)),
  ]
  expect.soft(isSaid, say('said somewhere')).toContain(true)
  // Whoever saw it announced sees that it is not.
  for (const { text } of of('announcement'))
    expect.soft(text, say('announcement')).toContain(`${capitalise(past?.why ?? '')}.`)
}

/** Whether somebody was told that there is nothing on that date. */
function isAbout(answer: string, date: string): boolean {
  const [, from = '', to = ''] =
    /Paused from (.+?)(?: until someone resumes the group| to (.+?))\./.exec(answer) ?? []
  const isPaused = readShownDate(from, date) <= date && date <= readShownDate(to, date)
  return isPaused || (/^Skipped /.test(answer) && answer.includes(writeDate(date, Date.parse(date))))
}

/** A date as it is shown, "Wed 9 Dec", in the year in which it is nearest to another one; `9999` if it is not one. */
function readShownDate(words: string, near: string): string {
  const [, day, month] = /^\w{3} (\d{1,2}) (\w{3})/.exec(words) ?? []
  if (day === undefined) return '9999'
  const year = Number(near.slice(0, 4))
  const gap = (date: number) => Math.abs(date - Date.parse(near))
  const [nearest = 0] = [year - 1, year, year + 1]
    .map((year) => Date.parse(`${day} ${month} ${year} UTC`))
    .toSorted((a, b) => gap(a) - gap(b))
  return new Date(nearest).toISOString().slice(0, 10)
}

/** Nobody is told twice. */
function checkPrivate({ week, of, past }: WeekSeen): void {
  const say = (what: string) => `week ${week.number}, ${what}`
  const [first, second] = [week.start - dayMs, week.start - 2 * hourMs]
  const reminders = of('reminder').map(({ to, at }) => `${to} ${at < second ? 'first' : 'second'}`)
  expect.soft(reminders, say('reminders')).toEqual([...new Set(reminders)])
  for (const { at } of of('reminder')) {
    expect.soft(at, say('reminded early')).toBeGreaterThanOrEqual(first)
    expect.soft(at, say('reminded late')).toBeLessThanOrEqual(week.start - 10 * minuteMs)
  }
  const starting = of('starting').map(({ to }) => to)
  expect.soft(starting, say('starting')).toEqual([...new Set(starting)])
  const all = [...of('reminder'), ...of('starting'), ...of('lead')].map(({ to }) => to)
  const tooMany = [...Map.groupBy(all, (to) => to)].filter(([, messages]) => messages.length > 2)
  expect.soft(tooMany, say('private messages')).toEqual([])
  for (const kind of ['sheet', 'revealedSheet'] as const)
    expect.soft(of(kind).length, say(kind)).toBeLessThanOrEqual(1)
  const leads = of('lead').map(({ to }) => to)
  expect.soft(leads, say('leading')).toEqual([...new Set(leads)])
  // Whoever was told to lead what will not be is told that too.
  expect
    .soft(
      of('unled').map(({ to }) => to),
      say('not leading'),
    )
    .toEqual(past?.end === 'read' ? [] : leads.slice(-1))
}

function turnoutOf({ turnouts }: Year, week: number): Turnout {
  const turnout = turnouts.get(week)
  if (turnout === undefined) throw new Error(`Nobody knows how people vote in week ${week}`)
  return turnout
}

/** Each step of a year was done exactly once or is noted as skipped; nothing was silent. */
export function checkYear(year: Year, lived: YearRun, account: Account, seen: readonly Seen[]): void {
  expect.soft(account.weeks.length).toBe(year.weeks.length)
  for (const one of account.weeks) {
    const { week, past } = one
    const fate = year.fates.get(week.number) ?? 'read'
    const isMissed = fate === 'missed'
    if (fate === 'read') checkRead(one, turnoutOf(year, week.number), lived.outages)
    else checkDropped(one, lived, account.notes)
    if (isMissed) expect.soft(past?.end, `week ${week.number}`).toBe('missed')
    checkPrivate(one)
    for (const step of stepNames)
      expect.soft(past?.session.steps[step]?.state.kind, `week ${week.number}, ${step}`).not.toBe('waiting')
    checkRecord(one, account.notes)
  }
  expect.soft(account.strange.map(({ text }) => text)).toEqual([])
  expect.soft(repeated(seen)).toEqual([])
  expect.soft(lived.logged).toEqual([])
}

/** The record says of each step that was seen that it is done; what was skipped, organisers know. */
function checkRecord({ week, of, past }: WeekSeen, notes: readonly Seen[]): void {
  const state = (step: (typeof stepNames)[number]) => past?.session.steps[step]?.state.kind
  const seen = {
    announce: of('announcement'),
    open: of('opening'),
    reveal: of('prompt'),
    revote: of('revote'),
    recap: of('recap'),
  }
  for (const [step, those] of Object.entries(seen))
    if (those.length > 0)
      expect.soft(state(step as keyof typeof seen), `week ${week.number}, ${step}`).toBe('done')
  for (const step of stepNames)
    if (state(step) === 'skipped')
      expect
        .soft(
          notes.some(({ text }) => text.includes(dayOf(week))),
          `week ${week.number}, ${step} is noted`,
        )
        .toBe(true)
}
