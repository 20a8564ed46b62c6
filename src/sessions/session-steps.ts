import type { Board } from '../board/reading-boards.ts'
import { type Caller, PersonId, type Place } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import { chosen } from '../reading/choose.ts'
import type { Ending } from '../reading/group.ts'
import { type Entry, entryOf, type Group, type Session, stateOf } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { type Upcoming, upcoming } from '../reading/plan.ts'
import { facilitatorFor } from '../reading/rotation.ts'
import { dropped, read, sessionIn, withSession, withStep } from '../reading/session-outcome.ts'
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

const fewestBallots = 2
const remindedMs = 6 * 3_600_000
const beforehand = ['choose', 'announce', 'remind1', 'remind2'] as const

/** What became of a step. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly with?: (session: Session) => Session }
  | { readonly kind: 'needless' }
  /** It can't be done yet, and waits for what people do. */
  | { readonly kind: 'waits'; readonly why: string }
  /** The session is over with it; `isDone` where that is what the step is for. */
  | { readonly kind: 'ended'; readonly end: (group: Group) => Ending; readonly isDone?: boolean }

const done = (with_?: (session: Session) => Session): StepOutcome => ({
  kind: 'done',
  ...(with_ !== undefined && { with: with_ }),
})
const needless: StepOutcome = { kind: 'needless' }
const waits = (why: string): StepOutcome => ({ kind: 'waits', why })

export type ChangeGroup = (decide: (group: Group) => Group | Ending) => Promise<Group>

interface Needs {
  readonly store: GroupStore
  readonly polls: Polls
  readonly settings: SettingsStore
  readonly now: () => number
  readonly portFor: (platform: string) => ChatPort
  /** Says something to people privately. @returns how many could be told. */
  readonly tell: (group: Group, people: readonly PersonId[], view: View, key: string) => Promise<number>
  /** Whether somebody is not among a group's people any more. */
  readonly isAbsent: (group: Group, person: PersonId) => Promise<boolean>
  readonly keepTrue: (board: string, message: Message) => Promise<void>
  readonly boardOf: (poll: PollId) => string
  readonly announcement: (group: Group, session: Session) => Board
  readonly recap: (group: Group, session: Session, lateMs: number) => Promise<Board>
}

/** One step of one session, and what is needed to do it. */
interface Work {
  readonly group: Group
  readonly session: Session
  readonly change: ChangeGroup
  readonly lateMs: number
}

