import type { SpaceId } from '../chat/caller.ts'
import { hasTypedTitle, type Paper } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { withNextRevision } from './rounds.ts'

interface Deps {
  readonly store: PollStore
  /** Told of every change, once it is on disk. */
  readonly onChange: (poll: PollId) => void
}

/** A poll opens under what was typed; its paper's title follows when a source has said it. */
export function createTitleLookup({ store, onChange }: Deps) {
  return {
    /** The paper of a poll; nothing for a poll that isn't there. */
    paperOf: async (space: SpaceId, id: PollId): Promise<Paper | undefined> =>
      (await store.find(space, id))?.paper,

    /** Gives a poll's paper what its sources say of it. A title that somebody has written stays. */
    async setPaper(space: SpaceId, id: PollId, paper: Paper): Promise<void> {
      const poll = await store.change(id, space, [], (poll) => withPaper(poll, paper))
      if (poll === undefined) return
      onChange(id)
      // Whoever pastes the paper by its other id finds this poll, too.
      if (poll.paper.id !== paper.id && currentRound(poll).state === 'open')
        await store.takePlace({ ...poll, paper: { ...poll.paper, id: paper.id } })
    },

    /** Stores the job of another look-up, due `at` in ms since 1970. */
    async lookUpLater(space: SpaceId, id: PollId, tries: number, at: number): Promise<void> {
      const poll = await store.find(space, id)
      if (poll === undefined) return
      await store.change(id, space, [toTitleLookupJob(poll, tries, at)], (poll) => ({ ...poll }))
    },
  }
}

/** Asks the paper's sources, when that is due. */
export function toTitleLookupJob({ id, place }: Poll, tries: number, at: number): NewJob {
  return { id: `name/${id}/${tries}`, task: { kind: 'name', space: place.space, poll: id, tries }, due: at }
}

/** The id stays: it is what the poll has its place by. */
function withPaper(poll: Poll, { title, authors, year, url }: Paper): Poll {
  const { paper } = poll
  return withNextRevision({
    ...poll,
    paper: {
      ...paper,
      title: hasTypedTitle(paper) ? title : paper.title,
      authors,
      ...(year !== undefined && { year }),
      ...(paper.url === undefined && url !== undefined && { url }),
    },
  })
}
