import { type Finding, fault } from '../../../src/bot/finding.ts'
import type { CheckDeps, Platform } from '../../../src/bot/platform.ts'
import { commandsWith } from '../../../src/chat/command-info.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { type Config, readConfig, toSourceSettings } from '../../../src/config.ts'
import type { Source } from '../../../src/paper/source.ts'
import { limitsNeeded } from '../../errors.ts'
import { readSettings as readWebSettings } from '../../web/settings.ts'
import { checkBackups } from './backups.ts'
import { checkMode, checkNode, type Machine } from './machine.ts'
import { checkAddress, checkSources } from './reach.ts'
import { checkSecrets } from './secrets.ts'
import { checkSettings, toFaults } from './settings.ts'
import { findUsedChannels, openStorage } from './storage.ts'

export interface DiagnoseDeps {
  readonly platforms: readonly Platform[]
  /** All of them, also those that these settings leave out. */
  readonly commands: CheckDeps['commands']
  readonly sources: readonly Source[]
  readonly machine: Machine
  /** The file that the settings may be in. */
  readonly envFile: string
}

/** Looks at everything that an installation needs, without changing anything. */
export async function diagnose(env: NodeJS.ProcessEnv, deps: DiagnoseDeps): Promise<readonly Finding[]> {
  const { machine, envFile } = deps
  const ofMachine = [
    checkNode(machine),
    ...(await checkMode(envFile, 'every token and secret')),
    ...checkSettings(env, envFile),
    ...checkSecrets(env),
  ]
  const [config, web] = [ifValid(() => readConfig(env)), ifValid(() => readWebSettings(env))]
  // Without settings that can be read there is nothing more to look at.
  if (config === undefined) return ofMachine
  const { findings, store } = await openStorage(config, machine)
  try {
    const channels = store === undefined ? [] : await findUsedChannels(store)
    const commands = commandsWith(deps.commands, (env.PUBLIC_URL ?? '') !== '')
    const checkDeps = { commands, channels, store, now: machine.now }
    return [
      ...ofMachine,
      ...findings,
      ...(await checkBackups(config.BACKUP_FOLDER, machine.now())),
      ...(await checkPlatforms(env, config, deps.platforms, checkDeps)),
      ...(await checkSources(deps.sources, toSourceSettings(config), config.PAPERS_OFFLINE)),
      ...(web === undefined ? [] : [await checkAddress(web)]),
    ]
  } finally {
    await store?.close()
  }
}

function ifValid<Settings>(read: () => Settings): Settings | undefined {
  try {
    return read()
  } catch (problem) {
    if (problem instanceof UserError) return undefined
    throw problem
  }
}

async function checkPlatforms(
  env: NodeJS.ProcessEnv,
  { LIMITS }: Config,
  platforms: readonly Platform[],
  deps: CheckDeps,
): Promise<readonly Finding[]> {
  const all = await Promise.all(platforms.map((platform) => checkPlatform(platform, env, deps)))
  const findings = all.flat()
  return LIMITS === 'off' && findings.length > 0
    ? [...findings, ...toFaults('Settings', limitsNeeded())]
    : findings
}

async function checkPlatform(
  { name, check }: Platform,
  env: NodeJS.ProcessEnv,
  deps: CheckDeps,
): Promise<readonly Finding[]> {
  const about = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
  try {
    return (await check?.(env, deps)) ?? []
  } catch (problem) {
    if (problem instanceof UserError) return toFaults(about, problem)
    return [
      fault({
        about,
        what: 'It stopped answering, or gave an answer that can’t be read.',
        why: 'The rest of it couldn’t be looked at.',
        fix: 'Run npm run doctor again in a few minutes.',
      }),
    ]
  }
}
