import { performance } from 'node:perf_hooks'
import { parseWords, type Typed } from '../../src/bot/parse-words.ts'
import { seeded } from '../seeded.ts'
import { listedCommands, vocabulary } from './word-table.ts'

const links = ['1906.01820', 'https://arxiv.org/abs/2204.05862', '<https://arxiv.org/abs/2212.08073|a paper>']
const anchors = [...links, '“Some Title”', '"AI Control 2"', 'Attention Is All You Need', 'Going dark', '']
const privacyWords = ['anonymous', 'Anonymous', '--anonymous', '(anonymous)', 'anon', 'visibility:anonymous']
const blindWords = ['blind', 'Blind,', '[blind]', 'blind:yes', 'blinded', 'blind=true']
const times = ['3d', 'in 2 hours', 'fri 17:00', 'tomorrow at 5pm', '2026-12-04 17:00 Europe/Berlin', 'never']
const timeNames = ['closes:', 'closes ', 'until ', 'by ', 'deadline: ', '—closes = ']
const others = [
  'goal',
  'tractable',
  'names',
  'live',
  'not anonymous',
  'no names',
  'expect:@Ben',
  '@Cleo',
  'ask:crux',
]
const fillerWords = ['please', 'and', '&', ',', 'make it', 'now', 'with', '+', '—']
const rubbish = [
  ...[
    'quick',
    'frobnicate',
    '“',
    '”',
    "'",
    '((',
    ':',
    '=',
    'x:y',
    'closes:',
    'note:',
    '@',
    '#',
    '<',
    '<@',
    '🙂',
  ],
  ...[
    'ünïcode',
    '日本語',
    '%s',
    '\\',
    'anonymus',
    'secret',
    'http://',
    'in 2 hours',
    'friday',
    '<@U1>',
    '<#C1|x>',
  ],
  ...[
    '"',
    'a"b',
    'visibility:maybe',
    'blind:perhaps',
    '\u202e',
    '\n',
    'zzz.',
    'votes',
    'not',
    'no',
    '12',
    'Vs',
  ],
]
const notes = ['note:read section 3', 'note:“are the votes anonymous”', 'note: is it goal or method?']
const heads = ['poll', 'poll', 'poll', 'POLL', '/grid poll', '', 'pol', ...Object.keys(vocabulary)]

/** A text that is mixed at random, and what a reader must not lose of it. */
interface Mix {
  readonly text: string
  readonly isAnonymous: boolean
  readonly isBlind: boolean
  /** Every time that was said. */
  readonly times: readonly string[]
  /** Whether all words stand outside of notes and unquoted titles, where they are words. */
  readonly isPlain: boolean
}

