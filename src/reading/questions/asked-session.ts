import { entryOf, type Group, nextSessionOf, type Session } from '../group.ts'
import { sessionMs } from '../session-length.ts'
import type { Question } from './question.ts'
import type { QuestionStore } from './question-store.ts'
import { topQuestions } from './top-questions.ts'

export const hasQuestions = ({ extras }: Pick<Group, 'extras'>): boolean => extras !== 'off'

/** The session that questions are about: the one that is going on, else the next one that has a paper. */
export function sessionToAskAbout(group: Group, id: string | undefined, now: number): Session | undefined {
  const named = group.sessions.find((session) => session.id === id)
  if (named !== undefined) return named
  const open = group.sessions.findLast(({ openedAt }) => openedAt !== undefined)
  if (open?.openedAt !== undefined && now < open.openedAt + sessionMs(group, open)) return open
  const next = nextSessionOf(group)
  return next !== undefined && entryOf(group, next) !== undefined ? next : (open ?? next)
}

/** The questions about a session's paper, the most wanted first; none in groups that want no extras. */
export const questionsFor = async (
  questions: Pick<QuestionStore, 'list'>,
  group: Group,
  { paper }: Session,
): Promise<readonly Question[]> =>
  paper === undefined || !hasQuestions(group) ? [] : topQuestions(await questions.list(group.id, paper))
