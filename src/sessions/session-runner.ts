import { randomUUID } from 'node:crypto'
import type { Person, PersonId, SpaceId } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import type { View } from '../chat/view.ts'
import { joinWords } from '../disagreement/wording.ts'
import type { Logger } from '../log.ts'
import { chooseFor } from '../reading/choose.ts'
import type { GroupWithPast } from '../reading/group.ts'
import {
  entryOf,
  type Group,
  type GroupId,
  type Session,
  type SessionId,
  type StepState,
  stateOf,
} from '../reading/group.ts'
import { type GroupStore, LeaseLostError } from '../reading/group-store.ts'
import { createSessionId } from '../reading/ids.ts'
import { planSessions } from '../reading/plan.ts'
import { mayReopen, reopenMissed } from '../reading/reopening.ts'
import {
  cancelSession,
  completeSession,
  requireSession,
  withSession,
  withStep,
} from '../reading/session-outcome.ts'
import { type StepName, stepDoing, stepNames, waitsForVotes } from '../reading/steps.ts'
import { todayIn } from '../time/when.ts'
import { organiserNoticeView } from '../views/reading/session-view.ts'
import type { PlatformCalendar } from './platform-calendar.ts'
import type { ChangeGroup, StepOutcome, StepRunner } from './session-steps.ts'

/** Longer than any platform client keeps trying to send one message. */
const leaseMs = 240_000
/** Claims end on whole minutes, so that what wakes a group after them is stored once. */
const roundMs = 60_000
const minRetryMs = 5000
const maxRetryMs = 10 * 60_000
const noticeAgainMs = 24 * 3_600_000
const maxNotices = 20

interface SessionRunnerDeps {
  readonly store: GroupStore
  readonly stepRunner: StepRunner
  readonly calendar: PlatformCalendar
  /** Says for everyone what a season came to, where any session of it is over. */
  readonly postSeasonRecap: (group: Group, season: Group['season']) => Promise<void>
  readonly now: () => number
  readonly log: Logger
  readonly tell: (group: Group, people: readonly PersonId[], view: View, key: string) => Promise<number>
  /** Told of every change, once it is on disk. */
  readonly onChange: (group: Group) => void
}

/** What organisers are told of a step that was not done. */
interface PendingNotice {
  /** The same cause is one note a day. */
  readonly cause: string
  readonly date: string
  readonly toText: (dates: readonly string[]) => string
  readonly remedy: string
  /** What can still be done by hand. */
  readonly manualStep?: { readonly step: StepName; readonly session: SessionId }
  /** Not a day later either. */
  readonly isOnce?: boolean
}

const why = 'I was offline, or the chat did not take it'

const missedText = (dates: readonly string[]): string =>
  dates.length === 1
    ? `The session of ${dates[0]} was missed: ${why}, until its time was over.`
    : `${dates.length} sessions were missed (${joinWords(dates)}): ${why}, until their time was over.`

/**
 * Does what the sessions of reading groups have to do, each step once: whoever attends to a group holds it, and what is
 * done is recorded only while it is still held. docs/reading-groups.md, sections 5 to 9.
 */
