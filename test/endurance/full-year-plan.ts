import type { Call } from '../../src/chat/call.ts'
import { seeded } from '../seeded.ts'
import type { Deed, Happening, Week, Year } from './year-plan.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

/** What people write that must stay where it was written: looked for in everything that others can read. */
export const marks = { why: 'zqwhy', crux: 'zqcrux', question: 'zqasked', notes: 'zqnoted', room: 'zqroom' }

/** How the group is set up, beside what every group is. */
export const everything = [
  `where:"${marks.room} and https://meet.example.org/abc"`,
  'roles:skeptic,notes',
  'questions:names',
].join(' ')

const dialects = ['forum', 'github', 'notion']
const consents = ['named', 'unnamed', 'no']
const worths = ['worth', 'not-for-me', 'absent']

/** In so many weeks people read together, meet elsewhere, and lose their facilitator. */
export const [together, places, calls] = [12, 10, 2] as const

/** Where else a session can be, as it is typed. */
interface Rooms {
  readonly voice: string
  readonly stage: string
}

/** A year in which a group uses everything there is, beside what happens to any: the same for the same seed. */
export function planEverything(year: Year, seed: number, { voice, stage }: Rooms): Year {
  const random = seeded(seed + 1)
  const below = (count: number) => Math.floor(random() * count)
  const shuffled = <One>(all: readonly One[]) => all.toSorted(() => random() - 0.5)
  const read = year.weeks.filter(({ number }) => !year.fates.has(number))
  const crashing = year.happenings.filter(({ deed }) => deed.kind === 'crashes').map(({ at }) => at)
  const isQuiet = ({ start }: Week) => !crashing.some((at) => Math.abs(at - start) < 2 * day)
  const voted = read.filter(({ number }) => (year.turnouts.get(number)?.voters ?? 0) > 1)
  const usual = voted.filter(({ number }) => year.turnouts.get(number)?.revealMs === 30 * minute)
  const reading = new Set(shuffled(usual.filter(isQuiet)).slice(0, together))
  const moved = shuffled(read.filter(isQuiet)).slice(0, places)
  const called = shuffled(read.filter((week) => isQuiet(week) && !reading.has(week))).slice(0, calls)

  const happenings = read.flatMap((week): readonly Happening[] => {
    const { number, start } = week
    const [asker, second, taker] = shuffled([0, 1, 2, 3, 4]) as [number, number, number]
    const ask = { question: `Is week ${number} ${marks.question} about goals or methods?` }
    const role = ahead(taker, 'reading role', { role: 'skeptic' })
    const post = held(0, 'reading recap', { as: dialects[number % 3] ?? 'forum' })
    const recording = { link: `https://example.org/talk-${number}`, as: 'recording' }
    const all = (makes: (by: number) => Makes) => [0, 1, 2, 3, 4].map(makes)
    const worth = all((by) => held(by, 'answer-worth', { answer: worths[below(3)] ?? 'worth' }))
    const quotes = all((by) => held(by, 'answer-quote', { answer: consentOf(by, number) }))
    // A session that was opened three hours late is recapped as late on the next day.
    return [
      deedIn(week, -45 * hour, 'asks', ahead(asker, 'reading ask', ask)),
      deedIn(week, -44 * hour, 'asks the same', ahead(second, 'reading ask', ask)),
      deedIn(week, -43 * hour, 'takes a role', role),
      ...(below(4) === 0 ? [deedIn(week, -42 * hour, 'gives it back', role)] : []),
      ...interests(start, below),
      deedIn(week, 28 * hour, 'attaches a recording', held(0, 'reading attach', recording)),
      ...worth.map((makes, by) =>
        deedIn(week, 28 * hour + (by + 1) * minute, 'says what it was worth', makes),
      ),
      deedIn(week, 29 * hour, 'adds notes', held(0, 'reading note', { notes: `We were ${marks.notes}.` })),
      deedIn(week, 30 * hour, 'gets a post', post),
      ...quotes.map((makes, by) => deedIn(week, 31 * hour + by * minute, 'may be quoted', makes)),
      deedIn(week, 32 * hour, 'gets a post', post),
    ]
  })
  const extended = [...reading].filter((_, i) => i % 4 === 2).map(({ number }) => number)
  const broken = shuffled(voted.filter((week) => isQuiet(week) && !called.includes(week)))
  const crashes = [
    ...[-2 * day, -hour, 0, 40 * minute, hour, day].flatMap((ms, i) =>
      broken.slice(2 * i, 2 * i + 2).map(({ start }) => start + ms),
    ),
    ...[...reading].slice(0, 4).map(({ start }) => start + 20 * minute),
  ].map((due): Happening => {
    const crash = { changes: below(24), isMade: random() < 0.5, forMs: (1 + below(5)) * minute }
    return { at: due - minute, deed: { kind: 'crashes', crashes: [crash] } }
  })
  const looks = year.weeks.flatMap(({ start }) =>
    [-19 * hour, 36 * hour].map((ms): Happening => ({ at: start + ms, deed: { kind: 'reads feeds' } })),
  )
  const [first, last] = [looks[0]?.at ?? 0, looks.at(-1)?.at ?? 0]
  const fetches = Array.from(
    { length: Math.floor((last - first) / hour) },
    (_, i): Happening => ({
      at: first + (i + 1) * hour,
      deed: { kind: 'fetches the calendar' },
    }),
  )
  const arranged = [
    ...fetches,
    ...crashes,
    ...looks,
    ...[...reading].map((week) =>
      deedIn(week, -20 * hour, 'reads together', ahead(0, 'reading next', { together: '20m' })),
    ),
    ...[...reading].flatMap((week, i) => present(week, i)),
    ...moved.map((week, i) => {
      const where = i % 2 === 0 ? voice : stage
      return deedIn(week, -40 * hour, 'is moved to a channel', ahead(0, 'reading next', { where }))
    }),
    ...called.flatMap((week, i) => substitute(week, i === 0)),
    ...rights(read),
    {
      at: (read[0]?.start ?? 0) - 8 * day,
      deed: { kind: 'says', by: 4, words: 'reading missed on' },
    } as const,
    {
      at: (read[25]?.start ?? 0) + 3 * day,
      deed: { kind: 'says', by: 0, words: 'reading calendar new-link' },
    } as const,
  ]
  return {
    ...year,
    crashes: year.crashes + crashes.length,
    turnouts: new Map(
      [...year.turnouts].map(([number, turnout]) => [
        number,
        extended.includes(number) ? { ...turnout, revealMs: (20 + 5 + 8) * minute } : turnout,
      ]),
    ),
    happenings: [...year.happenings.map(withReasons), ...happenings, ...arranged].toSorted(
      (a, b) => a.at - b.at,
    ),
  }
}

