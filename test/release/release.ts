import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { argv, exit } from 'node:process'
import { isLater, readNotes } from './notes.ts'

/**
 * `npm run release -- <version>`, in a clean working tree: checks and tests, moves the head of CHANGELOG.md, and makes a commit
 * and a tag whose message is the notes. Nothing is changed if something is wrong, and nothing is pushed.
 */
const run = (file: string, args: readonly string[], input?: string): string =>
  execFileSync(file, args, { encoding: 'utf8', ...(input !== undefined && { input }) }).trim()

const runVisibly = (file: string, args: readonly string[]): unknown =>
  execFileSync(file, args, { stdio: 'inherit' })

function refuse(why: string): never {
  console.error(why)
  exit(1)
}

const [version = ''] = argv.slice(2)
const { version: current }: { readonly version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
if (!isLater(version, current))
  refuse(`Usage: npm run release -- <version>, in the form x.y.z and later than ${current}.`)
const tag = `v${version}`
if (run('git', ['tag', '--list', tag]) !== '') refuse(`The tag ${tag} exists.`)
if (run('git', ['status', '--porcelain']) !== '') refuse('The working tree has changes: commit them first.')
const day = new Date().toISOString().slice(0, 10)
const released = readNotes(readFileSync('CHANGELOG.md', 'utf8'), version, day)
if (released === undefined) refuse('CHANGELOG.md has nothing under Unreleased.')

try {
  for (const script of ['check', 'test']) runVisibly('npm', ['run', script])
} catch {
  refuse('Nothing was released.')
}

writeFileSync('CHANGELOG.md', released.changelog)
run('npm', ['version', version, '--no-git-tag-version', '--ignore-scripts'])
run('git', ['commit', '--quiet', '--all', '--message', `Release ${version}`])
// Headings of the notes begin with the sign that git takes for a comment.
run(
  'git',
  ['tag', '--annotate', tag, '--cleanup=whitespace', '--file=-'],
  `${version}\n\n${released.notes}\n`,
)
console.log(`${released.notes}\n\nReleased ${tag}. To publish it: git push --follow-tags`)
