import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Command } from '../../../src/bot/command.ts'
import { type Finding, fault, fine } from '../../../src/bot/finding.ts'
import { unlessHidden } from '../client/faults.ts'
import { toRegistered } from './register.ts'
import type { DiscordSettings } from './settings.ts'

const Registered = z.array(z.looseObject({ name: z.string(), type: z.int() }))

interface Deps {
  /** The application's id. */
  readonly application: string
  readonly settings: DiscordSettings
  readonly commands: readonly Command[]
}

/** Whether the commands of this version are registered, in one place only. */
export async function checkCommands(
  rest: REST,
  { application, settings, commands }: Deps,
): Promise<readonly Finding[]> {
  const { DISCORD_GUILD_ID: server } = settings
  const read = async (route: `/${string}`) =>
    Registered.parse((await unlessHidden(() => rest.get(route))) ?? [])
  const everywhere = await read(Routes.applicationCommands(application))
  const here = server === undefined ? [] : await read(Routes.applicationGuildCommands(application, server))
  const about = 'Discord commands'
  const isKept = holds(server === undefined ? everywhere : here, toRegistered(settings, commands))
  if (!isKept)
    return [
      fault({
        about,
        what: 'Discord has none of this version’s commands, or those of another version.',
        why: 'People see old ones, and some of them fail.',
        fix: 'npm run register, or start Cruxgrid, which registers them, too.',
      }),
    ]
  if (here.length > 0 && everywhere.length > 0)
    return [
      fault({
        about,
        what: 'They are registered for every server and once more for the one of DISCORD_GUILD_ID.',
        why: 'People there see each of them twice.',
        fix: 'Take DISCORD_GUILD_ID out of .env, and remove them there by removing Cruxgrid from the server and adding it again.',
      }),
    ]
  return [fine(about, 'Those of this version are registered.')]
}

/**
 * Whether what Discord has is what was to be registered. Discord adds ids and versions, and leaves out what is false or
 * empty.
 */
function holds(found: unknown, wanted: unknown): boolean {
  if (isEmpty(wanted)) return isEmpty(found)
  if (Array.isArray(wanted)) {
    const list: readonly unknown[] = Array.isArray(found) ? found : []
    return list.length === wanted.length && wanted.every((one, at) => holds(list[at], one))
  }
  if (typeof wanted !== 'object' || wanted === null) return found === wanted
  const known: Readonly<Record<string, unknown>> =
    typeof found === 'object' && found !== null ? { ...found } : {}
  return Object.entries(wanted).every(([name, value]) => holds(known[name], value))
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
