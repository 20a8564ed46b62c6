import { recogniseAll } from '../../paper/recognise.ts'
import { keyOf } from './vocabulary.ts'

/** A link in a text, with the offset where it begins: behind a bracket. */
interface LinkInText {
  readonly from: number
  readonly link: string
}

const address = /[([{]{0,4}(?<run>https?:\/\/[^\s<>]+)/iy
/** Text up to a comma or a space, that may name a paper. */
const maybeId =
  /[([{]{0,4}(?<run>(?:(?:arxiv|doi)\s*:?\s+(?=\d|[a-z-]+\/\d))?[^\s<>,;，；、]*(?:\d\.\d|[a-z]\/|[a-z]:\d)[^\s<>,;，；、]*)/iy
/** The beginning of an id that may hold a comma: of a DOI, or of an address without a scheme. */
const mayHoldComma = /10\.\d{4,9}\/|[a-z]\.[a-z]{2,}\//i
const digitSegment = /,\d[^\s<>,;，；、]*/uy
const nextSegments = /[,;，；、][^\s<>]{0,100}/uy

/**
 * The link, or the id of a paper, that begins at an offset.
 *
 * @param isName Whether a key is an option's name or one of its values.
 */
export function linkIn(text: string, at: number, isName: (key: string) => boolean): LinkInText | undefined {
  const [whole, run] = matchAt(address, text, at)
  if (run !== undefined) return { from: at + whole.length - run.length, link: withoutOptions(run, isName) }
  const [around, first] = matchAt(maybeId, text, at)
  const link = first && idIn(text, first, at + around.length, isName)
  return first && link ? { from: at + around.length - first.length, link } : undefined
}

function matchAt(
  pattern: RegExp,
  text: string,
  at: number,
): readonly [all: string, run?: string | undefined] {
  pattern.lastIndex = at
  const match = pattern.exec(text)
  return match === null ? [''] : [match[0], match.groups?.run]
}

/**
 * The id that a run of characters begins with; `undefined` without one.
 *
 * Few ids hold a comma. What is behind one belongs to the id if a paper is named by both together only, so that
 * `anonymous,1906.01820` is two words, and `1906.01820,5` a number.
 *
 * @param first The run up to its first comma. @param end The offset of that comma.
 */
function idIn(
  text: string,
  first: string,
  end: number,
  isName: (key: string) => boolean,
): string | undefined {
  if (!mayHoldComma.test(first)) {
    const [more] = matchAt(digitSegment, text, end)
    const isPaper = recogniseAll(first).length > 0 && (more === '' || recogniseAll(first + more).length > 0)
    return isPaper ? first : undefined
  }
  const [more] = matchAt(nextSegments, text, end)
  const run = withoutOptions(first + more, isName)
  const [inRun, another] = recogniseAll(run)
  if (inRun === undefined || run.length <= first.length) return inRun && run
  const [inFirst] = recogniseAll(first)
  const isBehind = recogniseAll(run.slice(first.length + 1)).some(({ id }) => id === inRun.id)
  if (inFirst === undefined) return isBehind ? undefined : run
  return another !== undefined || isBehind || inRun.id === inFirst.id ? first : run
}

/** An option's word with a separator in front and punctuation behind it. */
const maxOptionLength = 40

/** A run of characters up to options that follow without a space: `https://…,blind`. */
function withoutOptions(run: string, isName: (key: string) => boolean): string {
  let rest = run
  for (;;) {
    const [end = '', word = ''] = /[,;]([\p{L}-]+)[.!)\]]*$/u.exec(rest.slice(-maxOptionLength)) ?? []
    if (end === '' || end === rest || !isName(keyOf(word))) return rest
    rest = rest.slice(0, -end.length)
  }
}
