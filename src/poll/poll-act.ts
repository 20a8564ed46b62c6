import { currentRound, hasInvitees, type Poll } from './poll.ts'

/** An act on a poll, which the person may not have named. */
export type PollAct = 'close' | 'reveal' | 'reopen' | 'revote' | 'edit' | 'remind' | 'delete' | 'seal'

/** The state that a poll must be in for each act, as people say it, and its test. */
const states: Readonly<Record<PollAct, { readonly name: string; readonly test: (poll: Poll) => boolean }>> = {
  close: { name: 'open', test: isOpen },
  edit: { name: 'open', test: isOpen },
  reveal: { name: 'blind', test: (poll) => isOpen(poll) && currentRound(poll).blind },
  remind: { name: 'open', test: (poll) => isOpen(poll) && hasInvitees(poll) },
  reopen: { name: 'closed', test: (poll) => !isOpen(poll) && poll.visibility === 'names' },
  revote: { name: 'closed', test: (poll) => !isOpen(poll) && poll.sealedAt === undefined },
  seal: {
    name: 'closed anonymous',
    test: (poll) => !isOpen(poll) && poll.visibility === 'anonymous' && poll.sealedAt === undefined,
  },
  delete: { name: '', test: () => true },
}

function isOpen(poll: Poll): boolean {
  return currentRound(poll).state === 'open'
}

/** Whether the act can be done with the poll now, by anyone who has the right. */
export const appliesTo = (act: PollAct, poll: Poll): boolean => states[act].test(poll)

export const stateFor = (act: PollAct): string => states[act].name

const words: Partial<Record<PollAct, string>> = {
  remind: 'send reminders for',
  revote: 'start the next round of',
}

/** The act in a sentence: "that you can …". */
export const wordsFor = (act: PollAct): string => words[act] ?? act
