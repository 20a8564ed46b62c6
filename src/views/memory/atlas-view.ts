import type { AtlasPaper } from '../../atlas/atlas.ts'
import { spanOf } from '../../atlas/atlas-papers.ts'
import type { Call } from '../../chat/call.ts'
import type { Button, LinkButton, View } from '../../chat/view.ts'
import { atlasPicture } from '../../picture/atlas/atlas-picture.ts'
import { atlasTable } from './atlas-table.ts'
import { type AnswerBase, fromWords } from './paper-words.ts'

export interface AtlasOptions extends Omit<AnswerBase, 'papers'> {
  readonly title: string
  /** The call that shows it again. */
  readonly call: Call
  readonly mayShare: boolean
  /** The address of the page that shows the same; `undefined` if it does not exist. */
  readonly page: string | undefined
  readonly asTable: boolean
}

/** Every paper of a group on one grid, as a picture or in words. */
export function atlasView(papers: readonly AtlasPaper[], options: AtlasOptions): View {
  const { title, call, mayShare, page, asTable, ...base } = options
  const picture = atlasPicture({ title, span: spanOf(papers), papers })
  const from = fromWords({ ...base, papers: papers.length })
  const button = (label: string, args: Call['args']): Button => ({
    label,
    call: { ...call, args: { ...call.args, ...args } },
  })
  const buttons: readonly (Button | LinkButton)[] = [
    ...(mayShare ? [button('Share', { share: 'yes' })] : []),
    ...(asTable || base.isShared ? [] : [button('Table', { table: 'yes' })]),
    ...(page === undefined ? [] : [{ label: 'Open page', url: page }]),
  ]
  return {
    summary: `${title}: ${picture.alt}`,
    parts: [
      ...(asTable
        ? [{ kind: 'heading', text: title } as const, ...atlasTable(papers)]
        : [{ kind: 'picture', picture } as const]),
      { kind: 'text', text: from, tone: 'muted' },
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  }
}

const removedText = 'This atlas showed how one person placed papers. Their data was deleted.'

/** An atlas with one person's placements, once they are forgotten. */
export const removedAtlasView: View = { summary: removedText, parts: [{ kind: 'text', text: removedText }] }

/** Replaces a posted atlas once a poll is deleted whose paper it showed. */
export const outdatedAtlasView: View = {
  summary: 'This atlas showed a poll that has been deleted. Share it again to show the others.',
  parts: [
    {
      kind: 'text',
      text: [
        'This atlas showed a poll that has been deleted. Share it again to show the others: ',
        { typed: 'atlas' },
      ],
    },
  ],
}

/** Nothing is placed, or nothing fits. @param filters The typed words of the filters. */
export function emptyAtlasView(filters: readonly string[]): View {
  if (filters.length === 0) {
    const text = ['No papers placed yet. Start with ', { typed: 'poll' }, ' and a link.'] as const
    return { summary: 'No papers placed yet.', parts: [{ kind: 'text', text }] }
  }
  const text = `No placed papers fit ${filters.join(', ')}.`
  return { summary: text, parts: [{ kind: 'text', text }] }
}