function createMix(random: () => number): Mix {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const said: string[] = []
  const parts: string[] = []
  let [isAnonymous, isBlind, hasNote, hasRubbish] = [false, false, false, false]
  const anchor = pick(anchors)
  const length = Math.floor(random() * 7)
  for (let index = 0; index < length; index += 1) {
    const kind = random()
    if (kind < 0.18) {
      parts.push(pick(privacyWords))
      isAnonymous = true
    } else if (kind < 0.34) {
      parts.push(pick(blindWords))
      isBlind = true
    } else if (kind < 0.48) {
      const time = pick(times)
      parts.push(`${pick(timeNames)}${time}`)
      said.push(time)
    } else if (kind < 0.62) parts.push(pick(others))
    else if (kind < 0.78) parts.push(pick(fillerWords))
    else if (kind < 0.85) {
      parts.push(pick(notes))
      hasNote = true
    } else {
      parts.push(pick(rubbish))
      hasRubbish = true
    }
  }
  parts.splice(Math.floor(random() * (parts.length + 1)), 0, anchor)
  const isTitle = /^[A-Z]/.test(anchor)
  return {
    text: `${pick(heads)} ${parts.join(' ')}`,
    isAnonymous,
    isBlind,
    times: said,
    isPlain: !hasNote && !hasRubbish && !isTitle && anchor !== '',
  }
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** What may be read without being said again: names and values of options, commands, fillers. */
const silent = new Set([
  ...wordsOf('please pls thanks now it this that the a one and with as also make poll'),
  ...wordsOf('at on of about for round vote votes voting everyone no not without yes true on grid'),
  ...Object.entries(vocabulary).flatMap(([name, options]) => [
    ...wordsOf(name),
    ...Object.entries(options).flatMap(([option, { also = [], values = {} }]) =>
      [option, ...also, ...Object.entries(values).flat(2)].flatMap(wordsOf),
    ),
  ]),
])

const saidBy = (typed: Typed): readonly string[] => {
  if ('choose' in typed) return typed.choose.flatMap(wordsOf)
  if ('none' in typed) return []
  const left = 'form' in typed ? (typed.left ?? '') : ''
  return [...Object.values(typed.args), left].flatMap(wordsOf)
}

/** What is wrong with how a mix was read; `undefined` if nothing is. */
function faultOf(mix: Mix, typed: Typed): string | undefined {
  if ('none' in typed) return undefined
  const said = new Set(saidBy(typed))
  const [head] = wordsOf(mix.text)
  const isCorrected = (word: string) => 'choose' in typed && word === head
  const lost = wordsOf(mix.text).find((word) => !silent.has(word) && !said.has(word) && !isCorrected(word))
  if (lost !== undefined) return `“${lost}” is lost`
  if (!('run' in typed) || typed.run !== 'poll') return undefined
  const { visibility, blind, closes } = typed.args
  const isNamed = visibility !== 'anonymous'
  if (mix.isPlain && mix.isAnonymous && isNamed) return 'it opens with names'
  if (mix.isPlain && mix.isBlind && blind !== 'yes') return 'it opens with votes shown'
  if (mix.isPlain && mix.times.some((time) => time !== closes)) return 'it opens with another end'
  if (closes !== undefined && !mix.times.some((time) => closes.includes(time)) && mix.isPlain)
    return 'it opens with an end that nobody said'
  // A word in an unquoted title or a note is a word; the reader must still say it somewhere.
  if (mix.isAnonymous && isNamed && !saidIn(typed.args, /anon/i)) return 'a wish for no names is lost'
  if (mix.isBlind && blind !== 'yes' && !saidIn(typed.args, /blind/i))
    return 'a wish for hidden votes is lost'
  return undefined
}

const saidIn = ({ paper = '', note = '', closes = '' }: Readonly<Record<string, string>>, wish: RegExp) =>
  wish.test(`${paper} ${note} ${closes}`)

/** The texts of mixes alone. */
export function mixedTexts(seed: number, count: number): readonly string[] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => createMix(random).text)
}

/** How long a text is read, in ms: of several tries, so that what else the machine does is left out. */
export function bestOf(text: string): number {
  const tries = Array.from({ length: 5 }, () => {
    const start = performance.now()
    parseWords(text, listedCommands)
    return performance.now() - start
  })
  return Math.min(...tries)
}

/** Reads mixes, and returns the faulty ones with the time of the slowest in ms. */
export function tryMixes(seed: number, count: number) {
  const random = seeded(seed)
  const faults: string[] = []
  let slowest = { ms: 0, text: '' }
  for (let index = 0; index < count; index += 1) {
    const mix = createMix(random)
    const before = performance.now()
    const typed = parseWords(mix.text, listedCommands)
    const ms = performance.now() - before
    const best = ms > slowest.ms ? Math.min(ms, bestOf(mix.text)) : 0
    if (best > slowest.ms) slowest = { ms: best, text: mix.text }
    const fault = faultOf(mix, typed)
    if (fault !== undefined) faults.push(`${fault}: ${JSON.stringify(mix.text)} → ${JSON.stringify(typed)}`)
  }
  return { faults, slowest }
}
