import { describe, expect, test } from 'vitest'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { Group, GroupId, type Session, SessionId } from '../../src/reading/group.ts'
import type { StepName } from '../../src/reading/steps.ts'
import { applyOutcome, done, type FinalOutcome, notNeeded } from '../../src/sessions/steps/outcome.ts'

const minuteMs = 60_000
const start = Date.parse('2026-12-02T17:00:00Z')
const [ada, ben] = [PersonId.parse('web:ada'), PersonId.parse('web:ben')]
const session = SessionId.parse('s_aaaaaaaaaa')

const waiting = (offset: number) => ({
  due: start + offset * minuteMs,
  until: start + (offset + 10) * minuteMs,
  state: { kind: 'waiting' },
})

/** A group with one session, some minutes around whose start its steps are due. */
const groupWith = (steps: Readonly<Partial<Record<StepName, number>>>, patch: Partial<Session> = {}) =>
  Group.parse({
    v: 1,
    id: GroupId.parse('g_aaaaaaaaaa'),
    name: 'Reading group',
    place: { platform: 'web', space: SpaceId.parse('web:space'), channel: 'web:channel' },
    scheduledAt: 0,
    plannedUntil: start,
    offsets: {},
    votes: 'open',
    poll: 'at-start',
    revote: 'open',
    expect: [],
    organisers: [],
    facilitators: [],
    entries: [],
    removed: [],
    sessions: [
      {
        id: session,
        start,
        date: '2026-12-02',
        coming: [],
        notComing: [],
        reminded: {},
        steps: Object.fromEntries(Object.entries(steps).map(([name, offset]) => [name, waiting(offset)])),
        ...patch,
      },
    ],
    season: { name: 'Season 1', from: 0 },
    muted: [],
    notes: [],
    revision: 0,
  })

function afterStep(group: Group, step: StepName, outcome: FinalOutcome) {
  const state = { kind: 'done', at: start } as const
  const next = applyOutcome(group, outcome, { session, step, state })
  return 'group' in next ? next : { group: next, past: [] }
}

/** In minutes from the session's start. */
const dueOf = ({ sessions: [one] }: Group, step: StepName) =>
  ((one?.steps[step]?.due ?? Number.NaN) - start) / minuteMs

describe('a session that was opened', () => {
  const group = groupWith({ remind2: -120, open: 0, reveal: 30, revote: 60, recap: 1440 })

  test.each([
    [0, 30, 60, 1440],
    [40, 70, 100, 1480],
    [-10, 30, 60, 1440],
  ])('%i minutes late has what follows as much later, and never earlier', (late, reveal, revote, recap) => {
    const { group: next } = afterStep(group, 'open', done({ openedAt: start + late * minuteMs }))
    expect([dueOf(next, 'reveal'), dueOf(next, 'revote'), dueOf(next, 'recap')]).toEqual([
      reveal,
      revote,
      recap,
    ])
  })

  test('needs no reminder any more', () => {
    const { group: next } = afterStep(group, 'open', done({ openedAt: start }))
    expect(next.sessions[0]?.steps.remind2?.state.kind).toBe('needless')
    expect(next.sessions[0]?.steps.open?.state.kind).toBe('done')
  })
})

test.each([
  [30, 60],
  [55, 70],
])('votes that were revealed after %i minutes leave a quarter of an hour to talk', (revealed, revote) => {
  const group = groupWith({ reveal: 30, revote: 60 })
  const { group: next } = afterStep(group, 'reveal', done({ revealedAt: start + revealed * minuteMs }))
  expect(dueOf(next, 'revote')).toBe(revote)
})

test('a reminder is added to those of other people, and to what they have done meanwhile', () => {
  const group = groupWith({ remind1: 0 }, { coming: [ben], reminded: { [ben]: 1 } })
  const { group: next } = afterStep(group, 'remind1', done({ reminded: { [ada]: 2 }, unreached: 0 }))
  expect(next.sessions[0]).toMatchObject({ coming: [ben], reminded: { [ben]: 1, [ada]: 2 }, unreached: 0 })
})

test('a step that is not needed is recorded so', () => {
  const { group: next } = afterStep(groupWith({ reveal: 30 }), 'reveal', notNeeded)
  expect(next.sessions[0]?.steps.reveal?.state.kind).toBe('needless')
})

test('a completed session is over with its step done, a cancelled one without', () => {
  const group = groupWith({ open: 0, recap: 1440 })
  const completed = afterStep(group, 'recap', { kind: 'completed' })
  expect(completed.group.sessions).toEqual([])
  expect(completed.past[0]).toMatchObject({
    end: 'read',
    session: { steps: { recap: { state: { kind: 'done' } } } },
  })
  const cancelled = afterStep(group, 'open', { kind: 'cancelled', why: 'no paper was nominated' })
  expect(cancelled.group.sessions).toEqual([])
  expect(cancelled.past[0]).toMatchObject({
    end: 'skipped',
    why: 'no paper was nominated',
    session: { steps: { open: { state: { kind: 'needless' } } } },
  })
})
