import { randomUUID } from 'node:crypto'
import type { Person, PersonId, SpaceId } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import type { View } from '../chat/view.ts'
import { listed } from '../disagreement/wording.ts'
import type { Logger } from '../log.ts'
import { chosen } from '../reading/choose.ts'
import type { Ending } from '../reading/group.ts'
import {
  entryOf,
  type Group,
  type GroupId,
  type Session,
  type SessionId,
  type StepState,
  stateOf,
} from '../reading/group.ts'
import { type GroupStore, LostHold } from '../reading/group-store.ts'
import { createSessionId } from '../reading/ids.ts'
import { planned } from '../reading/plan.ts'
import { isToBeRecalled, recalled } from '../reading/recalled.ts'
import { dropped, read, sessionIn, withSession, withStep } from '../reading/session-outcome.ts'
import { type StepName, stepDoing, stepNames, waitsForVotes } from '../reading/steps.ts'
import { todayIn } from '../time/when.ts'
import { organiserNoteView } from '../views/reading/session-view.ts'
import type { Marks } from './platform-calendar.ts'
import type { ChangeGroup, Performer, StepOutcome } from './session-steps.ts'

/** Longer than any platform client keeps trying to send one message. */
const holdMs = 240_000
/** Claims end on whole minutes, so that what wakes a group after them is stored once. */
const roundMs = 60_000
const shortestRetryMs = 5000
const longestRetryMs = 10 * 60_000
const noteAgainMs = 24 * 3_600_000
const mostNotes = 20

interface Needs {
  readonly store: GroupStore
  readonly perform: Performer
  readonly marks: Marks
  /** Says for everyone what a season came to, where any session of it is over. */
  readonly sumUp: (group: Group, season: Group['season']) => Promise<void>
  readonly now: () => number
  readonly log: Logger
  readonly tell: (group: Group, people: readonly PersonId[], view: View, key: string) => Promise<number>
  /** Told of every change, once it is on disk. */
  readonly changed: (group: Group) => void
}

/** What organisers are told of a step that was not done. */
interface Trouble {
  /** The same cause is one note a day. */
  readonly cause: string
  readonly date: string
  readonly tell: (dates: readonly string[]) => string
  readonly remedy: string
  /** What can still be done by hand. */
  readonly left?: { readonly step: StepName; readonly session: SessionId }
  /** Not a day later either. */
  readonly isOnce?: boolean
}

const why = 'I was offline, or the chat did not take it'

const missed = (dates: readonly string[]): string =>
  dates.length === 1
    ? `The session of ${dates[0]} was missed: ${why}, until its time was over.`
    : `${dates.length} sessions were missed (${listed(dates)}): ${why}, until their time was over.`

/**
 * Does what the sessions of reading groups have to do, each step once: whoever attends to a group holds it, and what is
 * done is recorded only while it is still held. docs/reading-groups.md, sections 5 to 9.
 */
