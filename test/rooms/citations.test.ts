import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Folders of the repository that hold what is made or installed, not what is written. */
const notOurs = new Set(['node_modules', '.git', 'data', 'gallery'])

/** Paths from the root of all files below a folder whose names end in one of these. */
function filesBelow(folder: string, endings: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesBelow(path, endings)
    return endings.test(entry.name) ? [path] : []
  })
}

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')

/** A document by its path from the root, with the numbers of its headings. */
type Documents = ReadonlyMap<string, ReadonlySet<string>>

/** The number at the start of a heading: "2.1" in "### 2.1 Agreement A", "5" in "## 5. Evidence". */
const heading = /^#{1,6} (\d+(?:\.\d+)*)(?:\. | )/gm

const sectionsOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(heading)].map(([, number = '']) => number))

/** The numbers after a document's name: " 2.1", ", section 4", ", sections 5 to 9", " sections 3 and 4". */
const numbers = String.raw`(?:,? (?:sections? )?(?<sections>\d+(?:\.\d+)*(?:(?:, | and | to )\d+(?:\.\d+)*)*))?`
/** A name in quotes is an example of a file's name. */
const citation = new RegExp(String.raw`(?<![\w./"-])(?<name>[\w./-]*\w\.md)\b${numbers}`, 'g')
const link = new RegExp(String.raw`\]\((?<target>[^)\s#]+)[^)\s]*\)${numbers}`, 'g')

const namesOf = (sections: string | undefined): readonly string[] => sections?.match(/\d+(?:\.\d+)*/g) ?? []

/** The document that a comment names: by its path from the root, or by the end of its path. */
const documentNamed = (name: string, documents: Documents): string | undefined =>
  documents.has(name) ? name : [...documents.keys()].find((path) => path.endsWith(`/${name}`))

/** The sections that are cited and that no heading has. */
const missingIn = (document: string, sections: string | undefined, documents: Documents): readonly string[] =>
  namesOf(sections)
    .filter((number) => documents.get(document)?.has(number) !== true)
    .map((number) => `${document} has no section ${number}`)

/** What is wrong with the documents that a comment names. @param comment Its text on one line. */
function faultsIn(comment: string, documents: Documents): readonly string[] {
  return [...comment.matchAll(citation)].flatMap(({ groups }) => {
    const { name = '', sections } = groups ?? {}
    const document = documentNamed(name, documents)
    return document === undefined ? [`there is no ${name}`] : missingIn(document, sections, documents)
  })
}

const block = /^[ \t{]*\/\*[\s\S]*?\*\/|[ \t]\/\*\*.*?\*\//gm
const line = /(?:^|[ \t])\/\/ .*$/gm

/** The comments of a source file, each on one line. Consecutive `//` lines are one comment. */
function commentsOf(source: string): readonly string[] {
  const lines = [...source.matchAll(line)].map(([text]) => text.trim().slice(3))
  const blocks = [...source.matchAll(block)].map(([text]) =>
    text.replaceAll(/^[ \t{]*\/?\*+\/?|\*+\/$/gm, ' ').replaceAll(/\s+/g, ' '),
  )
  return [...blocks, lines.join(' ')]
}

const fences = /^```[\s\S]*?^```$/gm
const inlineCode = /`[^`\n]*`/g

/** What is wrong with the links of a Markdown document, and with the sections that are named after them. */
function brokenLinks(path: string, text: string, documents: Documents): readonly string[] {
  const prose = text.replaceAll(fences, '').replaceAll(inlineCode, '')
  return [...prose.matchAll(link)].flatMap(({ groups }) => {
    const { target = '', sections } = groups ?? {}
    if (/^[a-z]+:/.test(target)) return []
    const linked = relative(root, join(root, dirname(path), target))
    if (!existsSync(join(root, linked))) return [`there is no ${linked}`]
    return documents.has(linked) ? missingIn(linked, sections, documents) : []
  })
}

const markdown = filesBelow('.', /\.md$/)
const documents: Documents = new Map(markdown.map((path) => [path, sectionsOf(textOf(path))]))
const sources = ['src', 'commands', 'adapters', 'test'].flatMap((folder) =>
  filesBelow(folder, /\.(?:ts|tsx|css)$/),
)

describe('a comment', () => {
  test.each(sources)('of %s names only documents and sections that exist', (path) => {
    expect(commentsOf(textOf(path)).flatMap((comment) => faultsIn(comment, documents))).toEqual([])
  })
})

describe('a document', () => {
  test.each(markdown)('%s links only to files and sections that exist', (path) => {
    expect(brokenLinks(path, textOf(path), documents)).toEqual([])
  })
})

describe('the check', () => {
  const known: Documents = new Map([
    ['docs/grid.md', new Set(['3', '3.2', '10'])],
    ['src/fonts/PROVENANCE.md', new Set()],
  ])

  test.each([
    'The rule is in docs/grid.md 3.2.',
    'See docs/grid.md, section 10; and docs/grid.md, sections 3 to 10.',
    'Spaces stay with the font before them (docs/grid.md 3).',
    'fonts/PROVENANCE.md and PROVENANCE.md say where each is from.',
    'No document at all, version 3.2 of a command.',
    'A file as people get it: "reading-group-season-1.md"',
  ])('accepts “%s”', (comment) => {
    expect(faultsIn(comment, known)).toEqual([])
  })

  test.each([
    ['The rule is in docs/absent.md 3.2.', ['there is no docs/absent.md']],
    ['By layers; LAYERS.md 3.2.', ['there is no LAYERS.md']],
    ['docs/grid.md 3.3: another one.', ['docs/grid.md has no section 3.3']],
    ['docs/grid.md, section 1.', ['docs/grid.md has no section 1']],
    ['docs/grid.md, sections 3 and 4.', ['docs/grid.md has no section 4']],
  ])('finds what is wrong with “%s”', (comment, faults) => {
    expect(faultsIn(comment, known)).toEqual(faults)
  })

  test('reads comments of every kind, and nothing but comments', () => {
    const source = [
      '/**',
      ' * How far apart they are; docs/grid.md',
      ' * 3.2. In steps.',
      ' */',
      "const name = 'season.md'",
      'let steps = 0 /** As in docs/grid.md 4. */',
      '  // Two lines of one comment, docs/grid.md,',
      '  // section 10.',
      '{/* README.md */}',
    ].join('\n')
    const comments = commentsOf(source).join(' ')
    expect([...comments.matchAll(citation)].map(([found]) => found)).toEqual([
      'docs/grid.md 3.2',
      'docs/grid.md 4',
      'README.md',
      'docs/grid.md, section 10',
    ])
  })

  test('knows a heading with a number from one without, and from text', () => {
    const text = '# Title\n\n## 5. Evidence\n\n### 2.1 Agreement A\n\n7. a list\n\n## 3 steps\n\n## Sources\n'
    expect([...sectionsOf(text)]).toEqual(['5', '2.1', '3'])
  })

  test('finds links to nowhere and to sections that a document lacks', () => {
    const text = [
      '[one](grid.md), section 1, and [another](grid.md) 3.2',
      '[gone](../docs/gone.md), [outside](https://example.org/x.md), [folder](../src)',
      '`[code](code.md)`',
    ].join('\n')
    const here: Documents = new Map([['docs/grid.md', new Set(['3.2'])]])
    expect(brokenLinks('docs/a.md', text, here)).toEqual([
      'docs/grid.md has no section 1',
      'there is no docs/gone.md',
    ])
  })
})
