import { z } from 'zod'
import type { Place, SpaceId } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import { PollId } from '../poll/poll.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'

const AnswerPolls = z
  .object({
    v: z.literal(1),
    channel: z.string(),
    thread: z.string().optional(),
    /** Whether it is an answer about one paper, or about the contested ones; absent of an atlas. */
    isAnswer: z.literal(true).optional(),
    polls: z.array(PollId).readonly(),
  })
  .readonly()
type AnswerPolls = z.infer<typeof AnswerPolls>

/** The polls whose papers a posted atlas or answer shows, by space (the scope) and its id, until one of them is deleted. */
export const answerPolls: Kind<AnswerPolls> = { name: 'atlas-polls', schema: AnswerPolls }

/** An answer that shows a deleted poll, and that nothing is stored of any more. */
export interface OutdatedAnswer {
  readonly id: string
  readonly isAtlas: boolean
}

/** The answers about many polls that people posted for everyone: atlases, and those about one paper or the contested ones. */
export function createSharedAnswers(store: Store) {
  const inSpace = (space: string) => store.collection(answerPolls, space)

  const add = async (
    { space, channel, thread }: Place,
    id: string,
    { polls, isAnswer }: Pick<AnswerPolls, 'polls' | 'isAnswer'>,
  ): Promise<void> =>
    inSpace(space).set(id, {
      ...{ v: 1, channel },
      ...(thread !== undefined && { thread }),
      ...(isAnswer !== undefined && { isAnswer }),
      polls: [...polls],
    })

  return {
    /** On disk when it resolves. @param polls Of every paper that the answer names. @returns the id. */
    async add(place: Place, polls: readonly PollId[]): Promise<string> {
      const id = randomId()
      await add(place, id, { polls, isAnswer: true })
      return id
    },

    /** As `add`, of an atlas. */
    addAtlas: (place: Place, id: string, polls: readonly PollId[]): Promise<void> =>
      add(place, id, { polls }),

    /** Whether all polls are there whose papers it shows. */
    isWhole: async (space: SpaceId, id: string): Promise<boolean> =>
      (await inSpace(space).get(id)) !== undefined,

    /** Forgets the answers that show papers of some polls, which are deleted. */
    async removePolls(space: SpaceId, gone: readonly string[]): Promise<readonly OutdatedAnswer[]> {
      const found: OutdatedAnswer[] = []
      for await (const [id, { polls, isAnswer }] of inSpace(space).entries(skipCorrupt))
        if (polls.some((poll) => gone.includes(poll))) found.push({ id, isAtlas: isAnswer !== true })
      for (const { id } of found) await inSpace(space).delete(id)
      return found
    },
  }
}

export type SharedAnswers = ReturnType<typeof createSharedAnswers>