export function createKeeper({ store, perform, marks, sumUp, now, log, tell, changed }: Needs) {
  const untilOf = () => Math.ceil((now() + holdMs) / roundMs) * roundMs

  function holding(space: SpaceId, id: GroupId, by: string) {
    return async (decide: (group: Group) => Group | Ending): Promise<Group> => {
      const claim = { by, until: untilOf() }
      const next = await store.change(
        space,
        id,
        (group) => {
          const decided = decide(group)
          return 'group' in decided
            ? { ...decided, group: { ...decided.group, claim } }
            : { ...decided, claim }
        },
        { hold: by },
      )
      if (next === undefined) throw new LostHold()
      changed(next)
      return next
    }
  }
  /** @returns nothing while somebody else attends to it: they wake it again. */
  async function hold(space: SpaceId, id: GroupId): Promise<{ group: Group; by: string } | undefined> {
    const by = randomUUID()
    const group = await store.change(space, id, (group) =>
      group.claim !== undefined && group.claim.until > now()
        ? group
        : { ...planned(group, now(), createSessionId), claim: { by, until: untilOf() } },
    )
    return group?.claim?.by === by ? { group, by } : undefined
  }

  async function release(space: SpaceId, id: GroupId, by: string, failed: boolean): Promise<void> {
    const next = await store.change(
      space,
      id,
      ({ claim: _, retryAt: __, failures, ...group }) => ({
        ...group,
        failures: failed ? failures + 1 : 0,
        ...(failed && {
          retryAt: now() + Math.min(shortestRetryMs * 2 ** Math.min(failures, 12), longestRetryMs),
        }),
      }),
      { hold: by },
    )
    if (next !== undefined) changed(next)
  }

  /** Runs with the group held, and gives it back whatever happens. @returns nothing while somebody else holds it. */
  async function attend(
    space: SpaceId,
    id: GroupId,
    run: (group: Group, change: ChangeGroup, troubles: Trouble[]) => Promise<void>,
  ): Promise<{ readonly fault: unknown } | undefined> {
    const held = await hold(space, id)
    if (held === undefined) return undefined
    const { by } = held
    const change = holding(space, id, by)
    const troubles: Trouble[] = []
    let fault: unknown
    try {
      await run(held.group, change, troubles)
    } catch (thrown) {
      if (thrown instanceof LostHold) return { fault: undefined }
      fault = thrown
      if (!(fault instanceof UserError)) log.error({ fault, group: id }, 'a step of a reading group failed')
    }
    await note(change, troubles)
    await release(space, id, by, fault !== undefined)
    return { fault }
  }

  async function tend(space: SpaceId, id: GroupId): Promise<void> {
    await attend(space, id, async (held, change, troubles) => {
      const stuck = new Map<SessionId, unknown>()
      let group: Group | undefined = held
      let last = held
      while (group !== undefined) {
        last = group
        group = await nextOf(group, change, troubles, stuck)
      }
      await marks.keep(last, change, ({ happened, remedy }, { date }) =>
        troubles.push({
          cause: `beside the messages of ${last.season.name}`,
          date,
          tell: () => happened,
          remedy,
          isOnce: true,
        }),
      )
      for (const season of last.toSumUp) await endSeason(last, season, change, troubles)
      for (const fault of stuck.values()) throw fault
    })
  }

  async function endSeason(
    group: Group,
    season: Group['season'],
    change: ChangeGroup,
    troubles: Trouble[],
  ): Promise<void> {
    try {
      await sumUp(group, season)
    } catch (fault) {
      if (fault instanceof UserError)
        troubles.push({
          cause: fault.happened,
          date: todayIn(group.schedule?.zone ?? 'UTC', now()),
          tell: () => `I couldn't sum up ${season.name}: ${fault.happened}`,
          remedy: fault.remedy,
        })
      throw fault
    }
    await change((group) => ({ ...group, toSumUp: group.toSumUp.filter(({ from }) => from !== season.from) }))
  }

  /**
   * Does the first thing that is due. A session that can't go on holds up no other.
   *
   * @param stuck Sessions that could not go on this time, with why; it is added to.
   * @returns the group after it; nothing when nothing is due.
   */
  async function nextOf(
    group: Group,
    change: ChangeGroup,
    troubles: Trouble[],
    stuck: Map<SessionId, unknown>,
  ): Promise<Group | undefined> {
    for (const session of group.sessions.filter(({ id }) => !stuck.has(id)))
      try {
        const next = await nextIn(group, session, change, troubles)
        if (next !== undefined) return next
      } catch (fault) {
        if (fault instanceof LostHold) throw fault
        stuck.set(session.id, fault)
      }
    const made = planned(group, now(), createSessionId)
    return made === group ? undefined : change((group) => planned(group, now(), createSessionId))
  }

  /** The steps of a session are done in order; what waits for votes doesn't hold up the others. */
  async function nextIn(
    group: Group,
    session: Session,
    change: ChangeGroup,
    troubles: Trouble[],
  ): Promise<Group | undefined> {
    for (const step of stepNames) {
      const one = session.steps[step]
      if (one === undefined || one.state.kind !== 'waiting') continue
      if (await perform.isDue(group, session, step)) {
        if (now() > one.until) return skip(group, session, step, change, troubles)
        const next = await tried(group, session, step, change, troubles)
        if (next !== undefined) return next
      }
      if (!waitsForVotes.has(step)) return undefined
    }
    if (stepNames.some((step) => stateOf(session, step) === 'waiting')) return undefined
    const isHeld = session.openedAt !== undefined
    return change((group) =>
      isHeld
        ? read(group, sessionIn(group, session.id), now())
        : dropped(group, sessionIn(group, session.id), {
            end: 'skipped',
            at: now(),
            why: 'it was over before it was planned',
          }),
    )
  }

  /** @returns nothing when it has to wait for people. */
  async function tried(
    group: Group,
    session: Session,
    step: StepName,
    change: ChangeGroup,
    troubles: Trouble[],
  ): Promise<Group | undefined> {
    try {
      return await settle(await perform.step(group, session, step, change), session, step, change)
    } catch (fault) {
      if (fault instanceof UserError)
        troubles.push({
          cause: fault.happened,
          date: session.date,
          tell: ([date]) => `I couldn't go on with ${stepDoing[step]} for ${date}: ${fault.happened}`,
          remedy: fault.remedy,
          left: { step, session: session.id },
        })
      throw fault
    }
  }

  async function settle(
    outcome: StepOutcome,
    { id }: Session,
    step: StepName,
    change: ChangeGroup,
    by?: Person,
  ): Promise<Group | undefined> {
    if (outcome.kind === 'waits') return undefined
    const done: StepState = { kind: 'done', at: now(), ...(by !== undefined && { by }) }
    const mark = (group: Group, state: StepState) =>
      withSession(group, id, (session) =>
        withStep(outcome.kind === 'done' ? (outcome.with?.(session) ?? session) : session, step, state),
      )
    if (outcome.kind === 'ended')
      return change((group) => outcome.end(outcome.isDone === true ? mark(group, done) : group))
    return change((group) => mark(group, outcome.kind === 'done' ? done : { kind: 'needless' }))
  }

  /** The group with a session that was missed under way again, where that is the one that is meant. */
  async function recall(group: Group, id: SessionId, change: ChangeGroup): Promise<Group> {
    if (group.sessions.some((one) => one.id === id)) return group
    const past = await store.past(group.id, id)
    return past === undefined ? group : change((group) => recalled(group, past, now()))
  }

  /** A step whose time is over: it doesn't hold up the next, and organisers are told. */
  async function skip(
    group: Group,
    session: Session,
    step: StepName,
    change: ChangeGroup,
    troubles: Trouble[],
  ): Promise<Group> {
    const at = now()
    const { id, date } = session
    if (step === 'open') {
      const remedy = 'Its paper comes first in the next one.'
      const left = isToBeRecalled(group, session, at) ? ({ step, session: id } as const) : undefined
      troubles.push({ cause: 'missed', date, tell: missed, remedy, ...(left && { left }) })
      return change((group) => dropped(group, sessionIn(group, id), { end: 'missed', at, why }))
    }
    // Opening chooses, if nobody has; and what was not chosen in time can't be announced.
    const isMissed = step !== 'choose' && !waitsForVotes.has(step) && wasChosenFor(session, step)
    if (isMissed)
      troubles.push({
        cause: `skipped ${step}`,
        date,
        tell: (dates) =>
          `${capitalised(stepDoing[step])} was not done for ${listed(dates)}: ${why}, until its time was over.`,
        ...(step === 'recap'
          ? { remedy: 'Its poll says what came of it.' }
          : { remedy: 'Do it by hand if it still matters.', left: { step, session: id } }),
      })
    const state = isMissed ? ({ kind: 'skipped', at, why } as const) : ({ kind: 'needless' } as const)
    const next = await change((group) => withSession(group, id, (session) => withStep(session, step, state)))
    return step === 'recap' ? change((group) => read(group, sessionIn(group, id), at)) : next
  }

  /** Organisers hear of each cause once a day; several sessions that were missed are one note. */
  async function note(change: ChangeGroup, troubles: readonly Trouble[]): Promise<void> {
    const byCause = Object.groupBy(troubles, ({ cause }) => cause)
    for (const [cause, those = []] of Object.entries(byCause)) {
      const [first] = those
      if (first === undefined) continue
      const at = now()
      const text = first.tell(those.map(({ date }) => date))
      let isNew = false
      const group = await change((group) => {
        const since = first.isOnce === true ? 0 : at - noteAgainMs
        isNew = !group.notes.some((note) => note.cause === cause && note.at > since)
        if (!isNew) return group
        const notes = [...group.notes, { cause, text, remedy: first.remedy, at, told: 0 }]
        return { ...group, notes: notes.slice(-mostNotes) }
      })
      if (!isNew) continue
      const told = await tell(
        group,
        group.organisers.map(({ id }) => id),
        organiserNoteView(group, { text, remedy: first.remedy }, those.length === 1 ? first.left : undefined),
        `reading/${group.id}/note/${cause}/${at}`,
      ).catch((fault: unknown) => {
        log.warn({ fault, group: group.id }, 'organisers could not be told')
        return 0
      })
      await change((group) => ({
        ...group,
        notes: group.notes.map((note) => (note.cause === cause && note.at === at ? { ...note, told } : note)),
      }))
    }
  }

  return {
    tend,

    /** To be called when people did something in a session's poll: it may have waited for that. */
    async follow(group: Group, session: Session): Promise<void> {
      for (const step of waitsForVotes)
        if (stateOf(session, step) === 'waiting' && (await perform.isDue(group, session, step)))
          return tend(group.place.space, group.id)
    },

    /**
     * Does a step now, as somebody asks for it; afterwards it counts as done by them.
     *
     * @throws UserError when it can't be done.
     */
    async byHand(space: SpaceId, id: GroupId, session: SessionId, step: StepName, by: Person): Promise<void> {
      const done = await attend(space, id, async (group, change) => {
        const now_ = step === 'open' ? await recall(group, session, change) : group
        const meant = now_.sessions.find((one) => one.id === session)
        if (meant === undefined)
          throw new UserError('That session is over.', 'Look at what is next with reading next.')
        demandDoable(now_, meant, step)
        const outcome = await perform.step(now_, meant, step, change)
        if (outcome.kind === 'waits') throw new UserError(outcome.why, 'Try again when that has changed.')
        if (outcome.kind === 'needless')
          throw new UserError('There is nothing to do for that.', 'Look at what is next with reading next.')
        await settle(outcome, meant, step, change, by)
      })
      if (done === undefined)
        throw new UserError('I am at work on this group just now.', 'Try again in a minute.')
      if (done.fault !== undefined) throw done.fault
    },
  }
}

