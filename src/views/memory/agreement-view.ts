import { agreementSentence } from '../../atlas/agreement-words.ts'
import type { GroupAgreement } from '../../atlas/group-agreement.ts'
import type { Pair, Pairs } from '../../atlas/pairs.ts'
import { counted } from '../../chat/text.ts'
import type { Part, View } from '../../chat/view.ts'
import { noteView } from '../note-view.ts'

const maxPairs = 10

export interface AgreementOptions {
  /** Absent where everyone in the conversation reads it. */
  readonly pairs?: Pairs
  /** The name of each person in the pairs, by their id. */
  readonly names: ReadonlyMap<string, string>
  readonly mayShare: boolean
}

/** How alike a group uses each axis and, for one reader, who places papers alike. */
export function agreementView(agreement: GroupAgreement, options: AgreementOptions): View {
  const sentences = [agreement.approach, agreement.case].map(agreementSentence)
  const note = `From ${counted(agreement.papers, 'paper')}. Alpha is 1 when everyone always gives the same answer and 0 when answers agree no better than chance.`
  return {
    summary: sentences.join(' '),
    parts: [
      { kind: 'heading', text: 'Agreement' },
      ...sentences.map((text) => ({ kind: 'text', text }) as const),
      { kind: 'text', text: note, tone: 'muted' },
      ...pairParts(options),
      ...(options.mayShare
        ? [
            {
              kind: 'buttons',
              buttons: [{ label: 'Share', call: { command: 'agreement', args: { share: 'yes' } } }],
            } as const,
          ]
        : []),
    ],
  }
}

function pairParts({ pairs, names }: AgreementOptions): readonly Part[] {
  if (pairs === undefined || pairs.pairs.length === 0) return []
  const { pairs: all, closest, furthest } = pairs
  const nameOf = (person: string) => names.get(person) ?? person
  const sentence = (pair: Pair | undefined, words: string): readonly Part[] => {
    if (pair === undefined) return []
    const [one, other] = pair.people.map(nameOf)
    const text = `${one} and ${other} place papers ${words} (${pair.similarity.toFixed(2)} on ${counted(pair.shared, 'paper')}).`
    return [{ kind: 'text', text }]
  }
  const shown = all.length <= 2 * maxPairs ? all : [...all.slice(0, maxPairs), ...all.slice(-maxPairs)]
  return [
    ...sentence(closest, 'most alike'),
    ...sentence(furthest, 'least alike'),
    {
      kind: 'table',
      caption: 'Pairs, where votes show names',
      rows: [
        ['Person', 'Person', 'Papers', 'Alike'],
        ...shown.map(({ people, shared, similarity }) => [
          ...people.map(nameOf),
          String(shared),
          similarity.toFixed(2),
        ]),
      ],
    },
  ]
}

const ownPairs = (pairs: 'on' | 'off') => ({ command: 'own-pairs', args: { pairs } })

export const pairsLeftView = noteView('From now on, agreement compares nobody with you.', [
  { label: 'Undo', call: ownPairs('on') },
])

export const pairsJoinedView = noteView('Agreement may compare others with you again.')
