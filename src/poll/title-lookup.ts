import type { SpaceId } from '../chat/caller.ts'
import { hasTypedTitle, type Paper } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { withNextRevision } from './rounds.ts'

interface Deps {
  readonly store: PollStore
  /** Called after each change, once it is on disk. */
  readonly onEdit: (poll: Poll) => void
}

/** The look-up of a paper's title after its poll was opened under the text that was typed. */
export function createTitleLookup({ store, onEdit }: Deps) {
  return {
    /** The paper of a poll; `undefined` if the poll does not exist. */
    paperOf: async (space: SpaceId, id: PollId): Promise<Paper | undefined> =>
      (await store.find(space, id))?.paper,

    /**
     * Fills in what the sources know about a poll's paper. Keeps a title that was edited manually.
     *
     * @param replaced Titles of other sources that give way to the paper's own.
     */
    async setPaper(
      space: SpaceId,
      id: PollId,
      paper: Paper,
      replaced: readonly string[] = [],
    ): Promise<void> {
      const poll = await store.change(id, space, (poll) => withPaper(poll, paper, replaced))
      if (poll === undefined) return
      onEdit(poll)
      // So that pasting the paper by its other id finds this poll too.
      if (poll.paper.id !== paper.id && currentRound(poll).state === 'open')
        await store.takePlace({ ...poll, paper: { ...poll.paper, id: paper.id } })
    },

    /** Stores the job of another look-up, due `at` in ms since 1970. */
    async lookUpLater(space: SpaceId, id: PollId, tries: number, at: number): Promise<void> {
      const poll = await store.find(space, id)
      if (poll === undefined) return
      const jobs = [toTitleLookupJob(poll, tries, at)]
      await store.change(id, space, (poll) => ({ ...poll }), { jobs })
    },
  }
}

/** Queries the paper's sources at that time. */
export function toTitleLookupJob({ id, place }: Poll, tries: number, at: number): NewJob {
  return { id: `name/${id}/${tries}`, task: { kind: 'name', space: place.space, poll: id, tries }, due: at }
}

/** The paper's id stays, because the poll is found by it in its place. */
function withPaper(poll: Poll, { title, authors, year, url }: Paper, replaced: readonly string[]): Poll {
  const { paper } = poll
  return withNextRevision({
    ...poll,
    paper: {
      ...paper,
      title: hasTypedTitle(paper) || replaced.includes(paper.title) ? title : paper.title,
      authors,
      ...(year !== undefined && { year }),
      ...(paper.url === undefined && url !== undefined && { url }),
    },
  })
}
