import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where Debian keeps the programs of each version, beside the usual path. */
const debianFolder = '/usr/lib/postgresql'

/** The folder with PostgreSQL's programs; `undefined` if there is none. */
export function findPostgres(env: NodeJS.ProcessEnv): string | undefined {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : []
  const newestFirst = versions.toSorted((a, b) => Number(b) - Number(a))
  const folders = [...foldersOf(env), ...newestFirst.map((version) => join(debianFolder, version, 'bin'))]
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))))
}

/** Valkey's server, or else that of Redis; `undefined` if there is none. */
export function findRedis(env: NodeJS.ProcessEnv): string | undefined {
  const names = ['valkey-server', 'redis-server']
  return names
    .flatMap((name) => foldersOf(env).map((folder) => join(folder, name)))
    .find((path) => existsSync(path))
}

const foldersOf = (env: NodeJS.ProcessEnv): string[] => (env.PATH ?? '').split(delimiter)

/** What is missing of the servers that tests start, and what installs it. */
export function findMissingServers(env: NodeJS.ProcessEnv): readonly { name: string; install: string }[] {
  return [
    { name: 'PostgreSQL', install: 'apt-get install postgresql', found: findPostgres(env) },
    { name: 'Redis', install: 'apt-get install redis-server', found: findRedis(env) },
  ].filter(({ found }) => found === undefined)
}
