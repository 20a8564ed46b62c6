import { keepShown } from '../board/keep-shown.ts'
import { announcementBoard, createReadingBoards, readingBoard, recapBoard } from '../board/reading-boards.ts'
import type { PersonId, SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { View } from '../chat/view.ts'
import type { Logger } from '../log.ts'
import type { Papers } from '../paper/papers.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import type { Group, GroupId, Past } from '../reading/group.ts'
import { createGroupStore } from '../reading/group-store.ts'
import type { EntryTask } from '../reading/group-tasks.ts'
import { createGroups } from '../reading/groups.ts'
import { type LostPin, lostPins } from '../reading/session-dates.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { lineView } from '../views/reading/session-view.ts'
import { createMarks } from './platform-calendar.ts'
import { seasonRecap } from './season-recap.ts'
import { createKeeper } from './session-runner.ts'
import { createPerformer } from './session-steps.ts'

/** A vote is looked at by its session within this time. */
const followMs = 2000

interface Needs {
  readonly store: Store
  readonly polls: Polls
  readonly settings: SettingsStore
  readonly papers: Pick<Papers, 'find'>
  readonly clock: Clock
  readonly log: Logger
  readonly portFor: (platform: string) => ChatPort
  readonly touch: (board: string) => void
  readonly keepTrue: (board: string, message: Message) => Promise<void>
  readonly wake: () => void
  readonly pageOf: (poll: PollId) => string | undefined
  readonly boardOf: (poll: PollId) => string
}

/** Reading groups: what people do with them, and what they do by themselves. */
export function createReadingGroups(needs: Needs) {
  const { store, polls, settings, papers, clock, log, portFor, touch, keepTrue, wake, pageOf, boardOf } =
    needs
  const { now } = clock
  const groupStore = createGroupStore(store, now, (before, group, past) => {
    for (const one of past) {
      touch(announcementBoard(group, one.session.id))
      void tellLeader(group, one)
    }
    for (const lost of lostPins(before, group)) void tellPinner(group, lost)
  })

  /** Whoever kept a paper for a session that will not be is told so. */
  async function tellPinner(group: Group, { paper, date, by }: LostPin): Promise<void> {
    const view = lineView(
      `“${paper.title}” was kept for the session of ${group.name} on ${date}, which will not be: it comes first in the next one.`,
    )
    await tell(group, [by.id], view, `reading/${group.id}/pin/${paper.id}/${date}`).catch((fault: unknown) =>
      log.warn({ fault, group: group.id }, 'a person could not be told'),
    )
  }

  /** Whoever was to lead a session that will not be is told so. */
  async function tellLeader(
    group: Group,
    { session: { id, date, facilitator }, end, why }: Past,
  ): Promise<void> {
    if (facilitator === undefined || end === 'read') return
    const reason = why === undefined ? '' : `: ${why}`
    const view = lineView(
      `The session of ${group.name} on ${date}, which you were to lead, is ${end}${reason}.`,
    )
    await tell(group, [facilitator.id], view, `reading/${id}/dropped`).catch((fault: unknown) =>
      log.warn({ fault, group: group.id }, 'a facilitator could not be told'),
    )
  }

  function changed(group: Group): void {
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
  async function tell(group: Group, people: readonly PersonId[], view: View, key: string): Promise<number> {
    const port = portFor(group.place.platform)
    let told = 0
    let passing: unknown
    for (const person of people)
      try {
        await port.sendPrivate(person, group.place, view, `${key}/${person}`)
        told += 1
      } catch (fault) {
        log.warn({ fault, group: group.id }, 'a person could not be told')
        if (!(fault instanceof UserError)) passing = fault
      }
    if (passing !== undefined) throw passing
    return told
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
    changed,
    due: wake,
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
  const perform = createPerformer({
    store: groupStore,
    polls,
    settings,
    now,
    portFor,
    tell,
    // Where a platform doesn't say, a session is not held up: its facilitator can still pass.
    isAbsent: async ({ id, place }, person) => {
      try {
        return (await portFor(place.platform).isAbsent?.(person, place)) ?? false
      } catch (fault) {
        log.warn({ fault, group: id }, 'whether somebody has left could not be told')
        return false
      }
    },
    keepTrue,
    boardOf,
    announcement: boards.announcement,
    recap: boards.recap,
  })
  const keeper = createKeeper({
    store: groupStore,
    perform,
    sumUp,
    marks: createMarks({ portFor, log }),
    now,
    log,
    tell,
    changed,
  })

  /** A season's recap, in the group's channel. */
  async function sumUp(group: Group, { name, from }: Group['season']): Promise<void> {
    const history = await groupStore.history(group.id)
    if (!history.some(({ season }) => season === name)) return
    const view = await seasonRecap(group, history, name, { polls, pageOf, now: now() })
    if (view === undefined) return
    await portFor(group.place.platform).post(group.place, view, `reading/${group.id}/season/${from}`)
  }

  /** People have done something in a poll that a session waits for, or that its recap tells of. */
  async function follow(poll: string): Promise<void> {
    const owner = await groupStore.ownerOf(poll as PollId)
    const group = owner && (await groupStore.find(owner.space, owner.group))
    if (group === undefined) return
    const session = group.sessions.find((session) => session.poll === poll)
    if (session !== undefined) return keeper.follow(group, session)
    const past = (await groupStore.history(group.id)).find((past) => past.session.poll === poll)
    if (past !== undefined) touch(recapBoard(group, past.session.id))
  }
  const stopping = new AbortController()
  const following = keepShown(
    follow,
    (_, failures) => clock.pause(followMs * 2 ** Math.min(failures, 5), stopping.signal),
    (fault, poll) => log.error({ fault, poll }, 'a session could not follow its poll'),
  )

  /** An entry is listed under what was typed, until its source has said what it is called. */
  async function nameEntry({ space, group: id, paper, tries }: EntryTask): Promise<void> {
    const outcome = await papers.find(paper)
    if (outcome.kind === 'found') await groups.named(space, id, paper, outcome.paper)
    if (outcome.kind === 'unavailable') await groups.nameLater(space, id, paper, tries + 1)
  }

  return {
    groups,
    keeper,
    boards,
    nameEntry,
    pin,
    tend: (space: SpaceId, id: GroupId): Promise<void> => keeper.tend(space, id),
    pollChanged: (poll: PollId): void => following.touch(poll),
    /** What was to be done while nobody was there, and whatever was lost on the way. */
    async catchUp(): Promise<void> {
      for (const space of await groupStore.spaces())
        for (const { id } of await groupStore.list(space))
          await groupStore
            .wake(space, id)
            .catch((fault: unknown) => log.error({ fault, group: id }, 'a group could not be woken'))
      wake()
    },
    async stop(): Promise<void> {
      stopping.abort()
      await following.stop()
    },
  }
}

export type ReadingGroups = ReturnType<typeof createReadingGroups>
