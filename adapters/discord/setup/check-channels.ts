import { DiscordAPIError, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { type Finding, fault, fine, note } from '../../../src/bot/finding.ts'
import type { UsedChannel } from '../../../src/bot/platform.ts'
import { counted, listed } from '../../../src/chat/text.ts'
import { isDirect, serverOf } from '../client/channels.ts'
import { isPlaceGone } from '../client/faults.ts'
import { missingForPolls } from '../client/permissions.ts'
import { permissionsIn } from '../client/rights.ts'

/** As many are looked at: each takes a request. */
const maxChannels = 200

const Bits = z.string().transform(BigInt)
const Channel = z.object({
  type: z.number(),
  name: z.string(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: Bits, deny: Bits })).default([]),
})
const Server = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: Bits })),
})
const Member = z.object({ roles: z.array(z.string()) })

/** Whether the bot may do what polls need in each channel that has an open poll or a reading group. */
export async function checkChannels(
  rest: REST,
  bot: string,
  used: readonly UsedChannel[],
): Promise<readonly Finding[]> {
  const own = used.filter(({ space }) => space.startsWith('discord:') && !isDirect({ space }))
  const servers = Map.groupBy(own.slice(0, maxChannels), serverOf)
  const findings: Finding[] = []
  for (const [server, channels] of servers) findings.push(...(await checkServer(rest, bot, server, channels)))
  if (findings.length > 0) return findings
  return [
    fine(
      'Discord channels',
      `All is granted in ${counted(Math.min(own.length, maxChannels), 'channel')} in use.`,
    ),
  ]
}

async function checkServer(
  rest: REST,
  bot: string,
  id: string,
  channels: readonly UsedChannel[],
): Promise<readonly Finding[]> {
  let server: z.infer<typeof Server>
  let roles: readonly string[]
  try {
    server = Server.parse(await rest.get(Routes.guild(id)))
    roles = Member.parse(await rest.get(Routes.guildMember(id, bot))).roles
  } catch (problem) {
    if (!(problem instanceof DiscordAPIError)) throw problem
    return [
      note({
        about: `Discord server ${id}`,
        what: `Cruxgrid isn’t in it any more, and ${counted(channels.length, 'channel')} of it had polls or reading groups.`,
        why: 'They stand still, and go 30 days after it left.',
        fix: 'Add it again if they should go on.',
      }),
    ]
  }
  const permissions = new Map(server.roles.map((role) => [role.id, role.permissions]))
  const rights = {
    id,
    ownerId: server.owner_id,
    roleIds: [...permissions.keys()],
    permissionsOf: (role: string) => permissions.get(role) ?? 0n,
  }
  const findings: Finding[] = []
  for (const { channel } of channels) {
    try {
      const {
        type,
        name,
        permission_overwrites: overwrites,
      } = Channel.parse(await rest.get(Routes.channel(channel)))
      const missing = missingForPolls(permissionsIn(rights, overwrites, { id: bot, roles }), type)
      if (missing.length > 0) findings.push(lacking(`#${name} of ${server.name}`, missing))
    } catch (problem) {
      if (!(problem instanceof DiscordAPIError)) throw problem
      if (!isPlaceGone(problem))
        findings.push(lacking(`channel ${channel} of ${server.name}`, ['View Channel']))
    }
  }
  return findings
}

const lacking = (where: string, missing: readonly string[]): Finding =>
  fault({
    about: `Discord ${where}`,
    what: `Cruxgrid lacks ${listed(missing.map((name) => `“${name}”`))}.`,
    why: 'Its polls and sessions there can’t be posted or shown in full.',
    fix: 'Tick it for Cruxgrid’s role under Edit Channel → Permissions.',
  })
