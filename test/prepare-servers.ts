import process from 'node:process'
import { findMissingServers } from './engines/find-servers.ts'

/**
 * Looks for the database servers that tests start. What is missing is named with the command that installs it, its tests are
 * skipped, and it is named again in the last line of the run.
 *
 * @throws Error with `CI=true`, where nothing may be missing.
 */
export default function prepareServers() {
  const missing = findMissingServers(process.env)
  if (missing.length === 0) return undefined
  const names = missing.map(({ name }) => name).join(' and ')
  const commands = missing.map(({ install }) => install).join('; ')
  if (process.env.CI === 'true')
    throw new Error(`The tests of databases need ${names}, and CI skips nothing: ${commands}`)
  console.log(`No ${names}, so tests of these databases are skipped. To run them: ${commands}`)
  return () => console.log(`databases: skipped, no ${names}: ${commands}`)
}
