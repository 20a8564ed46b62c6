import { readdir } from 'node:fs/promises'
import type { Source } from '../source.ts'

/** In which order the sources of one kind of paper are asked. */
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

/** Every source of this folder: one file each. */
export async function loadSources(): Promise<readonly Source[]> {
  const files = await readdir(import.meta.dirname)
  const paths = files.filter((file) => file.endsWith('.ts') && file !== 'index.ts').map((file) => `./${file}`)
  const modules: readonly { default: Source }[] = await Promise.all(paths.map((path) => import(path)))
  const rank = ({ name }: Source) => (order.indexOf(name) + order.length + 1) % (order.length + 1)
  return modules.map((module) => module.default).toSorted((a, b) => rank(a) - rank(b))
}
