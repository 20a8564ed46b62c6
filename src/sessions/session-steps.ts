import type { Board } from '../board/reading-boards.ts'
import { type Caller, PersonId, type Place } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import { chooseFor } from '../reading/choose.ts'
import type { GroupWithPast } from '../reading/group.ts'
import { type Entry, entryOf, type Group, type Session, stateOf } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { type UpcomingSession, upcomingSessions } from '../reading/plan.ts'
import { facilitatorFor } from '../reading/rotation.ts'
import {
  cancelSession,
  completeSession,
  requireSession,
  withSession,
  withStep,
} from '../reading/session-outcome.ts'
import { type StepName, talkMs } from '../reading/steps.ts'
import { formatDate } from '../time/when.ts'
import { pollView } from '../views/poll/poll-view.ts'
import {
  leadingView,
  lineView,
  openingView,
  promptView,
  revoteView,
  sessionReminderView,
} from '../views/reading/session-view.ts'

const minBallots = 2
const remindAgainMs = 6 * 3_600_000
const stepsBeforeOpening = ['choose', 'announce', 'remind1', 'remind2'] as const

/** What became of a step. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly with?: (session: Session) => Session }
  | { readonly kind: 'notNeeded' }
  /** It can't be done yet, and waits for what people do. */
  | { readonly kind: 'waiting'; readonly why: string }
  /** The session is over with it; `isDone` where that is what the step is for. */
  | { readonly kind: 'ended'; readonly end: (group: Group) => GroupWithPast; readonly isDone?: boolean }

const done = (patch?: (session: Session) => Session): StepOutcome => ({
  kind: 'done',
  ...(patch !== undefined && { with: patch }),
})
const notNeeded: StepOutcome = { kind: 'notNeeded' }
const waiting = (why: string): StepOutcome => ({ kind: 'waiting', why })

export type ChangeGroup = (decide: (group: Group) => Group | GroupWithPast) => Promise<Group>

interface StepDeps {
  readonly store: GroupStore
  readonly polls: Polls
  readonly settings: SettingsStore
  readonly now: () => number
  readonly portFor: (platform: string) => ChatPort
  /** Says something to people privately. @returns how many could be told. */
  readonly sendPrivately: (
    group: Group,
    people: readonly PersonId[],
    view: View,
    key: string,
  ) => Promise<number>
  /** Whether somebody is not among a group's people any more. */
  readonly isAbsent: (group: Group, person: PersonId) => Promise<boolean>
  readonly onBoardPosted: (board: string, message: Message) => Promise<void>
  readonly boardOf: (poll: PollId) => string
  readonly renderAnnouncement: (group: Group, session: Session) => Board
  readonly renderRecap: (group: Group, session: Session, lateMs: number) => Promise<Board>
}

/** One step of one session, and what is needed to do it. */
interface StepWork {
  readonly group: Group
  readonly session: Session
  readonly change: ChangeGroup
  readonly lateMs: number
}

