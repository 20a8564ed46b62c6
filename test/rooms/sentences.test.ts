import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Where sentences for people are written, beside `src/views` and every `errors.ts`; docs/architecture.md, section 3. */
const homes = [
  // The grammar of lines, of alt texts, of explanations and of files.
  ...['src/disagreement/', 'src/atlas/', 'src/picture/', 'src/taxonomy/', 'src/export/', 'src/views/'],
  // What the operator reads if the environment is wrong.
  'src/config.ts',
]

const isHome = (file: string): boolean =>
  homes.some((home) => file.startsWith(home)) || /(?:^|[/-])errors\.ts$/.test(file)

/** Whether a text reads as a sentence: several words that start with a capital letter and hold a full stop. */
const isSentence = (text: string): boolean => /^\s?[“\p{Lu}\0].* .*[^.]\.(?: |$)/u.test(text)

/** Literals of a source file that are sentences. The message of a fault is for the log: it doesn't count. */
function sentencesIn(file: string, code: string): readonly string[] {
  const faults: { readonly start: number; readonly end: number }[] = []
  const texts: { readonly start: number; readonly text: string }[] = []
  new Visitor({
    NewExpression: (made) => {
      const { callee, start, end } = made
      if (callee.type === 'Identifier' && callee.name !== 'UserError' && /Error$/.test(callee.name))
        faults.push({ start, end })
    },
    Literal: ({ value, start }) => {
      if (typeof value === 'string') texts.push({ start, text: value })
    },
    TemplateLiteral: ({ quasis, start }) => {
      texts.push({ start, text: quasis.map(({ value }) => value.cooked).join('\0') })
    },
  }).visit(parseSync(file, code).program)
  return texts
    .filter(({ start }) => !faults.some((fault) => fault.start < start && start < fault.end))
    .map(({ text }) => text)
    .filter(isSentence)
}

const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(({ name }) => /(?<!\.d)\.ts$/.test(name))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))

const files = ['src', 'commands'].flatMap(filesOf).filter((file) => !isHome(file))

describe('sentences for people', () => {
  test.each(files)('are in views and errors.ts, not in %s', (file) => {
    expect(sentencesIn(file, readFileSync(join(root, file), 'utf8'))).toEqual([])
  })
})
