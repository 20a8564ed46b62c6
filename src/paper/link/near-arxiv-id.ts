import { archives, counting, readArxivId } from './arxiv-id.ts'

/** Punctuation around an id, and a subject class behind it. */
const around = /^[\s"'“”‘’([<{*_`]+|(?:\s*\[[\w.-]{2,20}\])?[\s"'“”‘’)\]>}*_`.,;:!?]+$|\s*\[[\w.-]{2,20}\]$/g
/** "arXiv:", "arxiv id", "axriv/" */
const prefix =
  /^(?:arxiv|arxive|axriv|arixv|axiv|archiv)(?:\.org)?(?:\s+(?:id|preprint|paper))?\s*[:./#-]?\s*/i
const prefixed = /\barxiv(?::\s*|[./]|\s+)(?<id>[\p{L}\d]{2,5}\s?[.,]\s?[\p{L}\d]{2,8})(?![\p{L}\d])/iu
const plain = /(?<![\p{L}\p{N}./$€£¥#-])\d{4}\.\d{4,6}(?![\p{L}\p{N}/%€£$]|[.,]\d)/u
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')
const maxWords = 4

/**
 * The part of a text that is nearly an arXiv id: with a wrong number of digits, a month that doesn't exist, a letter or
 * another sign in it. `undefined` if nothing does, or if the text is long and only holds a number that looks like it.
 */
export function findNearId(text: string): string | undefined {
  const words = text.trim().slice(0, 500)
  const bare = trimAround(words)
  const id = bare.replace(prefix, '')
  if (isNearId(id) || isNearId(id.replace(/v\d{0,6}$/i, ''))) return id
  const named = prefixed.exec(words)?.groups?.id
  if (named !== undefined && isNearId(named)) return named
  const { 0: number, index = 0 } = plain.exec(words) ?? {}
  const isShort = words.split(/\s+/).length <= maxWords
  return isShort && number !== undefined && !counting.test(words.slice(0, index)) ? number : undefined
}

/** Removes quotes, brackets and punctuation around the words, one after the other. */
function trimAround(words: string): string {
  let rest = words
  for (;;) {
    const next = rest.replaceAll(around, '')
    if (next === rest) return rest
    rest = next
  }
}

const newForm = /^(?<month>[\p{L}\d]{3,5})\s?(?<dot>[.,]{1,2})\s?(?<number>[\p{L}\d]{3,7})$/u
/** Another sign between the two numbers, or none: only where they are right in all else. */
const otherSign = /^(?<month>\d{4})[\s:;·_/-]{0,2}(?<number>\d{5})$/
const oldForm = new RegExp(`^(?:${archives}(?:\\.[a-z-]{2,})?/\\d{5,9}|[a-z-]{2,10}/\\d{7})$`, 'i')

function isNearId(text: string): boolean {
  const id = text.normalize('NFKC')
  if (oldForm.test(id)) return true
  const { month = '', number = '' } = otherSign.exec(id)?.groups ?? {}
  if (readArxivId(`${month}.${number}`) !== undefined) return true
  const near = newForm.exec(id)?.groups
  const letters = id.match(/\p{L}/gu)?.length ?? 0
  return near !== undefined && letters <= 2 && digitsOf(id).length >= 6 && digitsOf(id).length + letters >= 7
}

/** The flaw of an id that {@link findNearId} found: "with a digit missing". */
export function flawOf(id: string): string {
  const text = id.normalize('NFKC').replace(/v\d*$/i, '')
  const { month = '', dot = '', number = '' } = newForm.exec(text)?.groups ?? {}
  if (dot === '') return "that isn't written like one"
  if (/\p{L}/u.test(text)) return 'with a letter in it'
  if (dot.includes(',')) return 'with a comma in it'
  if (month.length !== 4) return flawOfCount(month.length - 4)
  const count = number.length - (Number(month) >= 1501 ? 5 : 4)
  if (count !== 0) return flawOfCount(count)
  if (!/^\d\d(?:0[1-9]|1[0-2])$/.test(month)) return `of a month that doesn't exist (${month.slice(2)})`
  return Number(month) < 704
    ? 'from before April 2007, when there were none like it'
    : "that isn't written like one"
}

function flawOfCount(surplus: number): string {
  if (surplus < 0) return surplus === -1 ? 'with a digit missing' : 'with digits missing'
  return surplus === 1 ? 'with a digit too many' : 'with too many digits'
}