/** Does the steps of sessions. Each may have been done in part before: what was recorded is not done again. */
export function createStepRunner(deps: StepDeps) {
  const {
    store,
    polls,
    settings,
    now,
    portFor,
    sendPrivately,
    isAbsent,
    onBoardPosted,
    boardOf,
    renderAnnouncement,
    renderRecap,
  } = deps

  const post = (place: Place, view: View, key: string, isForChannel = false): Promise<Message> =>
    portFor(place.platform).post(place, view, key, { isForChannel })

  async function postBoard(
    place: Place,
    { name, view }: Board,
    key: string,
    isForChannel = false,
  ): Promise<Message> {
    const message = await post(place, view, key, isForChannel)
    await onBoardPosted(name, message)
    return message
  }

  /** Keeps what was done of a session, and gives it as it is then. */
  async function record({ session: { id }, change }: StepWork, patch: Partial<Session>): Promise<Session> {
    return requireSession(
      await change((group) => withSession(group, id, (one) => ({ ...one, ...patch }))),
      id,
    )
  }

  const readPoll = async ({ place }: Group, { poll }: Session): Promise<Disclosure | undefined> =>
    poll === undefined ? undefined : (await polls.readIn(place.space, poll))?.poll

  async function choose(work: StepWork): Promise<StepOutcome> {
    const { change, session } = work
    const group = await removeAbsent(work)
    const next = await change((group) => chooseFor(group, session.id))
    const prepared = requireSession(next, session.id)
    if (prepared.paper === undefined) {
      if (prepared.hasAsked !== true) {
        await post(
          group.place,
          lineView(`Nothing is on the list for ${session.date}: nominate a paper with reading add.`),
          `reading/${session.id}/ask`,
        )
        await record(work, { hasAsked: true })
      }
      return waiting('Nothing is on the reading list.')
    }
    if (prepared.facilitator !== undefined)
      await sendPrivately(
        next,
        [prepared.facilitator.id],
        leadingView(next, prepared),
        `reading/${session.id}/lead`,
      )
    return done()
  }

  /** The group without those who would lead the session and have left; organisers are told. */
  async function removeAbsent({ group, session, change }: Omit<StepWork, 'lateMs'>): Promise<Group> {
    const next = session.facilitator === undefined ? facilitatorFor(group, session.date) : undefined
    if (next === undefined || !(await isAbsent(group, next.id))) return group
    const left = await change(({ facilitators, ...group }) => ({
      ...group,
      facilitators: facilitators.filter(({ person }) => person.id !== next.id),
    }))
    await sendPrivately(
      left,
      left.organisers.map(({ id }) => id),
      lineView(`${next.name} has left, and leads no sessions of ${left.name} any more.`),
      `reading/${session.id}/left/${next.id}`,
    )
    return removeAbsent({ group: left, session, change })
  }

  async function announce(work: StepWork): Promise<StepOutcome> {
    const { group, session } = work
    const message =
      session.announcement ??
      (await postBoard(group.place, renderAnnouncement(group, session), `reading/${session.id}/announce`))
    const announced = await record(work, { announcement: message })
    if (group.poll === 'early') await openPoll({ ...work, session: announced }, message)
    return done()
  }

  async function remind(work: StepWork, step: StepName): Promise<StepOutcome> {
    const { group, session } = work
    const poll = await readPoll(group, session)
    const people = (await findExpected(group, session, poll)).filter(
      (person) => !group.muted.includes(person) && (session.reminded[person] ?? 0) < now() - remindAgainMs,
    )
    if (people.length === 0) return done()
    const view = sessionReminderView(group, session, poll)
    const delivered = await sendPrivately(group, people, view, `reading/${session.id}/${step}`)
    const at = now()
    return done((session) => ({
      ...session,
      unreached: people.length - delivered,
      reminded: { ...session.reminded, ...Object.fromEntries(people.map((person) => [person, at])) },
    }))
  }

  /** Who has not voted; before there is a poll, who has not answered. */
  async function findExpected(
    group: Group,
    session: Session,
    poll: Disclosure | undefined,
  ): Promise<readonly PersonId[]> {
    if (poll === undefined)
      return group.expect.filter((one) => ![...session.coming, ...session.notComing].includes(one))
    if (poll.state === 'closed' || poll.turnout === undefined) return []
    return (await polls.findToRemind(callerFor(group, session), poll.id)).people
  }

  async function open(work: StepWork): Promise<StepOutcome> {
    const { change, lateMs } = work
    const group = await change((group) => chooseFor(group, work.session.id))
    const session = requireSession(group, work.session.id)
    const entry = entryOf(group, session)
    if (entry === undefined) return skipEmptySession(group, session)
    const message =
      session.opening ??
      (await post(
        talkPlaceOf(group, session),
        openingView(group, session, lateMs),
        `reading/${session.id}/open`,
        true,
      ))
    await openPoll({ ...work, group, session: await record(work, { opening: message }) }, message)
    return done((session) => shiftSteps({ ...startSession(session), openedAt: now() }, now()))
  }

  async function skipEmptySession(group: Group, session: Session): Promise<StepOutcome> {
    const next = sessionAfter(group, session)
    const words = next === undefined ? '' : ` The next one is on ${formatDate(next.date)}.`
    await post(
      group.place,
      lineView(`Nothing was nominated, so there is no session today.${words}`),
      `reading/${session.id}/empty`,
    )
    const end = { end: 'skipped', at: now(), why: 'nothing was nominated' } as const
    return { kind: 'ended', end: (group) => cancelSession(group, requireSession(group, session.id), end) }
  }

  /** The thread under a session's message, with the poll in it; a poll that people have opened by hand is taken over. */
  async function openPoll(work: StepWork, under: Message): Promise<void> {
    const { group, session } = work
    const entry = entryOf(group, session)
    if (session.poll !== undefined || entry === undefined) return
    if (session.thread === undefined && (await adoptPoll(work, entry, under))) return
    const thread = session.thread ?? (await openThread(under, session, entry))
    await record(work, { thread })
    const { id } = await createPoll(group, session, thread)
    await store.setOwner(id, group.place.space, group.id)
    const shown = await polls.readForBoard(group.place.space, id)
    if (shown !== undefined)
      await postBoard(thread, { name: boardOf(id), view: pollView(shown.poll) }, `reading/${session.id}/poll`)
    await record(work, { poll: id })
  }

  const openThread = (under: Message, { date }: Session, { paper }: Entry): Promise<Place> =>
    portFor(under.place.platform).openThread(under, `${date} · ${paper.title}`)

  /** A poll that people have opened on the paper is the session's; one that shows votes already has a blind round more. */
  async function adoptPoll(work: StepWork, entry: Entry, under: Message): Promise<boolean> {
    const { group, session } = work
    const { space } = group.place
    const id = await polls.findOpen(group.place, entry.paper.id)
    const found = id && (await polls.readIn(space, id))
    if (id === undefined || found === undefined) return false
    await store.setOwner(id, space, group.id)
    const thread = found.thread ?? (await openThread(under, session, entry))
    if (!found.poll.current.hidden && found.poll.current.votes > 0) {
      const caller = callerFor(group, session)
      await polls.close(caller, id, true)
      await polls.revote(caller, id, true)
    }
    // Last: cut off before, it is looked for again, and a closed one is nobody's.
    await record(work, { poll: id, thread })
    return true
  }

  async function createPoll(group: Group, session: Session, thread: Place): Promise<Disclosure> {
    const entry = entryOf(group, session)
    if (entry === undefined) throw new Error('A session without a paper has no poll')
    const { visibility } = await settings.get(group.place)
    const opening = {
      paper: entry.paper,
      hasOfficialTitle: entry.isNamed,
      blind: true,
      visibility,
      questions: [],
      expected: (group.expect.length > 0 ? group.expect : session.coming).slice(0, 200),
    }
    return (await polls.open({ ...callerFor(group, session), place: thread }, opening)).poll
  }

  async function reveal(work: StepWork): Promise<StepOutcome> {
    const { group, session, lateMs } = work
    const poll = await readPoll(group, session)
    if (poll === undefined) return notNeeded
    const at = now()
    const withReveal = (session: Session) => ({ ...shiftSteps(session, at, ['revote']), revealedAt: at })
    if (poll.state === 'closed') return done(withReveal)
    if (poll.current.hidden) {
      if (poll.current.votes < minBallots) return waiting('Fewer than two people have voted.')
      await polls.reveal(callerFor(group, session), poll.id)
    }
    const shown = (await readPoll(group, session)) ?? poll
    await post(talkPlaceOf(group, session), promptView(shown, lateMs), `reading/${session.id}/prompt`)
    return done(withReveal)
  }

  async function revote(work: StepWork): Promise<StepOutcome> {
    const { group, session, lateMs } = work
    const poll = await readPoll(group, session)
    if (poll === undefined || stateOf(session, 'reveal') === 'needless') return notNeeded
    if (poll.current.number === 1) {
      if (session.revealedAt === undefined) return waiting('The votes are not shown yet.')
      if (now() < session.revealedAt + talkMs) return waiting('The votes were shown a moment ago.')
      if (poll.state === 'closed' && session.isRevoting !== true) return notNeeded
      if (poll.current.votes < minBallots) return waiting('Fewer than two people have voted.')
      const caller = callerFor(group, session)
      await record(work, { isRevoting: true })
      if (poll.state === 'open') await polls.close(caller, poll.id, true)
      await polls.revote(caller, poll.id, group.revote === 'blind')
    }
    const again = (await readPoll(group, session)) ?? poll
    await post(talkPlaceOf(group, session), revoteView(again, lateMs), `reading/${session.id}/revote`)
    return done()
  }

  async function recap(work: StepWork): Promise<StepOutcome> {
    const { group, session, lateMs } = work
    const poll = await readPoll(group, session)
    if (poll?.state === 'open') await polls.close(callerFor(group, session), poll.id, true)
    const after = nextReadingOf(group, session)
    const ended = after === undefined ? session : await record(work, { after })
    const message =
      session.recap ??
      (await postBoard(
        talkPlaceOf(group, session),
        await renderRecap(group, ended, lateMs),
        `reading/${session.id}/recap`,
        true,
      ))
    const recorded = await record(work, { recap: message })
    return {
      kind: 'ended',
      isDone: true,
      end: (group) => completeSession(group, requireSession(group, recorded.id), now()),
    }
  }

  function runByName(work: StepWork, step: StepName): Promise<StepOutcome> {
    switch (step) {
      case 'choose':
        return choose(work)
      case 'announce':
        return announce(work)
      case 'remind1':
      case 'remind2':
        return remind(work, step)
      case 'open':
        return open(work)
      case 'reveal':
        return reveal(work)
      case 'revote':
        return revote(work)
      case 'recap':
        return recap(work)
    }
  }

  return {
    /** Whether a step that waits is to be done now: its time has come, or people have done what it waits for. */
    async isDue(group: Group, session: Session, step: StepName): Promise<boolean> {
      const due = session.steps[step]?.due ?? Number.POSITIVE_INFINITY
      if (step !== 'reveal' || session.poll === undefined) return now() >= due
      const poll = await readPoll(group, session)
      if (poll === undefined || poll.state === 'closed' || !poll.current.hidden) return true
      const { turnout } = poll
      const isComplete = turnout !== undefined && turnout.expected > 0 && turnout.voted === turnout.expected
      return now() >= due || (isComplete && now() >= session.start)
    },

    /** @throws UserError, or whatever a platform throws: it may have been done in part, and is to be done again. */
    runStep: (
      group: Group,
      session: Session,
      runStep: StepName,
      change: ChangeGroup,
    ): Promise<StepOutcome> => {
      const due = session.steps[runStep]?.due ?? now()
      const lateMs = due < group.scheduledAt ? 0 : now() - due
      return runByName({ group, session, change, lateMs }, runStep)
    },
  }
}

