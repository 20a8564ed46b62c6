import { shownReasons } from '../poll/shown-reasons.ts'
import type { HeldSession } from '../reading/held-session.ts'
import type { ShownOnPage } from '../views/poll/place-link-view.ts'
import type { PaperPage } from './paper-page.ts'

/** Voters, nominators and those who led sessions; reasons for votes and for nominations. */
export function shownOnPaper({ answer, sessions, listed }: PaperPage): ShownOnPage {
  const polls = answer.polls.map(({ poll }) => poll)
  const nominations = [...sessions, ...listed].flatMap(({ nominations }) => nominations)
  const names = [
    ...polls.flatMap(({ rounds }) =>
      rounds.flatMap((round) => (round.hidden ? [] : round.ballots.flatMap(({ name }) => name ?? []))),
    ),
    ...nominations.flatMap(({ by }) => by?.name ?? []),
    ...sessions.flatMap(({ led }) => led?.name ?? []),
  ]
  const reasons =
    polls.flatMap(shownReasons).length + nominations.filter(({ why }) => why !== undefined).length
  return { ...shownOfSessions(sessions), names: new Set(names).size, reasons }
}

export const shownOfSessions = (sessions: readonly HeldSession[]): ShownOnPage => ({
  names: new Set(sessions.flatMap(({ led }) => led?.id ?? [])).size,
  reasons: 0,
  notes: sessions.filter(({ notes }) => notes !== undefined).length,
})
