import { agree, listed } from '../../chat/text.ts'
import { type StepName, stepDoing } from '../../reading/steps.ts'

/** Why a step was not done in its time, as its record and its notice give it. */
export const lateReason = 'I was offline, or the chat rejected the message'

/** About sessions that were missed. @param dates As written for people; at least one. */
export const missedText = (dates: readonly string[]): string =>
  agree(
    dates.length,
    `the session on ${listed(dates)} was missed: ${lateReason}.`,
    `${dates.length} sessions were missed (${listed(dates)}): ${lateReason}.`,
  )

export const missedRemedy = (count: number): string =>
  agree(
    count,
    'Its paper is first in line for the next session.',
    'Their papers are first in line for the next sessions.',
  )

/** About a step that was not done in its time. @param dates As written for people. */
export const skippedText = (step: StepName, dates: readonly string[]): string =>
  `${stepDoing[step]} for ${listed(dates)} didn't happen: ${lateReason}.`

export function skippedRemedy(step: StepName): string {
  if (step === 'recap') return 'The result is in its poll.'
  return step === 'sheet' ? 'The facilitator can still ask me for it.' : 'You can still do it now.'
}

/** About digests that did not reach everyone in their time. @param dates As written for people. */
export const lateDigestText = (dates: readonly string[]): string =>
  `the digest for ${listed(dates)} didn't reach everyone who asked for it: ${lateReason}.`
export const lateDigestRemedy = "They can press “Wasn't there” under the recap."

/** About a step that failed. @param date As written for people. @param happened A sentence. */
export const failedText = (step: StepName, date: string, happened: string): string =>
  `${stepDoing[step]} for ${date} failed. ${happened}`

/** About the recap of a season that failed. @param happened A sentence. */
export const seasonFailedText = (season: string, happened: string): string =>
  `I couldn't write the recap of ${season}. ${happened}`

/** About an event that people outside the group's channel would see. */
export const eventQuestionText =
  "Everyone in this server (and, in a public server, others too) would see the session's title and time."
export const eventQuestionRemedy = 'Make an event?'
