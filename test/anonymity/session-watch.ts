import type { Answer } from '../../src/chat/answer.ts'
import type { Call } from '../../src/chat/call.ts'
import type { View } from '../../src/chat/view.ts'
import { withGroup } from '../reading/test-group.ts'
import { latest, type Said, wordsOf } from '../test-bot.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import type { SessionAct, SessionSequence } from './session-sequence.ts'
import { recap } from './session-sequence.ts'

type Group = Awaited<ReturnType<typeof withGroup>>

/** What a facilitator can ask about a session besides what is posted. */
const asked = [
  ...['reading next', 'reading list', 'reading sheet', 'reading questions'],
  ...['reading history', 'reading recap', 'reading recap as:github', 'results', 'export'],
]

/** Plays a session. @returns what the facilitator sees after each act, and how many acts had an effect. */
export async function watchSession({ settings, shut, acts }: SessionSequence) {
  await using group = await withGroup()
  const { ada, cleo, table } = group
  const anonymous = { visibility: 'anonymous', closes: 'never', closers: 'everyone' }
  await ada.ask({ command: 'settings-save', args: { ...anonymous, zone: 'UTC', language: 'en-GB' } })
  await ada.type('reading facilitators order:table:ada')
  if (settings !== '') await ada.type(`reading schedule ${settings}`)
  await cleo.type('reading add AI Control why:because')
  await cleo.type('reading add Agent foundations why:because')
  for (const name of shut) table.shutOut(`table:${name.toLowerCase()}`)
  const seen: string[] = []
  let done = 0
  for (const act of acts) {
    const answer = await perform(group, act)
    if (answer !== undefined) done += 1
    await table.quiet()
    // Who answers what would move others is private, and a crowd of them is seen at once.
    const posted = act.kind === 'mine too' ? [] : [...table.said.map(latest), ...toldTo(group)].map(textOf)
    const own = act.kind === 'own' && answer !== undefined ? [wordsOf(answer)] : []
    const answers = act.kind === 'look' ? await look(group) : []
    seen.push([...posted, ...own, ...answers].map(withoutChance).join('\n---\n'))
  }
  return { seen, done, faults: table.logged }
}

const toldTo = ({ table }: Group): readonly View[] =>
  table.told.filter(({ person }) => person === 'table:ada').map(({ view }) => view)

async function look({ ada }: Group): Promise<readonly string[]> {
  const answers: string[] = []
  for (const words of asked) answers.push(wordsOf(await ada.type(words)))
  return answers
}

const find = ({ table }: Group, words: string): Said | undefined =>
  table.said.findLast((one) => textOf(latest(one)).includes(words))

/** @returns the answer; `undefined` where the message or button isn't there. */
async function perform(group: Group, act: SessionAct): Promise<Answer | undefined> {
  const { table, ada, goTo } = group
  const press = async (by: string, on: string, label: string) => {
    const message = find(group, on)
    if (message === undefined || !buttonsOf(latest(message)).some((one) => one.label === label))
      return undefined
    return table.as(by).press(message, label)
  }
  switch (act.kind) {
    case 'go':
      await goTo(act.to)
      return undefined
    case 'look':
      return undefined
    case 'own':
      return ada.type(act.words)
    case 'say':
      return table.as(act.by).type(act.words)
    case 'press':
      return press(act.by, act.on, act.label)
    case 'settled':
      return press(act.by, recap, act.label)
    case 'wanted': {
      const list = await table.as(act.by).type('reading questions')
      return pressIn(group, act.by, list, '+1')
    }
    case 'vote': {
      const form = await press(act.by, '[Neither (applications)]', 'Full ballot…')
      return form?.kind === 'form' ? table.as(act.by).submit(form, act.answers) : undefined
    }
    case 'withdraw': {
      const form = await press(act.by, '[Neither (applications)]', 'Eng · Worst')
      return form && pressIn(group, act.by, form, 'Withdraw')
    }
    case 'mine too': {
      const first = await press(act.by, 'Would these move you too?', 'Would these move you too?')
      return first && answerLines(group, act, first)
    }
  }
}

/** Answers in the order of the words: at two thirds all is counted, and the order of the lines is drawn by lot. */
async function answerLines({ table }: Group, { by, taste }: { by: string; taste: number }, first: Answer) {
  const lines = new Map<string, Readonly<Record<string, Call>>>()
  let shown = first
  for (let turn = 0; turn < 10 && shown.kind === 'shown'; turn += 1) {
    const [, line = ''] = /“(.+)”/.exec(wordsOf(shown)) ?? []
    const calls = Object.fromEntries(buttonsOf(shown.view).map(({ label, call }) => [label, call]))
    if (calls.Skip === undefined || lines.has(line)) break
    lines.set(line, calls)
    shown = await table.as(by).ask(calls.Skip)
  }
  let last: Answer | undefined
  for (const [line, calls] of [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const call = calls[likes(taste, line) ? 'Mine too' : 'Not mine']
    if (call !== undefined) last = await table.as(by).ask(call)
  }
  return last
}

const likes = (taste: number, line: string): boolean =>
  [...line].reduce((sum, letter) => sum + letter.charCodeAt(0), taste) % 2 === 0

async function pressIn({ table }: Group, by: string, where: Answer, label: string) {
  const isThere = where.kind === 'shown' && buttonsOf(where.view).some((one) => one.label === label)
  return isThere ? table.as(by).press(where, label) : undefined
}

/** Without what differs at random: ids, codes, and the order of lines that is drawn by lot, with their numbers. */
const withoutChance = (text: string): string =>
  text
    .replace(/\b([psqgx])_[\w-]{10,16}/g, '$1_ID')
    .replace(/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g, 'CODE')
    .replace(/\b(Number|number) \d+/g, '$1 N')
    .replace(/\bm\d+\b/g, 'MESSAGE')
    .split('\n')
    .map((line) => line.replace(/^\d+\. /, '- ').trimEnd())
    .toSorted()
    .join('\n')
