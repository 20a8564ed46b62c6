import type { Answer } from '../../src/chat/answer.ts'
import { type TestBot, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'

type Person = ReturnType<TestBot['as']>

/** Gives a file to the form of `import`. @returns what it would add. */
export async function giveFile(
  table: TestBot,
  person: Person,
  content: string | Iterable<Uint8Array>,
): Promise<Answer> {
  table.files.set('votes', typeof content === 'string' ? [new TextEncoder().encode(content)] : content)
  return person.submit(await person.type('import'), { file: 'votes' })
}

export const labelsOf = (answer: Answer): readonly string[] =>
  answer.kind === 'shown' ? buttonsOf(answer.view).map(({ label }) => label) : []

/** Imports everything in a file. */
export async function importAll(table: TestBot, content: string): Promise<string> {
  const root = table.as('Root', 'admin')
  const asked = await giveFile(table, root, content)
  const [act = ''] = labelsOf(asked)
  return wordsOf(await root.press(asked, act))
}

/** The lines of `export all`, without the first. */
export async function exportAll(table: TestBot): Promise<readonly string[]> {
  const [, ...lines] = wordsOf(await table.as('Root', 'admin').type('export all'))
    .trim()
    .split('\n')
  return lines
}
