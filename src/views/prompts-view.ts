import type { Call } from '../chat/call.ts'
import type { View } from '../chat/view.ts'

/** A question that people are invited to ask the bot, and the call that answers it. */
interface Prompt {
  readonly question: string
  readonly call: Call
  /** Whether it is about the channel that they look at while they write to the bot. */
  readonly isAboutChannel?: true
}

const explained = (question: string): Prompt => ({
  question,
  call: { command: 'explain', args: { topic: question } },
})

/** The questions to start with. Typed as they stand, they are answered alike. */
export const prompts: readonly Prompt[] = [
  explained('What is AI control?'),
  explained('Scaling or RLHF: what is the difference?'),
  {
    question: 'What is open in the channel I am looking at?',
    call: { command: 'open-polls', args: {} },
    isAboutChannel: true,
  },
  explained('How do I place a paper?'),
]

/** The first message of a conversation with the bot alone. */
export const promptsView: View = {
  summary: 'Questions to start with',
  parts: [
    {
      kind: 'text',
      text: 'Post a paper, let everyone place it on the grid, and see where you disagree. You can ask me, too:',
    },
    { kind: 'buttons', buttons: prompts.map(({ question, call }) => ({ label: question, call })) },
  ],
}