type Makes = Extract<Deed, { kind: 'calls' }>['makes']

/** Somebody does something about a week's session. @param ms From its start. */
const deedIn = (week: Week, ms: number, words: string, makes: Makes): Happening => ({
  at: week.start + ms,
  deed: { kind: 'calls', words, week, makes },
})

/** A call about a session that is prepared, or begun. */
const ahead =
  (by: number, command: string, args: Call['args'] = {}): Makes =>
  ({ session }) =>
    session && { by, call: { command, args: { ...args, session: session.id } } }

/** A call about a session that was held. */
const held =
  (by: number, command: string, args: Call['args']): Makes =>
  ({ past }) =>
    past?.end === 'read' ? { by, call: { command, args: { ...args, session: past.session.id } } } : undefined

/** What somebody answers to being quoted in the posts of a week. */
export const consentOf = (by: number, number: number): string => consents[(by + number) % 3] ?? 'no'

/** People who read together: some, everyone, or nobody; the facilitator may take more time. */
function present(week: Week, i: number): readonly Happening[] {
  const says = (after: number, words: string, by: number, as: string) =>
    deedIn(week, after * minute, `${by} ${words}`, ahead(by, 'reading present', { as }))
  const here = [0, 1, 2, 3].map((by) => says(1 + by / 4, 'is here', by, 'here'))
  if (i % 4 === 0) return []
  if (i % 4 === 1) return here
  if (i % 4 === 2) return [...here, deedIn(week, 1.9 * minute, 'has more time', ahead(0, 'reading extend'))]
  return [...here, ...[0, 1, 2].map((by) => says(2 + by / 10, 'has read it', by, 'read'))]
}

/** The facilitator can't lead after all, and somebody does or nobody. */
function substitute(week: Week, isAnswered: boolean): readonly Happening[] {
  const passes: Makes = ({ session, numberOf }) => {
    const by = session?.facilitator && numberOf(session.facilitator.id)
    return by === undefined
      ? undefined
      : { by, call: { command: 'reading facilitators', args: { pass: week.date } } }
  }
  const takes: Makes = ({ session }) =>
    session && session.facilitator === undefined
      ? { by: 3, call: { command: 'reading facilitators', args: { take: session.id } } }
      : undefined
  const passed = deedIn(week, -5 * hour, 'can’t lead', passes)
  return isAnswered ? [passed, deedIn(week, -4 * hour, 'leads', takes)] : [passed]
}

/** People press Interested on the week's event, and take it back. */
const interests = (start: number, below: (count: number) => number): readonly Happening[] =>
  Array.from({ length: 5 }, (_, i) => ({
    at: start - (39 - i) * hour,
    deed: { kind: 'is interested', by: below(5), isInterested: i < 3 },
  }))

/** The right to make events is taken away and given back, twice. */
const rights = (read: readonly Week[]): readonly Happening[] =>
  [10, 12, 28, 30].map((number, i) => ({
    at: (read[number]?.start ?? 0) - 3 * day,
    deed: { kind: 'may make events', isPermitted: i % 2 === 1 },
  }))

/** Some who vote say why, and what would move them. */
function withReasons(one: Happening): Happening {
  if (one.deed.kind !== 'votes' || one.deed.by % 2 === 1) return one
  const { by } = one.deed
  const says = { why: `${marks.why}-${by} is why`, crux: `${marks.crux}-${by} would move me` }
  return { ...one, deed: { ...one.deed, says } }
}
