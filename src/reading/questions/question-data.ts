import { randomBytes } from 'node:crypto'
import { mayBeIn, type Person } from '../../chat/caller.ts'
import type { PaperId } from '../../paper/paper.ts'
import type { Group, GroupId, SessionId } from '../group.ts'
import type { GroupStore } from '../group-store.ts'
import { AskerId, type Question } from './question.ts'
import { isAskedBy, type QuestionStore } from './question-store.ts'

/** How long the questions about a paper stay after it was read, in ms. */
const keptMs = 90 * 86_400_000

/** A question of a person's, or one that they want answered, for their export. */
interface QuestionPersonalData {
  readonly group: string
  readonly text: string
  readonly asked: boolean
  readonly wanted: boolean
}

interface Deps {
  readonly questions: QuestionStore
  readonly store: Pick<GroupStore, 'spaces' | 'list' | 'history'>
  readonly now: () => number
}

/** Exports, erases and expires the questions of reading groups. */
export function createQuestionData({ questions, store, now }: Deps) {
  async function forEachOf(
    { id }: Person,
    act: (group: Group, question: Question, one: AskerId) => Promise<void>,
  ): Promise<void> {
    for (const space of await store.spaces()) {
      if (!mayBeIn(id, space)) continue
      for (const group of await store.list(space))
        for (const question of await questions.list(group.id)) {
          const one = await questions.askerIn(group.id, question, id)
          if (isAskedBy(question, one) || question.votes.includes(one)) await act(group, question, one)
        }
    }
  }

  return {
    async exportPerson(person: Person): Promise<readonly QuestionPersonalData[]> {
      const found: QuestionPersonalData[] = []
      await forEachOf(person, async ({ name: group }, question, one) => {
        const { text, votes } = question
        found.push({ group, text, asked: isAskedBy(question, one), wanted: votes.includes(one) })
      })
      return found
    },

    /**
     * Removes a person's questions and votes. Where no names are kept and the paper was read, the counts stay as they were, as
     * those of an anonymous round do: a difference would show what was theirs.
     *
     * @param options.words Whether their words go from those, too.
     * @returns the sessions whose messages may show what was removed.
     */
    async erasePerson(
      person: Person,
      { words }: { readonly words: boolean },
    ): Promise<readonly { readonly group: Group; readonly session: SessionId }[]> {
      const changed: { group: Group; paper: PaperId }[] = []
      await forEachOf(person, async (group, { id, paper }, one) => {
        const isRead = !group.entries.some((entry) => entry.paper.id === paper)
        await questions.change(
          group.id,
          id,
          (before) => before && withoutPerson(before, one, { isRead, words }),
        )
        changed.push({ group, paper })
      })
      const sessions: { group: Group; session: SessionId }[] = []
      for (const { group, paper } of changed) {
        const past = (await store.history(group.id)).map(({ session }) => session)
        for (const session of [...group.sessions, ...past])
          if (session.paper === paper) sessions.push({ group, session: session.id })
      }
      return sessions
    },

    /**
     * Removes the questions about papers that were read 90 days ago, or that are neither listed nor could be put back.
     *
     * @returns whether anything was removed.
     */
    async expireQuestions(): Promise<boolean> {
      let count = 0
      for (const space of await store.spaces())
        for (const group of await store.list(space)) {
          const all = await questions.list(group.id)
          if (all.length === 0) continue
          const past = await store.history(group.id)
          const kept = new Set([
            ...group.entries.map(({ paper }) => paper.id),
            ...group.removed.map(({ entry }) => entry.paper.id),
            ...past.filter(({ at }) => at + keptMs > now()).map(({ session }) => session.paper),
          ])
          for (const { id, paper } of all) {
            if (kept.has(paper)) continue
            await questions.change(group.id, id, () => undefined)
            count += 1
          }
        }
      return count > 0
    },

    /** Makes the questions about a paper those about another id of it. */
    async renamePaper(group: GroupId, from: PaperId, to: PaperId): Promise<void> {
      if (from === to) return
      for (const { id } of await questions.list(group, from))
        await questions.change(group, id, (before) => before && { ...before, paper: to })
    },
  }
}

/** @returns `undefined` if the question goes with the person. */
function withoutPerson(
  question: Question,
  one: AskerId,
  { isRead, words }: { readonly isRead: boolean; readonly words: boolean },
): Question | undefined {
  const isOwn = isAskedBy(question, one)
  const isCounted = question.isAnonymous === true && isRead
  if (isOwn && (!isCounted || words)) return undefined
  const { asker, ...rest } = question
  const votes = question.votes.flatMap((voter) =>
    voter !== one ? [voter] : isCounted ? [createNobody()] : [],
  )
  return { ...rest, ...(asker !== undefined && !isOwn && { asker }), votes }
}

/** An id that leads to nobody. */
const createNobody = (): AskerId => AskerId.parse(`a_${randomBytes(17).toString('base64url').slice(0, 22)}`)
