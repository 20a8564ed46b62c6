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

/** In weeks of these numbers, of those that are read and that nothing disturbs. */
const [together, places, calls] = [12, 10, 2]

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
    const at = (ms: number, deed: Deed): Happening => ({ at: start + ms, deed })
    const [asker, second, taker] = shuffled([0, 1, 2, 3, 4]) as [number, number, number]
    return [
      at(-45 * hour, {
        kind: 'calls',
        words: 'asks',
        week,
        makes: says(asker, 'reading ask', ask(number)),
      }),
      at(-44 * hour, {
        kind: 'calls',
        words: 'asks the same',
        week,
        makes: says(second, 'reading ask', ask(number)),
      }),
      at(-43 * hour, { kind: 'calls', words: 'takes a role', week, makes: role(taker) }),
      ...(below(4) === 0
        ? [at(-42 * hour, { kind: 'calls', words: 'gives it back', week, makes: role(taker) })]
        : []),
      ...interests(week, below),
      at(25 * hour, {
        ...{ kind: 'calls', words: 'attaches a recording', week },
        makes: ({ past }) =>
          past?.end === 'read'
            ? {
                by: 0,
                call: {
                  command: 'reading attach',
                  args: {
                    link: `https://example.org/talk-${number}`,
                    as: 'recording',
                    session: past.session.id,
                  },
                },
              }
            : undefined,
      }),
      ...[0, 1, 2, 3, 4].map((by) =>
        at(25 * hour + (by + 1) * minute, {
          kind: 'calls',
          words: 'says what it was worth',
          week,
          makes: worth(by, below(3)),
        }),
      ),
      at(26 * hour, { kind: 'calls', words: 'adds notes', week, makes: notes }),
      at(27 * hour, post(week, number)),
      ...[0, 1, 2, 3, 4].map((by) =>
        at(28 * hour + by * minute, {
          kind: 'calls',
          words: 'may be quoted',
          week,
          makes: quote(by, number),
        }),
      ),
      at(29 * hour, post(week, number)),
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
  const arranged = [
    ...crashes,
    ...looks,
    ...[...reading].map((week) =>
      before(week, -20 * hour, 'reads together', 'reading next', { together: '20m' }),
    ),
    ...[...reading].flatMap((week, i) => present(week, i)),
    ...moved.map((week, i) =>
      before(week, -40 * hour, 'is moved to a channel', 'reading next', {
        where: i % 2 === 0 ? voice : stage,
      }),
    ),
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
    happenings: [...year.happenings.map((one) => withReasons(one)), ...happenings, ...arranged].toSorted(
      (a, b) => a.at - b.at,
    ),
  }
}

const ask = (number: number) => ({ question: `Is week ${number} ${marks.question} about goals or methods?` })

type Makes = Extract<Deed, { kind: 'calls' }>['makes']

const says =
  (by: number, command: string, args: Call['args']): Makes =>
  ({ session }) =>
    session === undefined ? undefined : { by, call: { command, args } }

const role =
  (by: number): Makes =>
  ({ session }) =>
    session === undefined
      ? undefined
      : { by, call: { command: 'reading role', args: { session: session.id, role: 'skeptic' } } }

const worth =
  (by: number, answer: number): Makes =>
  ({ past }) =>
    past?.end !== 'read'
      ? undefined
      : {
          by,
          call: {
            command: 'answer-worth',
            args: { session: past.session.id, answer: ['worth', 'not-for-me', 'absent'][answer] ?? 'worth' },
          },
        }

const notes: Makes = ({ past }) =>
  past?.end !== 'read'
    ? undefined
    : {
        by: 0,
        call: {
          command: 'reading note',
          args: { session: past.session.id, notes: `We were ${marks.notes}.` },
        },
      }

const quote =
  (by: number, number: number): Makes =>
  ({ past }) =>
    past?.end !== 'read'
      ? undefined
      : {
          by,
          call: {
            command: 'answer-quote',
            args: { session: past.session.id, answer: consents[(by + number) % 3] ?? 'no' },
          },
        }

/** Whether somebody has said yes to being quoted in the posts of a week, and with their name. */
export const consentOf = (by: number, number: number) => consents[(by + number) % 3]

const post = (week: Week, number: number): Deed => ({
  ...{ kind: 'calls', words: 'gets a post', week },
  makes: ({ past }) =>
    past?.end !== 'read'
      ? undefined
      : {
          by: 0,
          call: {
            command: 'reading recap',
            args: { session: past.session.id, as: dialects[number % 3] ?? 'forum' },
          },
        },
})

/** The manager changes the session of a week before it begins. */
const before = (week: Week, ms: number, words: string, command: string, args: Call['args']): Happening => ({
  at: week.start + ms,
  deed: {
    ...{ kind: 'calls', words, week },
    makes: ({ session }) =>
      session === undefined
        ? undefined
        : { by: 0, call: { command, args: { ...args, session: session.id } } },
  },
})

/** People who read together: some, everyone, or nobody; the facilitator may take more time. */
function present(week: Week, i: number): readonly Happening[] {
  const at = (ms: number, words: string, makes: Makes): Happening => ({
    at: week.start + ms,
    deed: { kind: 'calls', words, week, makes },
  })
  const says =
    (by: number, as: string): Makes =>
    ({ session }) =>
      session === undefined
        ? undefined
        : { by, call: { command: 'reading present', args: { session: session.id, as } } }
  const extended: Makes = ({ session }) =>
    session === undefined
      ? undefined
      : { by: 0, call: { command: 'reading extend', args: { session: session.id } } }
  const here = [0, 1, 2, 3].map((by) => at((1 + by / 4) * minute, `${by} is here`, says(by, 'here')))
  if (i % 4 === 0) return []
  if (i % 4 === 1) return here
  if (i % 4 === 2) return [...here, at(1.9 * minute, 'more time', extended)]
  return [
    ...here,
    ...[0, 1, 2].map((by) => at((1.5 + by / 10) * minute, `${by} has read it`, says(by, 'read'))),
  ]
}

/** The facilitator can't lead after all, and somebody does or nobody. */
function substitute(week: Week, isAnswered: boolean): readonly Happening[] {
  const passes: Makes = ({ session, numberOf }) => {
    const by = session?.facilitator && numberOf(session.facilitator.id)
    return by === undefined
      ? undefined
      : { by, call: { command: 'reading facilitators', args: { pass: week.date } } }
  }
  const takes: Makes = ({ session }) => {
    return session === undefined || session.facilitator !== undefined
      ? undefined
      : { by: 3, call: { command: 'reading facilitators', args: { take: session.id } } }
  }
  return [
    { at: week.start - 5 * hour, deed: { kind: 'calls', words: 'can’t lead', week, makes: passes } },
    ...(isAnswered
      ? [{ at: week.start - 4 * hour, deed: { kind: 'calls', words: 'leads', week, makes: takes } } as const]
      : []),
  ]
}

/** People press Interested on the week's event, and take it back. */
const interests = ({ start }: Week, below: (count: number) => number): readonly Happening[] =>
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
