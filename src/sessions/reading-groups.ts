import { mentionBoard } from '../board/mention-board.ts'
import { pinBoard } from '../board/pins.ts'
import { postCruxes } from '../board/post-cruxes.ts'
import {
  announcementBoard,
  createReadingBoards,
  leadCallBoard,
  readingBoard,
  sessionBoards,
} from '../board/reading-boards.ts'
import type { Person, PersonId, Place, SpaceId } from '../chat/caller.ts'
import { createConversationOf } from '../chat/conversation.ts'
import { findPerson } from '../chat/find-person.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort, KnownEvent } from '../chat/port.ts'
import type { RankIn } from '../chat/sight.ts'
import type { UserError } from '../chat/user-error.ts'
import type { Limits } from '../limits.ts'
import type { Logger } from '../log.ts'
import type { MayLookUp } from '../paper/look-up-limit.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import { createEntryTitles } from '../reading/entry-title.ts'
import { expireSessions } from '../reading/expire-sessions.ts'
import type { ChangeGroup, Group, GroupId, Past, SessionId } from '../reading/group.ts'
import { createGroupFacts } from '../reading/group-facts.ts'
import { createGroupStore, type GroupStore } from '../reading/group-store.ts'
import { createGroups } from '../reading/groups.ts'
import { createQuestions } from '../reading/questions/questions.ts'
import { findLostPins } from '../reading/session-dates.ts'
import { whereOf } from '../reading/where.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { boardsNaming } from './boards-naming.ts'
import { createCalendars } from './calendars.ts'
import { notifyFacilitator, notifyPinner } from './cancelled-notices.ts'
import { noteGonePlace } from './check-places.ts'
import { createPollChanges, showsReveal } from './follow-poll.ts'
import { noteInterest } from './interest.ts'
import { bringLateComerWith } from './late-comer.ts'
import { type NoticeDeps, pinNotice, sendNotices } from './notices.ts'
import { createRecaps } from './recaps.ts'
import { postSeasonRecap, touchSeasons } from './season-recap.ts'
import { sendNaming } from './send-naming.ts'
import { sendPrivately } from './send-privately.ts'
import { createSessionRunner } from './session-runner.ts'
import type { StepDeps } from './steps/step.ts'
import { createSheets } from './steps/write-sheet.ts'

interface Deps {
  readonly store: Store
  readonly polls: Polls
  readonly rankIn: RankIn
  readonly settings: SettingsStore
  readonly mayLookUp: MayLookUp
  readonly limits: Pick<Limits, 'nominations'>
  readonly clock: Clock
  readonly log: Logger
  readonly portFor: (platform: string) => ChatPort
  readonly touch: (board: string) => void
  readonly onBoardPosted: (board: string, message: Message, revision?: number) => Promise<void>
  readonly notifyScheduler: () => void
  /** Called after words were removed. */
  readonly onErased: () => void
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
  readonly linkToPoll: StepDeps['linkToPoll']
  readonly audiences: StepDeps['audiences']
  readonly boardOf: (poll: PollId) => string
  readonly messagesOf: (board: string) => Promise<readonly Message[]>
}

