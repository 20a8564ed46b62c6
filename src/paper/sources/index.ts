import { readdir } from 'node:fs/promises'
import type { Source } from '../source.ts'

/** The order in which the sources of one kind of paper are tried. */
const order = [
  'arxiv',
  'crossref',
  'openreview',
  'lesswrong',
  'semantic-scholar',
  'page',
  'datacite',
  'openalex',
]

/** Loads every source of this folder, one file each, in their order; unlisted ones come last. */
export async function loadSources(): Promise<readonly Source[]> {
  const files = await readdir(import.meta.dirname)
  const paths = files.filter((file) => file.endsWith('.ts') && file !== 'index.ts').map((file) => `./${file}`)
  const modules: readonly { default: Source }[] = await Promise.all(paths.map((path) => import(path)))
  const rank = ({ name }: Source) => (order.indexOf(name) + order.length + 1) % (order.length + 1)
  return modules.map((module) => module.default).toSorted((a, b) => rank(a) - rank(b))
}