export type StepRunner = ReturnType<typeof createStepRunner>

/** What is read next, as far as it is known. */
function nextReadingOf(group: Group, session: Session): Session['after'] {
  const next = sessionAfter(group, session)
  const entry = next && 'id' in next ? entryOf(group, next) : undefined
  if (next === undefined) return undefined
  const { start } = next
  if (entry === undefined) return { start }
  const { title, url } = entry.paper
  return { start, title, ...(url !== undefined && { url }) }
}

/** The session that comes after one, with a record or only computed. */
const sessionAfter = (group: Group, { start }: Session): Session | UpcomingSession | undefined =>
  group.sessions.find((session) => session.start > start) ?? upcomingSessions(group, 1)[0]

/** Where a session talks: in its thread, or in the channel where there is none. */
const talkPlaceOf = (group: Group, { thread }: Session): Place => thread ?? group.place

/** On whose behalf the polls of a session are run: the group's own, where nobody is left who organises it. */
function callerFor({ id, name, organisers, place }: Group, { facilitator }: Session): Caller {
  const own = { id: PersonId.parse(`${place.platform}:${id}`), name }
  return { person: facilitator ?? organisers[0] ?? own, place, rank: 'admin' }
}

/** A session that begins: what was to be done before it is not needed any more. */
const startSession = (session: Session): Session =>
  stepsBeforeOpening
    .filter((step) => stateOf(session, step) === 'waiting')
    .reduce((session, step) => withStep(session, step, { kind: 'needless' }), session)

/** A session that was opened late has what follows as much later; a re-vote leaves time to talk after the reveal. */
function shiftSteps(session: Session, at: number, only: readonly StepName[] = []): Session {
  const following: readonly StepName[] = only.length > 0 ? only : ['reveal', 'revote', 'recap']
  const shiftMs = only.length > 0 ? 0 : Math.max(0, at - session.start)
  const steps = following.flatMap((name) => {
    const step = session.steps[name]
    if (step === undefined) return []
    const due = only.length > 0 ? Math.max(step.due, at + talkMs) : step.due + shiftMs
    return [[name, { ...step, due, until: Math.max(step.until, due + 300_000) }] as const]
  })
  return { ...session, steps: { ...session.steps, ...Object.fromEntries(steps) } }
}
