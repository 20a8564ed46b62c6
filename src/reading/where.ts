import { z } from 'zod'

export const Where = z
  .object({
    /** A place in words. */
    text: z.string().optional(),
    /** The id of a channel of the group's space where people talk. */
    channel: z.string().optional(),
    /** An https address, as the person wrote it. */
    link: z.string().optional(),
    /** The name of the channel when it was chosen, for when it is gone. */
    name: z.string().optional(),
    /** Whether the channel was deleted. */
    isGone: z.literal(true).optional(),
  })
  .readonly()
/** Where people meet for a session. */
export type Where = z.infer<typeof Where>

/** Something that may have a place of its own. */
interface Placed {
  readonly where?: Where | undefined
}

/** Where a session is: its own place, else where its group meets. @returns `undefined` if nobody has said. */
export function whereOf(group: Placed, session: Placed | undefined): Where | undefined {
  const where = session?.where ?? group.where
  return where === undefined || Object.keys(where).length === 0 ? undefined : where
}

/** With another place; with nothing in it, with none. */
export function withWhere<One extends Placed>(
  { where: _, ...rest }: One,
  where: Where,
): Omit<One, 'where'> & Placed {
  return Object.keys(where).length === 0 ? rest : { ...rest, where }
}

/** In characters. */
export const maxPlaceLength = 100
export const maxLinkLength = 500

/** Why what was typed can't be used. */
export type WhereFault =
  | 'empty'
  | 'length'
  | 'link length'
  | 'http'
  | 'scheme'
  | 'user'
  | 'link'
  | 'two links'
  | 'channel'
  | 'two channels'

/** A link or a mention in the typed words; the rest of them is the place in words. */
interface Find {
  readonly kind: 'link' | 'channel'
  readonly value: string
  /** Where its words begin and end, with the brackets around it. */
  readonly start: number
  readonly end: number
}

/**
 * Reads where a group meets: a call link, a channel to talk in, a place in words, or several at once.
 *
 * @param channels The kinds of channels that the asker sees, by id: people talk in a `voice` or a `stage` channel.
 * @returns an empty object for `none`, which clears it.
 */
export function readWhere(
  typed: string,
  channels: ReadonlyMap<string, string>,
): Where | { readonly refused: WhereFault } {
  const words = toOneLine(typed)
  if (words === '') return { refused: 'empty' }
  if (words.toLowerCase() === 'none') return {}
  const finds = findAll(words)
  const links = finds.filter(({ kind }) => kind === 'link')
  const mentioned = finds.filter(({ kind }) => kind === 'channel')
  const link = links[0]?.value
  const channel = mentioned[0]?.value
  const fault = links.map(({ value }) => faultOf(value)).find((one) => one !== undefined)
  if (fault !== undefined) return { refused: fault }
  if (links.length > 1) return { refused: 'two links' }
  if (mentioned.length > 1) return { refused: 'two channels' }
  if (channel !== undefined && !isForTalk(channels.get(channel))) return { refused: 'channel' }
  const text = withoutFinds(words, finds)
  if ([...text].length > maxPlaceLength) return { refused: 'length' }
  if (text === '' && finds.length === 0) return { refused: 'empty' }
  return {
    ...(text !== '' && { text }),
    ...(channel !== undefined && { channel }),
    ...(link !== undefined && { link: hasScheme(link) ? link : `https://${link}` }),
  }
}

/** The same in words that {@link readWhere} reads. */
export const toTypedWhere = ({ text, channel, link, isGone }: Where): string =>
  [text, isGone === true || channel === undefined ? undefined : `<#${channel}>`, link]
    .filter((part) => part !== undefined)
    .join(' ')

const isForTalk = (kind: string | undefined): boolean => kind === 'voice' || kind === 'stage'

