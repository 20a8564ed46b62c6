import { type Paper, PaperId } from './paper.ts'

/** What is pasted is one of these: a paper by its id, or words that are taken for its title. */
export type Recognised = Linked | { readonly title: string } | { readonly refused: true }

/** A paper that is known by its id; `version` where the link names one, which never splits a paper. */
export interface Linked {
  readonly id: PaperId
  readonly version?: number
  readonly url: string
}

/** Longer texts are read this far. */
const longest = 20_000

const refusedLink =
  /^(?:javascript|data|file|vbscript):|^https?:\/\/[^/\s]*@|^https?:\/\/(?:localhost|\[|\d+(?:\.\d+){3}(?:[:/]|$)|[^/.\s]+(?:[:/]|$))/i
const arxivLink =
  /\b(?:arxiv\.org|alphaxiv\.org|huggingface\.co|semanticscholar\.org|scirate\.com)\/(?:abs|pdf|html|format|ps|e-print|overview|papers|arxiv)\/([^\s?#<>()[\]"']+)/gi
const arxivWord = /\barxiv[:\s]\s?([a-z-]+(?:\.[A-Z]{2})?\/\d{7}(?:v\d+)?|\d{4}\.\d{4,5}(?:v\d+)?)(?!\d)/gi
const bareArxiv = /(?<![\w./-])(\d{4}\.\d{4,5}(?:v\d+)?)(?![\w/]|\.\d)/g
const doi = /(?<![\w.])(10\.\d{4,9}\/[^\s<>"'[\]|]+)/g
const newId = /^(\d{2})(\d{2})\.(\d{4,5})(?:v(\d{1,3}))?$/
const oldId = /^([a-z-]+)(?:\.[a-z]{2})?\/(\d{7})(?:v(\d{1,3}))?$/

/**
 * Every paper that is linked or named by id in a text, in order of appearance, each once. Pure and offline.
 * Knows arXiv in its usual dresses and DOIs.
 */
export function recogniseAll(text: string): readonly Linked[] {
  const read = text.slice(0, longest)
  const found = [
    ...matches(read, arxivLink, readArxiv),
    ...matches(read, arxivWord, readArxiv),
    ...matches(read, bareArxiv, readArxiv),
    ...matches(read, doi, readDoi),
  ].sort((a, b) => a.index - b.index)
  const byId = new Map(found.map(({ paper }) => [paper.id, paper] as const).reverse())
  return [...new Set(found.map(({ paper }) => paper.id))].flatMap((id) => byId.get(id) ?? [])
}

/** The first paper of a text, else the words as a title, else refused: a link that is none for a paper. */
export function recognise(text: string): Recognised {
  const words = text.slice(0, longest).trim()
  if (refusedLink.test(words)) return { refused: true }
  const [first] = recogniseAll(words)
  if (first !== undefined) return first
  const title = words.replace(/\s+/g, ' ').slice(0, 300).trim()
  return title === '' ? { refused: true } : { title }
}

/** The paper as it is shown until its source has answered; nothing for what was refused. */
export function paperOf(recognised: Recognised): Paper | undefined {
  if ('refused' in recognised) return undefined
  if ('title' in recognised) {
    const slug = recognised.title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('-')
    const id = PaperId.safeParse(`title:${slug ?? encodeURIComponent(recognised.title).slice(0, 200)}`)
    return id.success ? { id: id.data, title: recognised.title, authors: [] } : undefined
  }
  const { id, url } = recognised
  return { id, title: id.startsWith('arxiv:') ? id.replace('arxiv:', 'arXiv:') : id, authors: [], url }
}

function matches(
  text: string,
  pattern: RegExp,
  read: (match: string) => Linked | undefined,
): { index: number; paper: Linked }[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const paper = read(match[1] ?? '')
    return paper === undefined ? [] : [{ index: match.index, paper }]
  })
}

function readArxiv(text: string): Linked | undefined {
  const id = text
    .toLowerCase()
    .replace(/(?:%20)+$/, '')
    .replace(/[.,;:!)]+$/, '')
    .replace(/\.pdf$/, '')
  const modern = newId.exec(id)
  const version = modern?.[4] ?? oldId.exec(id)?.[3]
  const canonical = modern === null ? readOld(id) : readNew(id, modern)
  if (canonical === undefined) return undefined
  return {
    id: PaperId.parse(`arxiv:${canonical}`),
    ...(version !== undefined && { version: Number(version) }),
    url: `https://arxiv.org/abs/${canonical}`,
  }
}

/** Five digits since 2015 and four before, no month 13, nothing before April 2007. */
function readNew(id: string, [, year, month, number]: RegExpExecArray): string | undefined {
  const yearMonth = Number(`${year}${month}`)
  const digits = yearMonth >= 1501 ? 5 : 4
  const isReal = Number(month) >= 1 && Number(month) <= 12 && yearMonth >= 704 && number?.length === digits
  return isReal ? id.replace(/v\d+$/, '') : undefined
}

function readOld(id: string): string | undefined {
  const match = oldId.exec(id)
  return match === null ? undefined : `${match[1]}/${match[2]}`
}

function readDoi(text: string): Linked | undefined {
  let id = text.toLowerCase()
  for (let before = ''; before !== id; ) {
    before = id
    id = id.replace(/(?:[.,;:!?*]+|\/(?:full|pdf|abstract|epdf)|\.pdf|[?#].*)$/, '')
    if (count(id, ')') > count(id, '(')) id = id.replace(/\)[^)]*$/, '')
  }
  const arxiv = /^10\.48550\/arxiv\.(.+)$/.exec(id)?.[1]
  if (arxiv !== undefined) return readArxiv(arxiv)
  const parsed = PaperId.safeParse(`doi:${id}`)
  return parsed.success && /\/.+/.test(id) ? { id: parsed.data, url: `https://doi.org/${id}` } : undefined
}

const count = (text: string, letter: string) => text.split(letter).length - 1
