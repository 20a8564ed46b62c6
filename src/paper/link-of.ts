import type { Identifier } from './identifier.ts'

type Address = (value: string) => string

const addresses: Readonly<Record<string, Address>> = {
  arxiv: (id) => `https://arxiv.org/abs/${id}`,
  doi: (id) => `https://doi.org/${encodeDoi(id)}`,
  openreview: (id) => `https://openreview.net/forum?id=${id}`,
  acl: (id) => `https://aclanthology.org/${id}/`,
  s2: (id) =>
    id.startsWith('CorpusId:')
      ? `https://api.semanticscholar.org/CorpusID:${id.slice('CorpusId:'.length)}`
      : `https://www.semanticscholar.org/paper/${id}`,
  lesswrong: (id) => `https://www.lesswrong.com/posts/${id}`,
  eaforum: (id) => `https://forum.effectivealtruism.org/posts/${id}`,
  'transformer-circuits': (id) => `https://transformer-circuits.pub/${id}`,
  distill: (id) => `https://distill.pub/${id}`,
  url: (id) => `https://${id}`,
}

/** The link that a paper goes by. Read again, it gives the same paper. */
export function linkOf({ kind, value }: Pick<Identifier, 'kind' | 'value'>): string {
  const address = addresses[kind]
  if (address === undefined) throw new Error(`Papers of the kind ${kind} have no link`)
  return address(value)
}

/** A DOI may hold anything; what means something else in an address, or ends one in a text, is encoded. */
const encodeDoi = (id: string): string =>
  id
    .replaceAll('://', '%3A//')
    .replace(/[^\w.~!$&()*+,;=:@/%-]|%(?!3A\/\/)/gu, (letter) =>
      letter === "'" ? '%27' : encodeURIComponent(letter),
    )
