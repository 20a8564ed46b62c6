import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Finding, fault, fine } from '../../../src/bot/finding.ts'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { readConfig, toAnonymityKeys } from '../../../src/config.ts'
import { readSettings as readWebSettings } from '../../web/settings.ts'

const about = 'Settings'

/** Checks the settings that belong to no platform, and the names in the file. */
export function checkSettings(env: NodeJS.ProcessEnv, envFile: string): readonly Finding[] {
  const readers = [() => toAnonymityKeys(readConfig(env)), () => readWebSettings(env)]
  const findings = [...readers.flatMap(faultsOf), ...unknownNames(envFile)]
  return findings.length > 0 ? findings : [fine(about, 'Every value can be used.')]
}

function faultsOf(read: () => unknown): readonly Finding[] {
  try {
    read()
    return []
  } catch (problem) {
    return toFaults(about, problem)
  }
}

/** Converts an error for the operator to findings, one for each line of it. @throws any other fault. */
export function toFaults(about: string, problem: unknown): readonly Finding[] {
  if (!(problem instanceof UserError)) throw problem
  return toPlainText(problem.happened)
    .split('\n')
    .map((what) =>
      fault({ about, what, why: 'Cruxgrid doesn’t start with it.', fix: toPlainText(problem.remedy) }),
    )
}

/** It is not part of the image of a container. */
const exampleFile = join(import.meta.dirname, '../../../.env.example')

/** Names in the file that no variable has although they begin as some do: most likely typing errors. */
function unknownNames(envFile: string): readonly Finding[] {
  if (!existsSync(envFile) || !existsSync(exampleFile)) return []
  const example = readFileSync(exampleFile, 'utf8')
  const known = new Set(
    [...example.matchAll(/^#?(?<name>[A-Z][A-Z_]+)=/gm)].map(({ groups }) => groups?.name ?? ''),
  )
  const areas = new Set([...known].map(areaOf))
  return Object.keys(parseEnv(readFileSync(envFile, 'utf8')))
    .filter((name) => !known.has(name) && areas.has(areaOf(name)))
    .map((name) =>
      fault({
        about,
        what: `${name} is in ${envFile}, and there is no such variable.`,
        why: 'What it should set has its default.',
        fix: 'Write it as .env.example does.',
      }),
    )
}

const areaOf = (name: string): string => name.split('_')[0] ?? name
