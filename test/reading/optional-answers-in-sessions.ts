import { servePages } from '../pages/open-pages.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'
import { fileIn } from './held-session.ts'
import { withGroup } from './test-group.ts'

/** The states of a session's poll in the table of who sees what of the optional answers, and how each comes about. */
export const states = {
  blind: { isAnonymous: false, until: 'vote' },
  'anonymous, open': { isAnonymous: true, until: 'vote' },
  names: { isAnonymous: false, until: 'recap' },
  'names, too few answers': { isAnonymous: false, until: 'recap', answers: 2 },
  anonymous: { isAnonymous: true, until: 'recap' },
  'anonymous, too few answers': { isAnonymous: true, until: 'recap', answers: 4 },
  'names, second round': { isAnonymous: false, until: 'recap', again: 7, settled: 5 },
  'names, second round, too few answers': { isAnonymous: false, until: 'recap', again: 7, settled: 2 },
  'anonymous, second round': { isAnonymous: true, until: 'recap', again: 7, settled: 5 },
  'anonymous, second round, too few answers': { isAnonymous: true, until: 'recap', again: 7, settled: 4 },
  'anonymous, second round, too few votes': { isAnonymous: true, until: 'recap', again: 4, settled: 4 },
} as const satisfies Readonly<Record<string, StateSetup>>
export type State = keyof typeof states

interface StateSetup {
  readonly isAnonymous: boolean
  readonly until: 'vote' | 'recap'
  /** How many say how far they have read, what they expect, and why they differ; all without it. */
  readonly answers?: number
  /** How many vote in a second round, and how many of them say whether the question of the first is settled. */
  readonly again?: number
  readonly settled?: number
}

const publicUrl = 'https://grid.example'

async function openState({ isAnonymous, until, answers = 7, again = 0, settled = 0 }: StateSetup) {
  const group = await withGroup({ publicUrl, linkTo: async ({ id }) => `https://chat.example/${id}` })
  const { ada, ben, table, goTo, post } = group
  if (isAnonymous) {
    const settings = { visibility: 'anonymous', closes: 'never', closers: 'everyone' }
    await ada.ask({ command: 'settings-save', args: { ...settings, zone: 'UTC', language: 'en-GB' } })
  }
  await ada.type('reading facilitators order:table:ada')
  await ben.type('reading add AI Control')
  await goTo('2026-11-25T17:01:00Z')
  const poll = post('[Neither (applications)]')
  const people = ['Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gil', 'Hal'].map((name) => table.as(name))
  const isOther = (i: number) => i > 3
  for (const [i, who] of people.entries())
    await who.submit(await who.press(poll, 'Full ballot…'), {
      ...{ approach: isOther(i) ? '1' : '0', case: '2', crux: `zqcrux ${i}` },
      ...(i < answers && { depth: isOther(i) ? 'skimmed' : 'read', expected: '3' }),
    })
  await table.quiet()
  if (until === 'vote') return group
  await goTo('2026-11-25T17:31:00Z')
  const [report, list] = [post('Why do you differ?'), post('What would move you')]
  for (const [i, who] of people.slice(0, 5).entries()) {
    if (i < answers) await who.press(report, 'We read the paper differently')
    await who.press(await who.press(list, 'Would these move you too?'), 'Mine too')
  }
  await goTo('2026-11-25T18:05:00Z')
  for (const [i, who] of people.slice(0, again).entries()) {
    const receipt = await who.press(poll, isOther(i) ? 'Behav · Worst' : 'Eng · Worst')
    if (i < settled) await who.press(receipt, 'Settled')
  }
  await goTo('2026-11-26T17:05:00Z')
  return group
}

/** What people who haven't voted can get to read of a session in a state, by where it stands. */
export async function readState(state: State): Promise<Readonly<Record<string, string>>> {
  await using group = await openState(states[state])
  const { table, told, posts } = group
  await using pages = servePages(table)
  const nora = table.as('Nora')
  const words = async (typed: string) => wordsOf(await nora.type(typed))
  const file = async (typed: string) => {
    const answer = await nora.type(typed)
    return answer.kind === 'shown' ? fileIn(answer) : wordsOf(answer)
  }
  const [recap] = posts('Recap: ')
  const [, feed = ''] =
    /grid\.example(\/feeds\/[0-9a-z]+)/.exec(JSON.stringify(await nora.type('reading calendar'))) ?? []
  return {
    'messages before the recap': table.said
      .filter((one) => one !== recap)
      .map((one) => textOf(latest(one)))
      .join('\n'),
    'sheets of the facilitator': told('ada').join('\n'),
    // Before there is a recap these are refused.
    ...(recap !== undefined && {
      recap: textOf(latest(recap)),
      digest: wordsOf(await nora.press(recap, "Wasn't there")),
      'post as forum': await file('reading recap as:forum'),
      'post as github': await file('reading recap as:github'),
      'post as notion': await file('reading recap as:notion'),
      season: await words('reading history recap'),
    }),
    history: await words('reading history'),
    feed: await (await pages.get(`${feed}/recaps.atom`)).text(),
    logs: table.logged.join('\n'),
  }
}
