import type { Button, View } from '../../chat/view.ts'
import type { Answers } from '../../poll/ballot.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { stanceWords } from './stance-words.ts'

interface Rights {
  readonly poll: Disclosure
  readonly mayRun: boolean
  readonly mayDelete: boolean
}

/** A poll's private panel: the person's own ballot and the actions they are allowed. */
export function moreView({ poll, mayRun, mayDelete }: Rights, answers: Answers | undefined): View {
  const { id, state, current } = poll
  const isOpen = state === 'open'
  const act = (label: string, command: string): Button => ({ label, call: { command, args: { paper: id } } })
  const own: readonly Button[] = [
    ...(isOpen
      ? [{ label: answers === undefined ? 'Full ballot…' : 'See my ballot', call: ballotCall(id) }]
      : []),
    act('Results', 'results'),
    act('Export', 'export'),
  ]
  const running: readonly Button[] = [
    ...(isOpen ? [act('Close', 'close')] : [act('Reopen', 'reopen'), act('Re-vote', 'revote')]),
    ...(isOpen && current.hidden ? [act('Reveal', 'reveal')] : []),
    ...(isOpen ? [act('Edit', 'edit')] : []),
    ...(isOpen && poll.turnout !== undefined ? [act('Remind', 'remind')] : []),
  ]
  const deleting: readonly Button[] = mayDelete ? [{ ...act('Delete…', 'delete'), style: 'danger' }] : []
  const summary =
    answers === undefined ? 'You have no ballot in this round.' : `You: ${stanceWords(answers.stance)}.`
  const rows = [own, mayRun ? running : [], deleting].filter((row) => row.length > 0)
  return {
    summary,
    parts: [
      { kind: 'text', text: summary },
      ...rows.map((buttons) => ({ kind: 'buttons', buttons }) as const),
    ],
  }
}

const ballotCall = (poll: string): Button['call'] => ({ command: 'ballot', args: { poll } })