/** Does the steps of sessions. Each may have been done in part before: what was recorded is not done again. */
export function createPerformer(needs: Needs) {
  const { store, polls, settings, now, portFor, tell, isAbsent, keepTrue, boardOf, announcement, recap } =
    needs

  const post = (place: Place, view: View, key: string, isForChannel = false): Promise<Message> =>
    portFor(place.platform).post(place, view, key, { isForChannel })

  async function postBoard(
    place: Place,
    { name, view }: Board,
    key: string,
    isForChannel = false,
  ): Promise<Message> {
    const message = await post(place, view, key, isForChannel)
    await keepTrue(name, message)
    return message
  }

  /** Keeps what was done of a session, and gives it as it is then. */
  async function keep({ session: { id }, change }: Work, what: Partial<Session>): Promise<Session> {
    return sessionIn(await change((group) => withSession(group, id, (one) => ({ ...one, ...what }))), id)
  }

  const pollOf = async ({ place }: Group, { poll }: Session): Promise<Disclosure | undefined> =>
    poll === undefined ? undefined : (await polls.readIn(place.space, poll))?.poll

  async function choose(work: Work): Promise<StepOutcome> {
    const { change, session } = work
    const group = await withoutAbsent(work)
    const next = await change((group) => chosen(group, session.id))
    const now_ = sessionIn(next, session.id)
    if (now_.paper === undefined) {
      if (now_.hasAsked !== true) {
        await post(
          group.place,
          lineView(`Nothing is on the list for ${session.date}: nominate a paper with reading add.`),
          `reading/${session.id}/ask`,
        )
        await keep(work, { hasAsked: true })
      }
      return waits('Nothing is on the reading list.')
    }
    if (now_.facilitator !== undefined)
      await tell(next, [now_.facilitator.id], leadingView(next, now_), `reading/${session.id}/lead`)
    return done()
  }

  /** The group without those who would lead the session and have left; organisers are told. */
  async function withoutAbsent({ group, session, change }: Omit<Work, 'lateMs'>): Promise<Group> {
    const next = session.facilitator === undefined ? facilitatorFor(group, session.date) : undefined
    if (next === undefined || !(await isAbsent(group, next.id))) return group
    const left = await change(({ facilitators, ...group }) => ({
      ...group,
      facilitators: facilitators.filter(({ person }) => person.id !== next.id),
    }))
    await tell(
      left,
      left.organisers.map(({ id }) => id),
      lineView(`${next.name} has left, and leads no sessions of ${left.name} any more.`),
      `reading/${session.id}/left/${next.id}`,
    )
    return withoutAbsent({ group: left, session, change })
  }

  async function announce(work: Work): Promise<StepOutcome> {
    const { group, session } = work
    const message =
      session.announcement ??
      (await postBoard(group.place, announcement(group, session), `reading/${session.id}/announce`))
    const announced = await keep(work, { announcement: message })
    if (group.poll === 'early') await openPoll({ ...work, session: announced }, message)
    return done()
  }

  async function remind(work: Work, step: StepName): Promise<StepOutcome> {
    const { group, session } = work
    const poll = await pollOf(group, session)
    const people = (await expected(group, session, poll)).filter(
      (person) => !group.muted.includes(person) && (session.reminded[person] ?? 0) < now() - remindedMs,
    )
    if (people.length === 0) return done()
    const view = sessionReminderView(group, session, poll)
    const told = await tell(group, people, view, `reading/${session.id}/${step}`)
    const at = now()
    return done((session) => ({
      ...session,
      unreached: people.length - told,
      reminded: { ...session.reminded, ...Object.fromEntries(people.map((person) => [person, at])) },
    }))
  }

  /** Who has not voted; before there is a poll, who has not answered. */
  async function expected(
    group: Group,
    session: Session,
    poll: Disclosure | undefined,
  ): Promise<readonly PersonId[]> {
    if (poll === undefined)
      return group.expect.filter((one) => ![...session.coming, ...session.notComing].includes(one))
    if (poll.state === 'closed' || poll.turnout === undefined) return []
    return (await polls.findToRemind(callerIn(group, session), poll.id)).people
  }

  async function open(work: Work): Promise<StepOutcome> {
    const { change, lateMs } = work
    const group = await change((group) => chosen(group, work.session.id))
    const session = sessionIn(group, work.session.id)
    const entry = entryOf(group, session)
    if (entry === undefined) return nothingToRead(group, session)
    const message =
      session.opening ??
      (await post(
        placeOf(group, session),
        openingView(group, session, lateMs),
        `reading/${session.id}/open`,
        true,
      ))
    await openPoll({ ...work, group, session: await keep(work, { opening: message }) }, message)
    return done((session) => later({ ...begun(session), openedAt: now() }, now()))
  }

  async function nothingToRead(group: Group, session: Session): Promise<StepOutcome> {
    const next = afterwards(group, session)
    const words = next === undefined ? '' : ` The next one is on ${formatDate(next.date)}.`
    await post(
      group.place,
      lineView(`Nothing was nominated, so there is no session today.${words}`),
      `reading/${session.id}/empty`,
    )
    const end = { end: 'skipped', at: now(), why: 'nothing was nominated' } as const
    return { kind: 'ended', end: (group) => dropped(group, sessionIn(group, session.id), end) }
  }

  /** The thread under a session's message, with the poll in it; a poll that people have opened by hand is taken over. */
  async function openPoll(work: Work, under: Message): Promise<void> {
    const { group, session } = work
    const entry = entryOf(group, session)
    if (session.poll !== undefined || entry === undefined) return
    if (session.thread === undefined && (await takeOver(work, entry, under))) return
    const thread = session.thread ?? (await threadUnder(under, session, entry))
    await keep(work, { thread })
    const { id } = await freshPoll(group, session, thread)
    await store.own(id, group.place.space, group.id)
    const shown = await polls.readForBoard(group.place.space, id)
    if (shown !== undefined)
      await postBoard(thread, { name: boardOf(id), view: pollView(shown.poll) }, `reading/${session.id}/poll`)
    await keep(work, { poll: id })
  }

  const threadUnder = (under: Message, { date }: Session, { paper }: Entry): Promise<Place> =>
    portFor(under.place.platform).openThread(under, `${date} · ${paper.title}`)

  /** A poll that people have opened on the paper is the session's; one that shows votes already has a blind round more. */
  async function takeOver(work: Work, entry: Entry, under: Message): Promise<boolean> {
    const { group, session } = work
    const { space } = group.place
    const id = await polls.findOpen(group.place, entry.paper.id)
    const found = id && (await polls.readIn(space, id))
    if (id === undefined || found === undefined) return false
    await store.own(id, space, group.id)
    const thread = found.thread ?? (await threadUnder(under, session, entry))
    if (!found.poll.current.hidden && found.poll.current.votes > 0) {
      const caller = callerIn(group, session)
      await polls.close(caller, id, true)
      await polls.revote(caller, id, true)
    }
    // Last: cut off before, it is looked for again, and a closed one is nobody's.
    await keep(work, { poll: id, thread })
    return true
  }

  async function freshPoll(group: Group, session: Session, thread: Place): Promise<Disclosure> {
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
    return (await polls.open({ ...callerIn(group, session), place: thread }, opening)).poll
  }

  async function reveal(work: Work): Promise<StepOutcome> {
    const { group, session, lateMs } = work
    const poll = await pollOf(group, session)
    if (poll === undefined) return needless
    const at = now()
    const revealed = (session: Session) => ({ ...later(session, at, ['revote']), revealedAt: at })
    if (poll.state === 'closed') return done(revealed)
    if (poll.current.hidden) {
      if (poll.current.votes < fewestBallots) return waits('Fewer than two people have voted.')
      await polls.reveal(callerIn(group, session), poll.id)
    }
    const shown = (await pollOf(group, session)) ?? poll
    await post(placeOf(group, session), promptView(shown, lateMs), `reading/${session.id}/prompt`)
    return done(revealed)
  }

  async function revote(work: Work): Promise<StepOutcome> {
    const { group, session, lateMs } = work
    const poll = await pollOf(group, session)
    if (poll === undefined || stateOf(session, 'reveal') === 'needless') return needless
    if (poll.current.number === 1) {
      if (session.revealedAt === undefined) return waits('The votes are not shown yet.')
      if (now() < session.revealedAt + talkMs) return waits('The votes were shown a moment ago.')
      if (poll.state === 'closed' && session.isRevoting !== true) return needless
      if (poll.current.votes < fewestBallots) return waits('Fewer than two people have voted.')
      const caller = callerIn(group, session)
      await keep(work, { isRevoting: true })
      if (poll.state === 'open') await polls.close(caller, poll.id, true)
      await polls.revote(caller, poll.id, group.revote === 'blind')
    }
    const again = (await pollOf(group, session)) ?? poll
    await post(placeOf(group, session), revoteView(again, lateMs), `reading/${session.id}/revote`)
    return done()
  }

  async function recapOf(work: Work): Promise<StepOutcome> {
    const { group, session, lateMs } = work
    const poll = await pollOf(group, session)
    if (poll?.state === 'open') await polls.close(callerIn(group, session), poll.id, true)
    const after = afterOf(group, session)
    const ended = after === undefined ? session : await keep(work, { after })
    const message =
      session.recap ??
      (await postBoard(
        placeOf(group, session),
        await recap(group, ended, lateMs),
        `reading/${session.id}/recap`,
        true,
      ))
    const told = await keep(work, { recap: message })
    return {
      kind: 'ended',
      isDone: true,
      end: (group) => read(group, sessionIn(group, told.id), now()),
    }
  }

  function run(work: Work, step: StepName): Promise<StepOutcome> {
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
        return recapOf(work)
    }
  }

  return {
    /** Whether a step that waits is to be done now: its time has come, or people have done what it waits for. */
    async isDue(group: Group, session: Session, step: StepName): Promise<boolean> {
      const due = session.steps[step]?.due ?? Number.POSITIVE_INFINITY
      if (step !== 'reveal' || session.poll === undefined) return now() >= due
      const poll = await pollOf(group, session)
      if (poll === undefined || poll.state === 'closed' || !poll.current.hidden) return true
      const { turnout } = poll
      const isComplete = turnout !== undefined && turnout.expected > 0 && turnout.voted === turnout.expected
      return now() >= due || (isComplete && now() >= session.start)
    },

    /** @throws UserError, or whatever a platform throws: it may have been done in part, and is to be done again. */
    step: (group: Group, session: Session, step: StepName, change: ChangeGroup): Promise<StepOutcome> => {
      const due = session.steps[step]?.due ?? now()
      const lateMs = due < group.scheduledAt ? 0 : now() - due
      return run({ group, session, change, lateMs }, step)
    },
  }
}

