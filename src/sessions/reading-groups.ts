import { keepShown } from '../board/keep-shown.ts'
import { announcementBoard, createReadingBoards, readingBoard, recapBoard } from '../board/reading-boards.ts'
import type { PersonId, SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { View } from '../chat/view.ts'
import type { Logger } from '../log.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import type { Group, GroupId, Past } from '../reading/group.ts'
import { createGroupStore } from '../reading/group-store.ts'
import { createGroups } from '../reading/groups.ts'
import { findLostPins, type LostPin } from '../reading/session-dates.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { lineView } from '../views/reading/session-view.ts'
import { createPlatformCalendar } from './platform-calendar.ts'
import { seasonRecap } from './season-recap.ts'
import { createSessionRunner } from './session-runner.ts'
import { createStepRunner } from './session-steps.ts'

/** A vote is looked at by its session within this time. */
const followPollMs = 2000

interface Deps {
  readonly store: Store
  readonly polls: Polls
  readonly settings: SettingsStore
  readonly clock: Clock
  readonly log: Logger
  readonly portFor: (platform: string) => ChatPort
  readonly touch: (board: string) => void
  readonly onBoardPosted: (board: string, message: Message) => Promise<void>
  readonly notifyScheduler: () => void
  readonly pageOf: (poll: PollId) => string | undefined
  readonly boardOf: (poll: PollId) => string
}

/** Reading groups: what people do with them, and what they do by themselves. */
export function createReadingGroups(deps: Deps) {
  const {
    store,
    polls,
    settings,
    clock,
    log,
    portFor,
    touch,
    onBoardPosted,
    notifyScheduler,
    pageOf,
    boardOf,
  } = deps
  const { now } = clock
  const groupStore = createGroupStore(store, now, (before, group, past) => {
    for (const ended of past) {
      touch(announcementBoard(group, ended.session.id))
      void notifyFacilitator(group, ended)
    }
    for (const lostPin of findLostPins(before, group)) void notifyPinner(group, lostPin)
  })

  /** Whoever kept a paper for a session that will not be is told so. */
  async function notifyPinner(group: Group, { paper, date, by }: LostPin): Promise<void> {
    const view = lineView(
      `“${paper.title}” was kept for the session of ${group.name} on ${date}, which will not be: it comes first in the next one.`,
    )
    await sendPrivately(group, [by.id], view, `reading/${group.id}/pin/${paper.id}/${date}`).catch(
      (fault: unknown) => log.warn({ fault, group: group.id }, 'a person could not be told'),
    )
  }

  /** Whoever was to lead a session that will not be is told so. */
  async function notifyFacilitator(
    group: Group,
    { session: { id, date, facilitator }, end, why }: Past,
  ): Promise<void> {
    if (facilitator === undefined || end === 'read') return
    const reason = why === undefined ? '' : `: ${why}`
    const view = lineView(
      `The session of ${group.name} on ${date}, which you were to lead, is ${end}${reason}.`,
    )
    await sendPrivately(group, [facilitator.id], view, `reading/${id}/dropped`).catch((fault: unknown) =>
      log.warn({ fault, group: group.id }, 'a facilitator could not be told'),
    )
  }

  function touchBoards(group: Group): void {
    touch(readingBoard(group))
    for (const { id, announcement } of group.sessions)
      if (announcement !== undefined) touch(announcementBoard(group, id))
  }

  /**
   * Says something to people privately. Who takes no messages is left out.
   *
   * @returns how many were told.
   * @throws whatever else went wrong, once all have been tried: it is to be done again, and who was told is not told twice.
   */
  async function sendPrivately(
    group: Group,
    people: readonly PersonId[],
    view: View,
    key: string,
  ): Promise<number> {
    const port = portFor(group.place.platform)
    let delivered = 0
    let otherFault: unknown
    for (const person of people)
      try {
        await port.sendPrivate(person, group.place, view, `${key}/${person}`)
        delivered += 1
      } catch (fault) {
        log.warn({ fault, group: group.id }, 'a person could not be told')
        if (!(fault instanceof UserError)) otherFault = fault
      }
    if (otherFault !== undefined) throw otherFault
    return delivered
  }

  /** A group's board is at hand in its channel where that is permitted; nothing depends on it. */
  async function pin(message: Message): Promise<void> {
    try {
      await portFor(message.place.platform).pin?.(message)
    } catch (fault) {
      log.info({ fault, place: message.place }, 'a board could not be pinned')
    }
  }

  const groups = createGroups({
    store: groupStore,
    now,
    onChange: touchBoards,
    notifyScheduler,
    touchRecap: (group, session) => touch(recapBoard(group, session)),
    nameOf: async ({ place }, person) => ({
      id: person,
      name: (await portFor(place.platform).nameOf?.(person, place)) ?? person.slice(person.indexOf(':') + 1),
    }),
  })
  const boards = createReadingBoards({
    store: groupStore,
    now,
    pollOf: async (space, poll) => (await polls.readIn(space, poll))?.poll,
    pageOf,
  })
  const stepRunner = createStepRunner({
    store: groupStore,
    polls,
    settings,
    now,
    portFor,
    sendPrivately,
    // Where a platform doesn't say, a session is not held up: its facilitator can still pass.
    isAbsent: async ({ id, place }, person) => {
      try {
        return (await portFor(place.platform).isAbsent?.(person, place)) ?? false
      } catch (fault) {
        log.warn({ fault, group: id }, 'whether somebody has left could not be told')
        return false
      }
    },
    onBoardPosted,
    boardOf,
    renderAnnouncement: boards.announcement,
    renderRecap: boards.recap,
  })
  const runner = createSessionRunner({
    store: groupStore,
    stepRunner,
    postSeasonRecap,
    calendar: createPlatformCalendar({ portFor, log }),
    now,
    log,
    tell: sendPrivately,
    onChange: touchBoards,
  })

  /** A season's recap, in the group's channel. */
  async function postSeasonRecap(group: Group, { name, from }: Group['season']): Promise<void> {
    const history = await groupStore.history(group.id)
    if (!history.some(({ season }) => season === name)) return
    const view = await seasonRecap(group, history, name, { polls, pageOf, now: now() })
    if (view === undefined) return
    await portFor(group.place.platform).post(group.place, view, `reading/${group.id}/season/${from}`)
  }

  /** People have done something in a poll that a session waits for, or that its recap tells of. */
  async function followPoll(poll: string): Promise<void> {
    const owner = await groupStore.findOwner(poll as PollId)
    const group = owner && (await groupStore.find(owner.space, owner.group))
    if (group === undefined) return
    const session = group.sessions.find((session) => session.poll === poll)
    if (session !== undefined) return runner.onVote(group, session)
    const past = (await groupStore.history(group.id)).find((past) => past.session.poll === poll)
    if (past !== undefined) touch(recapBoard(group, past.session.id))
  }
  const stopping = new AbortController()
  const pollChanges = keepShown(
    followPoll,
    (_, failures) => clock.pause(followPollMs * 2 ** Math.min(failures, 5), stopping.signal),
    (fault, poll) => log.error({ fault, poll }, 'a session could not follow its poll'),
  )

  return {
    groups,
    runner,
    boards,
    pin,
    runDueSteps: (space: SpaceId, id: GroupId): Promise<void> => runner.runDueSteps(space, id),
    onPollChange: (poll: PollId): void => pollChanges.touch(poll),
    /** What was to be done while nobody was there, and whatever was lost on the way. */
    async catchUp(): Promise<void> {
      for (const space of await groupStore.spaces())
        for (const { id } of await groupStore.list(space))
          await groupStore
            .restoreJob(space, id)
            .catch((fault: unknown) => log.error({ fault, group: id }, 'a group could not be woken'))
      notifyScheduler()
    },
    async stop(): Promise<void> {
      stopping.abort()
      await pollChanges.stop()
    },
  }
}

export type ReadingGroups = ReturnType<typeof createReadingGroups>
