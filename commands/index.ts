import { readdir } from 'node:fs/promises'
import type { Command } from '../src/bot/command.ts'

/** Every command of this folder, which has one file for each, in alphabetical order of their names. */
export async function loadCommands(): Promise<readonly Command[]> {
  const files = await readdir(import.meta.dirname)
  const paths = files.filter((file) => file.endsWith('.ts') && file !== 'index.ts').map((file) => `./${file}`)
  const modules: readonly { default: Command }[] = await Promise.all(paths.map((path) => import(path)))
  return modules.map((module) => module.default).toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