export type Performer = ReturnType<typeof createPerformer>

/** What is read next, as far as it is known. */
function afterOf(group: Group, session: Session): Session['after'] {
  const next = afterwards(group, session)
  const entry = next && 'id' in next ? entryOf(group, next) : undefined
  if (next === undefined) return undefined
  const { start } = next
  if (entry === undefined) return { start }
  const { title, url } = entry.paper
  return { start, title, ...(url !== undefined && { url }) }
}

/** The session that comes after one, with a record or only computed. */
const afterwards = (group: Group, { start }: Session): Session | Upcoming | undefined =>
  group.sessions.find((session) => session.start > start) ?? upcoming(group, 1)[0]

/** Where a session talks: in its thread, or in the channel where there is none. */
const placeOf = (group: Group, { thread }: Session): Place => thread ?? group.place

/** On whose behalf the polls of a session are run: the group's own, where nobody is left who organises it. */
function callerIn({ id, name, organisers, place }: Group, { facilitator }: Session): Caller {
  const own = { id: PersonId.parse(`${place.platform}:${id}`), name }
  return { person: facilitator ?? organisers[0] ?? own, place, rank: 'admin' }
}

/** A session that begins: what was to be done before it is not needed any more. */
const begun = (session: Session): Session =>
  beforehand
    .filter((step) => stateOf(session, step) === 'waiting')
    .reduce((session, step) => withStep(session, step, { kind: 'needless' }), session)

/** A session that was opened late has what follows as much later; a re-vote leaves time to talk after the reveal. */
function later(session: Session, at: number, only: readonly StepName[] = []): Session {
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
