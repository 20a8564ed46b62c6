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

/** The paper's link. Reading it back gives the same id. */
export function linkOf({ kind, value }: Pick<Identifier, 'kind' | 'value'>): string {
  const address = addresses[kind]
  if (address === undefined) throw new Error(`Papers of the kind ${kind} have no link`)
  return address(value)
}

/** Encodes the characters of a DOI that have a meaning in URLs or would end a link in a text. */
const encodeDoi = (id: string): string =>
  id
    .replaceAll('://', '%3A//')
    .replace(/[^\w.~!$&()*+,;=:@/%-]|%(?!3A\/\/)/gu, (letter) =>
      letter === "'" ? '%27' : encodeURIComponent(letter),
    )
