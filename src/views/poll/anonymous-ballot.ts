import type { Disclosure } from '../../poll/disclose.ts'
import { minShownFrom } from '../../poll/poll.ts'

/** Stands with what is written for an anonymous ballot. */
export const anonymousWords = 'Shown without your name. How you write can give you away.'

/** The beginning of an anonymous ballot's form: who could ever find out whose vote it is. */
export function anonymousBallotIntro(
  { shownFrom = minShownFrom }: Disclosure,
  platform: string,
): readonly string[] {
  const inPlayground = 'In this playground, anyone inside can speak as you and read your notes.'
  return [
    'Anonymous. Nobody here can see that this vote is yours, admins included. ' +
      'The person who runs this bot could find out until it is sealed, 14 days after the close. ' +
      `Counts are shown from ${shownFrom} votes; if everyone answers alike, everyone's answer is known.` +
      (platform === 'web' ? ` ${inPlayground}` : ''),
    `What you write: ${anonymousWords[0]?.toLowerCase()}${anonymousWords.slice(1)}`,
  ]
}
