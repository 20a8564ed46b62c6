import { agree, counted, listed } from '../../chat/text.ts'
import type { View } from '../../chat/view.ts'
import type { Group } from '../../reading/group.ts'
import type { SkipPreview } from '../../reading/planning.ts'
import { writeDate } from '../../time/write-time.ts'
import { confirmView } from '../confirm/confirm-view.ts'
import { groupButton } from './reading-parts.ts'

interface Skip {
  readonly dates: readonly string[]
  /** Of the dates that were named, those without a session. */
  readonly missing: readonly string[]
  readonly why?: string | undefined
  readonly preview: SkipPreview
}

/** Asks before sessions are skipped. @param now In ms since 1970. */
export function skipQuestion(group: Group, { dates, missing, why, preview }: Skip, now: number): View {
  const write = (some: readonly string[]) => listed(some.map((date) => writeDate(date, now)))
  const { papers, notified } = preview
  const first = `${agree(papers.length, 'is', 'are')} first in line for the next one.`
  const sentences = [
    ...(missing.length === 0 ? [] : [`There is no session on ${write(missing)}.`]),
    `Skip the ${agree(dates.length, 'session', 'sessions')} on ${write(dates)}?`,
    ...(papers.length === 0 ? [] : [`${listed(papers.map(({ title }) => `“${title}”`))} ${first}`]),
    ...(notified === 0 ? [] : [`${counted(notified, 'person', 'people')} will be notified.`]),
  ]
  const args = { dates: dates.join(','), ...(why !== undefined && { why }), sure: 'yes' }
  return confirmView(sentences.join(' '), [groupButton(group, 'Skip', 'reading skip', args)])
}