/** @throws UserError for a step whose time has not come, or is over. */
function demandDoable(group: Group, session: Session, step: StepName): void {
  if (stateOf(session, step) === 'done')
    throw new UserError('That is done already.', 'Look at what is next with reading next.')
  const isForHeld = waitsForVotes.has(step) || step === 'recap'
  if (isForHeld && session.openedAt === undefined && (step !== 'reveal' || session.poll === undefined))
    throw new UserError(
      `The session of ${session.date} is not open yet.`,
      'Open it first: reading next do:open.',
    )
  if (!isForHeld && session.openedAt !== undefined)
    throw new UserError(
      `The session of ${session.date} is open already.`,
      'Look at what is next with reading next.',
    )
  if (
    step === 'open' &&
    chosen(group, session.id).sessions.every(
      (one) => one.id !== session.id || entryOf(group, one) === undefined,
    )
  )
    throw new UserError('Nothing is on the reading list.', 'Nominate a paper with reading add.')
}

/** Whether a session's paper was known while a step could be done. */
function wasChosenFor({ paper, steps }: Session, step: StepName): boolean {
  const { choose } = steps
  const until = steps[step]?.until ?? Number.POSITIVE_INFINITY
  return paper !== undefined && (choose?.state.kind !== 'done' || choose.state.at <= until)
}

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