export function createSessionRunner({
  store,
  stepRunner,
  calendar,
  postSeasonRecap,
  now,
  log,
  tell: sendPrivately,
  onChange,
}: SessionRunnerDeps) {
  const leasedUntil = () => Math.ceil((now() + leaseMs) / roundMs) * roundMs

  function changeWhileLeased(space: SpaceId, id: GroupId, by: string) {
    return async (decide: (group: Group) => Group | GroupWithPast): Promise<Group> => {
      const claim = { by, until: leasedUntil() }
      const next = await store.change(
        space,
        id,
        (group) => {
          const decided = decide(group)
          return 'group' in decided
            ? { ...decided, group: { ...decided.group, claim } }
            : { ...decided, claim }
        },
        { lease: by },
      )
      if (next === undefined) throw new LeaseLostError()
      onChange(next)
      return next
    }
  }
  /** @returns nothing while somebody else attends to it: they wake it again. */
  async function leaseGroup(space: SpaceId, id: GroupId): Promise<{ group: Group; by: string } | undefined> {
    const by = randomUUID()
    const group = await store.change(space, id, (group) =>
      group.claim !== undefined && group.claim.until > now()
        ? group
        : { ...planSessions(group, now(), createSessionId), claim: { by, until: leasedUntil() } },
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
          retryAt: now() + Math.min(minRetryMs * 2 ** Math.min(failures, 12), maxRetryMs),
        }),
      }),
      { lease: by },
    )
    if (next !== undefined) onChange(next)
  }

  /** Runs with the group held, and gives it back whatever happens. @returns nothing while somebody else holds it. */
  async function withLease(
    space: SpaceId,
    id: GroupId,
    run: (group: Group, change: ChangeGroup, notices: PendingNotice[]) => Promise<void>,
  ): Promise<{ readonly fault: unknown } | undefined> {
    const leased = await leaseGroup(space, id)
    if (leased === undefined) return undefined
    const { by } = leased
    const change = changeWhileLeased(space, id, by)
    const notices: PendingNotice[] = []
    let fault: unknown
    try {
      await run(leased.group, change, notices)
    } catch (thrown) {
      if (thrown instanceof LeaseLostError) return { fault: undefined }
      fault = thrown
      if (!(fault instanceof UserError)) log.error({ fault, group: id }, 'a step of a reading group failed')
    }
    await sendNotices(change, notices)
    await release(space, id, by, fault !== undefined)
    return { fault }
  }

  async function runDueSteps(space: SpaceId, id: GroupId): Promise<void> {
    await withLease(space, id, async (leased, change, notices) => {
      const stuck = new Map<SessionId, unknown>()
      let group: Group | undefined = leased
      let last = leased
      while (group !== undefined) {
        last = group
        group = await runFirstDue(group, change, notices, stuck)
      }
      await calendar.update(last, change, ({ happened, remedy }, { date }) =>
        notices.push({
          cause: `beside the messages of ${last.season.name}`,
          date,
          toText: () => happened,
          remedy,
          isOnce: true,
        }),
      )
      for (const season of last.toSumUp) await sumUpSeason(last, season, change, notices)
      for (const fault of stuck.values()) throw fault
    })
  }

  async function sumUpSeason(
    group: Group,
    season: Group['season'],
    change: ChangeGroup,
    notices: PendingNotice[],
  ): Promise<void> {
    try {
      await postSeasonRecap(group, season)
    } catch (fault) {
      if (fault instanceof UserError)
        notices.push({
          cause: fault.happened,
          date: todayIn(group.schedule?.zone ?? 'UTC', now()),
          toText: () => `I couldn't sum up ${season.name}: ${fault.happened}`,
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
  async function runFirstDue(
    group: Group,
    change: ChangeGroup,
    notices: PendingNotice[],
    stuck: Map<SessionId, unknown>,
  ): Promise<Group | undefined> {
    for (const session of group.sessions.filter(({ id }) => !stuck.has(id)))
      try {
        const next = await runFirstDueIn(group, session, change, notices)
        if (next !== undefined) return next
      } catch (fault) {
        if (fault instanceof LeaseLostError) throw fault
        stuck.set(session.id, fault)
      }
    const made = planSessions(group, now(), createSessionId)
    return made === group ? undefined : change((group) => planSessions(group, now(), createSessionId))
  }

  /** The steps of a session are done in order; what waits for votes doesn't hold up the others. */
  async function runFirstDueIn(
    group: Group,
    session: Session,
    change: ChangeGroup,
    notices: PendingNotice[],
  ): Promise<Group | undefined> {
    for (const step of stepNames) {
      const one = session.steps[step]
      if (one === undefined || one.state.kind !== 'waiting') continue
      if (await stepRunner.isDue(group, session, step)) {
        if (now() > one.until) return skipStep(group, session, step, change, notices)
        const next = await tryStep(group, session, step, change, notices)
        if (next !== undefined) return next
      }
      if (!waitsForVotes.has(step)) return undefined
    }
    if (stepNames.some((step) => stateOf(session, step) === 'waiting')) return undefined
    const isHeld = session.openedAt !== undefined
    return change((group) =>
      isHeld
        ? completeSession(group, requireSession(group, session.id), now())
        : cancelSession(group, requireSession(group, session.id), {
            end: 'skipped',
            at: now(),
            why: 'it was over before it was planned',
          }),
    )
  }

  /** @returns nothing when it has to wait for people. */
  async function tryStep(
    group: Group,
    session: Session,
    step: StepName,
    change: ChangeGroup,
    notices: PendingNotice[],
  ): Promise<Group | undefined> {
    try {
      return await settle(await stepRunner.runStep(group, session, step, change), session, step, change)
    } catch (fault) {
      if (fault instanceof UserError)
        notices.push({
          cause: fault.happened,
          date: session.date,
          toText: ([date]) => `I couldn't go on with ${stepDoing[step]} for ${date}: ${fault.happened}`,
          remedy: fault.remedy,
          manualStep: { step, session: session.id },
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
    if (outcome.kind === 'waiting') return undefined
    const done: StepState = { kind: 'done', at: now(), ...(by !== undefined && { by }) }
    const withState = (group: Group, state: StepState) =>
      withSession(group, id, (session) =>
        withStep(outcome.kind === 'done' ? (outcome.with?.(session) ?? session) : session, step, state),
      )
    if (outcome.kind === 'ended')
      return change((group) => outcome.end(outcome.isDone === true ? withState(group, done) : group))
    return change((group) => withState(group, outcome.kind === 'done' ? done : { kind: 'needless' }))
  }

  /** The group with a session that was missed under way again, where that is the one that is meant. */
  async function reopenIfMissed(group: Group, id: SessionId, change: ChangeGroup): Promise<Group> {
    if (group.sessions.some((one) => one.id === id)) return group
    const past = await store.findPast(group.id, id)
    return past === undefined ? group : change((group) => reopenMissed(group, past, now()))
  }

  /** A step whose time is over: it doesn't hold up the next, and organisers are told. */
  async function skipStep(
    group: Group,
    session: Session,
    step: StepName,
    change: ChangeGroup,
    notices: PendingNotice[],
  ): Promise<Group> {
    const at = now()
    const { id, date } = session
    if (step === 'open') {
      const remedy = 'Its paper comes first in the next one.'
      const left = mayReopen(group, session, at) ? ({ step, session: id } as const) : undefined
      notices.push({ cause: 'missed', date, toText: missedText, remedy, ...(left && { manualStep: left }) })
      return change((group) => cancelSession(group, requireSession(group, id), { end: 'missed', at, why }))
    }
    // Opening chooses, if nobody has; and what was not chosen in time can't be announced.
    const isMissed = step !== 'choose' && !waitsForVotes.has(step) && wasChosenFor(session, step)
    if (isMissed)
      notices.push({
        cause: `skipped ${step}`,
        date,
        toText: (dates) =>
          `${capitalise(stepDoing[step])} was not done for ${joinWords(dates)}: ${why}, until its time was over.`,
        ...(step === 'recap'
          ? { remedy: 'Its poll says what came of it.' }
          : { remedy: 'Do it by hand if it still matters.', manualStep: { step, session: id } }),
      })
    const state = isMissed ? ({ kind: 'skipped', at, why } as const) : ({ kind: 'needless' } as const)
    const next = await change((group) => withSession(group, id, (session) => withStep(session, step, state)))
    return step === 'recap' ? change((group) => completeSession(group, requireSession(group, id), at)) : next
  }

  /** Organisers hear of each cause once a day; several sessions that were missed are one note. */
  async function sendNotices(change: ChangeGroup, notices: readonly PendingNotice[]): Promise<void> {
    const byCause = Object.groupBy(notices, ({ cause }) => cause)
    for (const [cause, pending = []] of Object.entries(byCause)) {
      const [first] = pending
      if (first === undefined) continue
      const at = now()
      const text = first.toText(pending.map(({ date }) => date))
      let isNewCause = false
      const group = await change((group) => {
        const since = first.isOnce === true ? 0 : at - noticeAgainMs
        isNewCause = !group.notes.some((note) => note.cause === cause && note.at > since)
        if (!isNewCause) return group
        const notes = [...group.notes, { cause, text, remedy: first.remedy, at, told: 0 }]
        return { ...group, notes: notes.slice(-maxNotices) }
      })
      if (!isNewCause) continue
      const delivered = await sendPrivately(
        group,
        group.organisers.map(({ id }) => id),
        organiserNoticeView(
          group,
          { text, remedy: first.remedy },
          pending.length === 1 ? first.manualStep : undefined,
        ),
        `reading/${group.id}/note/${cause}/${at}`,
      ).catch((fault: unknown) => {
        log.warn({ fault, group: group.id }, 'organisers could not be told')
        return 0
      })
      await change((group) => ({
        ...group,
        notes: group.notes.map((note) =>
          note.cause === cause && note.at === at ? { ...note, told: delivered } : note,
        ),
      }))
    }
  }

  return {
    runDueSteps,

    /** To be called when people did something in a session's poll: it may have waited for that. */
    async onVote(group: Group, session: Session): Promise<void> {
      for (const step of waitsForVotes)
        if (stateOf(session, step) === 'waiting' && (await stepRunner.isDue(group, session, step)))
          return runDueSteps(group.place.space, group.id)
    },

    /**
     * Does a step now, as somebody asks for it; afterwards it counts as done by them.
     *
     * @throws UserError when it can't be done.
     */
    async runStepNow(
      space: SpaceId,
      id: GroupId,
      session: SessionId,
      step: StepName,
      by: Person,
    ): Promise<void> {
      const done = await withLease(space, id, async (group, change) => {
        const current = step === 'open' ? await reopenIfMissed(group, session, change) : group
        const wanted = current.sessions.find((one) => one.id === session)
        if (wanted === undefined)
          throw new UserError('That session is over.', 'Look at what is next with reading next.')
        requireDoable(current, wanted, step)
        const outcome = await stepRunner.runStep(current, wanted, step, change)
        if (outcome.kind === 'waiting') throw new UserError(outcome.why, 'Try again when that has changed.')
        if (outcome.kind === 'notNeeded')
          throw new UserError('There is nothing to do for that.', 'Look at what is next with reading next.')
        await settle(outcome, wanted, step, change, by)
      })
      if (done === undefined)
        throw new UserError('I am at work on this group just now.', 'Try again in a minute.')
      if (done.fault !== undefined) throw done.fault
    },
  }
}

/** @throws UserError for a step whose time has not come, or is over. */
function requireDoable(group: Group, session: Session, step: StepName): void {
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
    chooseFor(group, session.id).sessions.every(
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

const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