const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const quotes = /^["'“”„«»‘’](.*)["'“”„«»‘’]$/

/** Without control characters, direction marks, and quotes around the whole. */
function toOneLine(typed: string): string {
  const line = typed
    .replace(directionMarks, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return (quotes.exec(line)?.[1] ?? line).trim()
}

/** `<#1|name>`, `<https://…|…>`; an address with a scheme; one without, if it has a host and a slash. */
const found =
  /<#(?<channel>\w+)(?:\|[^>]*)?>|<(?<marked>[a-z][a-z0-9+.-]*:[^|>\s]+)(?:\|[^>]*)?>|(?<=^|[\s([{<"“'])(?<plain>[a-z][a-z0-9+.-]*:\/\/[^\s<>"“”]*|(?:javascript|data|vbscript|mailto|tel|sms|file|blob|sip|skype|callto):[^\s<>"“”]+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?\/[^\s<>"“”]*)/giu

function findAll(words: string): readonly Find[] {
  return [...words.matchAll(found)].map(({ 0: whole, index, groups = {} }) => {
    const { channel, marked, plain } = groups
    const value = channel ?? marked ?? withoutEnd(plain ?? '')
    const length = plain === undefined ? whole.length : value.length
    const kind = channel === undefined ? 'link' : 'channel'
    return { kind, value, ...withBrackets(words, index, index + length) }
  })
}

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** An address without marks at its end that belong to the sentence: a full stop, or a bracket that opens before it. */
function withoutEnd(address: string): string {
  const last = address.at(-1) ?? ''
  const opens = closing[last]
  const isOutside = opens !== undefined && address.split(opens).length < address.split(last).length
  return /[.,;:?!'’]/.test(last) || isOutside ? withoutEnd(address.slice(0, -1)) : address
}

const pairs = new Set(['()', '[]', '{}', '""', '“”', "''"])

/** Its place in the words, with marks behind it, and with brackets if they hold nothing else. */
function withBrackets(words: string, start: number, end: number): Pick<Find, 'start' | 'end'> {
  if (pairs.has(`${words[start - 1]}${words[end]}`)) return withBrackets(words, start - 1, end + 1)
  const marks = /^[.,;:?!]+(?=\s|$)/.exec(words.slice(end))?.[0].length ?? 0
  const isMark = marks > 0 && words.slice(end + marks).trim() === ''
  return { start, end: isMark ? end + marks : end }
}

const hasScheme = (link: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/|^[a-z][a-z0-9+-]*:/i.test(link)

function faultOf(link: string): WhereFault | undefined {
  const scheme = hasScheme(link) ? /^[^:]*/.exec(link)?.[0].toLowerCase() : 'https'
  if (scheme === 'http') return 'http'
  if (scheme !== 'https') return 'scheme'
  if (link.length > maxLinkLength) return 'link length'
  const url = URL.parse(hasScheme(link) ? link : `https://${link}`)
  if (url === null || url.hostname === '') return 'link'
  return url.username !== '' || url.password !== '' ? 'user' : undefined
}

/** Words and marks between a place in words and an address: "Room 4 and", ", via". */
const joining = String.raw`(?:(?:\b(?:and|or|on|at|in|via)\b|[+/,;:–-])\s*)`

/** The rest of the words, without those that join it to what was found. */
function withoutFinds(words: string, finds: readonly Find[]): string {
  let text = ''
  let at = 0
  for (const { start, end } of finds) {
    const before = words
      .slice(at, start)
      .replace(new RegExp(`(?:^|(?<=\\s|[^\\p{L}\\p{N}]))${joining}+$`, 'iu'), '')
    text = `${text} ${text.trim() === '' && at > 0 ? withoutStart(before) : before}`
    at = end
  }
  const rest = words.slice(at)
  return `${text} ${text.trim() === '' && at > 0 ? withoutStart(rest) : rest}`
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/([([{]) ?[,;] ?/g, '$1')
    .replaceAll(/ (?=[,;)\]}])/g, '')
    .trim()
}

const withoutStart = (words: string): string => words.replace(new RegExp(`^\\s*${joining}+`, 'iu'), '')

/** The ids of the channels that are mentioned. */
export const channelsMentionedIn = (typed: string): readonly string[] =>
  findAll(toOneLine(typed)).flatMap(({ kind, value }) => (kind === 'channel' ? [value] : []))
