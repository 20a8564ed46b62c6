import { counted, listed } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Paper } from '../../paper/paper.ts'
import { surnameOf } from '../../picture/surname.ts'

const maxTitle = 90

/** “Alignment faking in large language models” (Greenblatt et al., 2024) */
export function paperWords({ title, authors, year }: Pick<Paper, 'title' | 'authors' | 'year'>): string {
  const names = authors.map(surnameOf)
  const by = names.length > 2 ? `${names[0]} et al.` : listed(names)
  const facts = [by, year?.toString()].filter(Boolean).join(', ')
  const quoted = `“${truncate(title, maxTitle)}”`
  return facts === '' ? quoted : `${quoted} (${facts})`
}

/** "Oct 2026", in UTC. */
export const monthOf = (at: number): string =>
  new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at)

/** The papers that an answer is made from. */
export interface AnswerBase {
  readonly papers: number
  readonly channels: number
  /** Whether everyone in the conversation gets it. */
  readonly isShared: boolean
}

/** "From 36 papers in 4 channels you can see." */
export const fromWords = ({ papers, channels, isShared }: AnswerBase): string =>
  `From ${counted(papers, 'paper')} in ${counted(channels, 'channel')}${isShared ? '' : ' you can see'}.`