/** Reading groups: what people do with them, and what they do by themselves. */
export function createReadingGroups(deps: Deps) {
  const { polls, rankIn, clock, log, portFor, touch, notifyScheduler, pageOf, settings, audiences } = deps
  const { now } = clock
  const conversationOf = createConversationOf(portFor)
  const send: StepDeps['sendPrivately'] = (...message) => sendPrivately(deps, ...message)
  const sendWithNames: StepDeps['sendNaming'] = (...message) => sendNaming({ ...deps, store }, ...message)

  const store = createGroupStore(deps.store, now, (before, group, past) => {
    for (const ended of past) {
      boardsOfEnded(before, group, ended).forEach(touch)
      void notifyFacilitator({ sendNaming: sendWithNames, now, log }, group, ended)
    }
    for (const lostPin of findLostPins(before, group))
      void notifyPinner({ sendPrivately: send, now, log }, group, lostPin)
  })

  function touchBoards(group: Group): void {
    touch(readingBoard(group))
    for (const { id, announcement, leadCall, opening } of group.sessions) {
      if (announcement !== undefined) touch(announcementBoard(group, id))
      if (leadCall?.message !== undefined) touch(leadCallBoard(group, id))
      if (opening !== undefined) for (const board of sessionBoards(group, id)) touch(board)
    }
  }

  function touchSession(group: Group, session: SessionId): void {
    sessionBoards(group, session).forEach(touch)
    void touchSeasons({ store, touch }, group).catch((fault: unknown) =>
      log.error({ fault, group: group.id }, 'the recap of a season could not follow a session'),
    )
  }

  const groups = createGroups({
    ...{ store, rankIn, conversationOf, now, notifyScheduler, touchSession },
    ...{ mayLookUp: deps.mayLookUp, limits: deps.limits, onErased: deps.onErased },
    onChange: touchBoards,
    touchMention: (group, mention) => touch(mentionBoard(group, mention)),
    channelNameOf: async (place) => portFor(place.platform).channelNameOf?.(place),
    holdsGroups: async (place) => (await portFor(place.platform).holdsGroups?.(place)) ?? true,
    pseudonymIn: polls.pseudonymIn,
    nameOf: ({ place }, person) => findPerson(portFor(place.platform), person, place),
  })

  const questions = createQuestions({ ...deps, records: deps.store, store, now, touchSession })
  const boards = createReadingBoards({ store, now, polls, pageOf, portFor, questions })

  const runner = createSessionRunner({
    ...{ store, polls, questions, settings, audiences, now, log },
    ...{ portFor, conversationOf, sendPrivately: send, sendNaming: sendWithNames },
    isAbsent: (group, person) => isAbsent(deps, group, person),
    ...{ onBoardPosted: deps.onBoardPosted, linkToPoll: deps.linkToPoll, boardOf: deps.boardOf },
    postCruxes: (post) => postCruxes({ ...deps, trackMessage: deps.onBoardPosted }, post),
    ...{ renderAnnouncement: boards.announcement, renderLeadCall: boards.leadCall },
    ...{ renderOpening: boards.opening, renderRecap: boards.recap },
    postSeasonRecap: (group, season) => postSeasonRecap({ ...deps, store, now }, group, season),
    onChange: touchBoards,
  })

  const bringPerson = bringLateComerWith({ ...deps, store, sendPrivately: send })
  const onUnsent = (fault: unknown) => log.warn({ fault }, 'could not send a private message')
  const pollChanges = createPollChanges({ store, runner, touch, clock, log })

  return {
    ...{ groups, questions, runner, boards },
    /** As `sendPrivately`, for what people have done already: a fault is logged. */
    tell: async (...message: Parameters<typeof send>): Promise<void> =>
      void (await send(...message).catch(onUnsent)),
    /** Sends as above a message that names other people. */
    tellNaming: (...message: Parameters<typeof sendWithNames>): Promise<void> =>
      sendWithNames(...message).catch(onUnsent),
    entryTitles: createEntryTitles({
      store,
      renameInQuestions: questions.renamePaper,
      onChange: touchBoards,
    }),
    /** Pins a list in its channel. Where that is refused, the group's organisers hear of it once. */
    pin: (message: Message): Promise<void> =>
      pinBoard(portFor, log, message, (fault) =>
        notifyOfPin({ store, now, log, sendPrivately: send }, message.place, fault),
      ),
    /** As {@link expireSessions}. */
    expirePeople: (): Promise<boolean> => expireSessions({ ...deps, store, now, touchSession }),
    bringPerson,
    /** As {@link noteInterest}. */
    onInterest: (event: KnownEvent, person: PersonId, isInterested: boolean): Promise<void> =>
      noteInterest(
        { store, portFor, onChange: touchBoards, onLateComer: bringPerson },
        event,
        person,
        isInterested,
      ),
    expireQuestions: questions.expireQuestions,
    ...createSheets({ polls, store, questions, now }),
    ...createRecaps({ store, boards, polls, questions, now, sendPrivately: send }),
    runDueSteps: (space: SpaceId, id: GroupId): Promise<void> => runner.runDueSteps(space, id),
    onPollChange: (poll: PollId): void => pollChanges.touch(poll),
    /** Groups that meet in a channel that was deleted say so. */
    onPlaceDeleted: (place: Place): Promise<void> =>
      noteGonePlace({ ...deps, store, now, sendPrivately: send, onChange: touchBoards }, place),
    ...createGroupFacts({ store }),
    ...createCalendars({ records: deps.store, store, publish: groups.publish, portFor }),
    /** As {@link showsReveal}. */
    showsReveal: (poll: PollId, round: number): Promise<boolean> => showsReveal({ store }, poll, round),
    /** Removes a person from every group. @returns the boards that may have named them. */
    erasePerson: async (person: Person, scope: { readonly words: boolean }): Promise<readonly string[]> => [
      ...(await boardsNaming({ ...deps, store }, await groups.erasePerson(person))),
      ...boardsOf(await questions.erasePerson(person, scope)),
    ],
    /** Stores the job of every group again, should one have been lost. */
    async catchUp(): Promise<void> {
      await restoreJobs(store, log)
      notifyScheduler()
    },
    stop: pollChanges.stop,
  }
}

export type ReadingGroups = ReturnType<typeof createReadingGroups>

/** The boards that a session's end changes: all of them if they may still say where it was. */
function boardsOfEnded(before: Group, group: Group, { session }: Past): readonly string[] {
  const known = before.sessions.find(({ id }) => id === session.id)
  const hadPlace = whereOf(before, known) !== undefined
  return hadPlace ? sessionBoards(group, session.id) : [announcementBoard(group, session.id)]
}

const boardsOf = (sessions: readonly { readonly group: Group; readonly session: SessionId }[]) =>
  sessions.flatMap(({ group, session }) => sessionBoards(group, session))

/** Sends the organisers of the group in a channel why its list isn't pinned, once. */
async function notifyOfPin(
  deps: NoticeDeps & { readonly store: GroupStore },
  { space, channel }: Place,
  fault: UserError,
): Promise<void> {
  const group = (await deps.store.list(space)).find(({ place }) => place.channel === channel)
  if (group === undefined) return
  const change: ChangeGroup = async (decide) => (await deps.store.change(space, group.id, decide)) ?? group
  await sendNotices(deps, change, [pinNotice(group, fault, deps.now())])
}

/** Where a platform can't say, nobody is: that doesn't hold up a session, and a facilitator can still pass. */
async function isAbsent(
  { portFor, log }: Pick<Deps, 'portFor' | 'log'>,
  { id, place }: Group,
  person: PersonId,
): Promise<boolean> {
  try {
    return (await portFor(place.platform).isAbsent?.(person, place)) ?? false
  } catch (fault) {
    log.warn({ fault, group: id }, 'could not check whether a person has left')
    return false
  }
}

async function restoreJobs(store: GroupStore, log: Logger): Promise<void> {
  for (const space of await store.spaces())
    for (const { id } of await store.list(space))
      await store
        .restoreJob(space, id)
        .catch((fault: unknown) => log.error({ fault, group: id }, 'could not schedule a group'))
}
