import { createHash, createHmac } from 'node:crypto'
import type { PersonId } from '../../chat/caller.ts'
import type { PaperId } from '../../paper/paper.ts'
import { skipCorrupt } from '../../store/collection.ts'
import { put, removeKey, type TypedKey } from '../../store/record.ts'
import type { Store } from '../../store/store.ts'
import type { GroupId } from '../group.ts'
import { AskerId, type Question, QuestionId, questionKind, toSameWords } from './question.ts'

/** The name of a group's key for questions without names. */
export const questionsKeyOf = (group: string): string => `questions/${group}`

const scopeOf = (group: GroupId): string => `question:${group}`
const keyOf = (group: GroupId, id: QuestionId): TypedKey<Question> => ({
  kind: questionKind,
  scope: group,
  id,
})

/** The same words about a paper have the same id, so that nothing is asked twice. It depends on neither asker nor time. */
export const toQuestionId = (paper: PaperId, text: string): QuestionId => {
  const hex = createHash('sha256')
    .update(`${paper}\0${toSameWords(text)}`)
    .digest('hex')
  return QuestionId.parse(`q_${hex.slice(0, 10)}`)
}

/** The questions of reading groups on disk, and who is who in them. */
export function createQuestionStore(store: Store) {
  /**
   * A person in a question. Without names: HMAC-SHA-256(key of the group, question 00 person), the first 132 bits, so that it
   * can't be followed from one question to another.
   */
  async function askerIn(
    group: GroupId,
    { id, isAnonymous }: Pick<Question, 'id' | 'isAnonymous'>,
    person: PersonId,
  ): Promise<AskerId> {
    if (isAnonymous !== true) return AskerId.parse(person)
    const key = await store.keys.create(questionsKeyOf(group))
    const digest = createHmac('sha256', key).update(`${id}\0${person}`).digest('base64url')
    return AskerId.parse(`a_${digest.slice(0, 22)}`)
  }

  return {
    askerIn,

    /** Every question of a group, or those about one paper. */
    async list(group: GroupId, paper?: PaperId): Promise<readonly Question[]> {
      const found: Question[] = []
      for await (const [, question] of store.collection(questionKind, group).entries(skipCorrupt))
        if (paper === undefined || question.paper === paper) found.push(question)
      return found
    },

    find: (group: GroupId, id: QuestionId): Promise<Question | undefined> =>
      store.collection(questionKind, group).get(id),

    /**
     * Changes a question. On disk when it resolves.
     *
     * @param decide Pure; it gets `undefined` if there is no such question, and removes it by giving that.
     * @returns the question before and after.
     */
    change: (
      group: GroupId,
      id: QuestionId,
      decide: (before: Question | undefined) => Question | undefined,
    ): Promise<{ readonly before: Question | undefined; readonly after: Question | undefined }> => {
      const key = keyOf(group, id)
      return store.transact(scopeOf(group), [key], ([before]) => {
        const after = decide(before)
        const changes = after === before ? [] : [after === undefined ? removeKey(key) : put(key, after)]
        return { changes, result: { before, after } }
      })
    },
  }
}

export type QuestionStore = ReturnType<typeof createQuestionStore>

/** Whether that person asked it. */
export const isAskedBy = ({ by, asker }: Question, one: AskerId): boolean =>
  asker === one || (by !== undefined && AskerId.parse(by.id) === one)
