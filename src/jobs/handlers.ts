import pLimit from 'p-limit'
import type { PollThreads } from '../board/poll-threads.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Papers } from '../paper/papers.ts'
import type { PlaceLinkStore } from '../poll/place-link-store.ts'
import type { PollId } from '../poll/poll.ts'
import type { PollStore } from '../poll/poll-store.ts'
import type { AnnounceTask, OutcomeTask, TitleTask } from '../poll/poll-tasks.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import type { EntryTask } from '../reading/group-tasks.ts'
import type { DeletedPlaces } from '../retention/deleted-places.ts'
import type { Departures } from '../retention/departures.ts'
import type { ReadingGroups } from '../sessions/reading-groups.ts'
import type { Job } from '../store/job-store.ts'
import type { Links } from '../views/poll/announcement-view.ts'
import type { Acts } from './acts.ts'
import { announce } from './announce.ts'
import { announceLink } from './announce-link.ts'
import { labelThread } from './label-thread.ts'
import { lookUpTitle } from './look-up-title.ts'
import { postOutcome } from './post-outcome.ts'
import { isForPeople, type Task } from './tasks.ts'

const maxRunningGroups = 16

/** The services that tasks use. */
export interface TaskDeps {
  readonly polls: Polls
  readonly pollStore: Pick<PollStore, 'shred'>
  readonly placeLinks: Pick<PlaceLinkStore, 'findById'>
  /** Called after words or votes were removed. */
  readonly onErased: () => void
  readonly reading: Pick<ReadingGroups, 'entryTitles' | 'runDueSteps' | 'showsReveal'>
  readonly papers: Pick<Papers, 'find'>
  readonly departures: Pick<Departures, 'eraseDue' | 'isAway' | 'wasAway'>
  readonly deletedPlaces: Pick<DeletedPlaces, 'eraseDue'>
  readonly threads: PollThreads
  readonly acts: Pick<Acts, 'reportPart'>
  readonly settings: Pick<SettingsStore, 'get'>
  readonly portFor: (platform: string) => ChatPort
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
  readonly linksOf: (poll: PollId, round: number) => Promise<Links>
  readonly messagesOf: (board: string) => Promise<readonly Message[]>
  readonly now: () => number
  /** Keeps a message true that shows a board at that revision. */
  readonly trackMessage: (board: string, message: Message, revision: number) => Promise<void>
}

/** Runs the task of a job that fell due, by its kind. */
export function createTaskRunner(
  deps: TaskDeps,
): (task: Task, job: Job<Task>) => Promise<'done' | 'postponed'> {
  const { polls, pollStore, reading, departures, deletedPlaces, onErased, now } = deps
  const limitGroups = pLimit(maxRunningGroups)

  async function run(task: Task, job: Job<Task>): Promise<void> {
    switch (task.kind) {
      case 'close':
        return polls.closeDue(task.space, task.poll, task.round, {
          dueAt: job.due,
          awayMs: (await departures.wasAway(task.space, job.due)) ? now() - job.due : 0,
        })
      case 'outcome':
        return postClose(deps, task, job.id)
      case 'announce':
        return announceAct(deps, task)
      case 'link-line':
        return announceLink(deps, task)
      case 'cruxes':
        return polls.countCruxesDue(task.space, task.poll, task.round)
      case 'label':
        return deps.acts.reportPart(task.poll, 'label', () => labelThread(deps, task))
      case 'name':
        return lookUpPollTitle(deps, task)
      case 'shred':
        return pollStore.shred(task.poll, task.rounds).then(onErased)
      case 'seal':
        return polls.sealDue(task.space, task.poll, task.round)
      case 'reading':
        return limitGroups(() => reading.runDueSteps(task.space, task.group))
      case 'entry':
        return lookUpEntryTitle(deps, task)
      case 'leave':
        return departures.eraseDue(task.space, task.at)
      case 'deleted-place':
        return deletedPlaces.eraseDue(task.place, task.at)
    }
  }

  return async function runTask(task, job) {
    if (isForPeople(task) && (await departures.isAway(task.space))) return 'postponed'
    await run(task, job)
    return 'done'
  }
}

/** The outcome comes first: the line leads to it. */
async function postClose(deps: TaskDeps, task: OutcomeTask, key: string): Promise<void> {
  const { space, poll, announcement } = task
  await deps.acts.reportPart(poll, 'outcome', async () => {
    const posted = await postOutcome(deps, task, key)
    return posted === undefined ? { kind: 'none' } : { kind: 'posted', ...posted }
  })
  if (announcement !== undefined) await announceAct(deps, { space, poll, announcement })
}

const announceAct = (deps: TaskDeps, task: Omit<AnnounceTask, 'kind'>): Promise<void> =>
  deps.acts.reportPart(task.poll, 'announcement', async () => {
    await announce(deps, task)
    return { kind: 'posted' }
  })

async function lookUpPollTitle(deps: TaskDeps, { space, poll, tries }: TitleTask): Promise<void> {
  const { polls } = deps
  const paper = await polls.paperOf(space, poll)
  if (paper === undefined) return
  await lookUpTitle(deps, {
    paper: paper.id,
    tries,
    setPaper: (found, replaced) => polls.setPaper(space, poll, found, replaced),
    lookUpLater: (tries, at) => polls.lookUpLater(space, poll, tries, at),
  })
}

function lookUpEntryTitle(deps: TaskDeps, { space, group, paper, tries }: EntryTask): Promise<void> {
  const { entryTitles } = deps.reading
  return lookUpTitle(deps, {
    paper,
    tries,
    setPaper: (found) => entryTitles.setPaper(space, group, paper, found),
    lookUpLater: (tries, at) => entryTitles.lookUpLater({ space, group, paper, tries }, at),
  })
}
