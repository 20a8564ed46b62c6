import { encodeCall } from '../../chat/call.ts'
import type { Button, Part } from '../../chat/view.ts'
import type { Group, Session } from '../../reading/group.ts'
import { hasQuestions } from '../../reading/questions/asked-session.ts'
import type { Question } from '../../reading/questions/question.ts'
import { topQuestions } from '../../reading/questions/top-questions.ts'
import { groupButton } from './reading-parts.ts'

const maxAtOpening = 3
const minVotesInRecap = 2

/** Opens the form for a question; empty in groups that want no extras, and before there is a paper. */
export const askButtons = (group: Group, session: Session | undefined): readonly Button[] =>
  session?.paper === undefined || !hasQuestions(group)
    ? []
    : [
        groupButton(group, 'Ask a question…', 'fill', {
          call: encodeCall({ command: 'reading ask', args: { session: session.id } }),
        }),
      ]

/** "Is it one? (3)" */
export const questionWords = ({ text, votes }: Question): string =>
  votes.length === 0 ? text : `${text} (${votes.length})`

/** The most wanted questions, for the message that opens a session. @param questions In order. */
export const openingQuestionParts = (questions: readonly Question[]): readonly Part[] =>
  topQuestions(questions, { count: maxAtOpening }).map((question) => ({
    kind: 'text',
    text: `You asked: ${questionWords(question)}`,
  }))

/** The questions that several people wanted answered, for the recap. @param questions In order. */
export const recapQuestionParts = (questions: readonly Question[]): readonly Part[] =>
  topQuestions(questions, { minVotes: minVotesInRecap }).map((question) => ({
    kind: 'text',
    text: `Asked: ${questionWords(question)}`,
  }))
