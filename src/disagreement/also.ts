import type { Findings } from './findings.ts'
import type { HeadlineCase } from './headline.ts'
import { hasApplications, unsureWords } from './headline-text.ts'
import { says } from './wording.ts'

/**
 * Counts of applications and unsure answers that are not in the headline: "Also: 1 of 5 says it is applications
 * research, 1 is unsure about the case."; `undefined` without any. docs/disagreement.md 6.8.
 */
export function alsoSentence(headlineCase: HeadlineCase, findings: Findings): string | undefined {
  const { applications, votes } = findings
  const parts = [
    applications > 0 && !hasApplications(headlineCase, findings.placements)
      ? `${applications} of ${votes} ${says(applications)} it is applications research`
      : '',
    unsureWords(unsureGroups(headlineCase, findings)),
  ].filter((part) => part !== '')
  return parts.length === 0 ? undefined : `Also: ${parts.join(', ')}.`
}

/** The groups that the headline doesn't count. */
function unsureGroups(headlineCase: HeadlineCase, { row, column, unsureOnBoth: both }: Findings) {
  const only = both > 0 ? ' only' : ''
  const onRow = [row.unsure - both, `the approach${only}`] as const
  const onColumn = [column.unsure - both, `the case${only}`] as const
  switch (headlineCase) {
    case 'mostly-unsure':
      return []
    case 'mostly-unsure-row':
      return [onColumn]
    case 'mostly-unsure-col':
      return [onRow]
    default:
      return [onRow, onColumn, [both, 'both the approach and the case'] as const]
  }
}
