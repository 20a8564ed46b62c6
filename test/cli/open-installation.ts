import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { DiagnoseDeps } from '../../adapters/cli/doctor/diagnose.ts'
import { thisMachine } from '../../adapters/cli/doctor/machine.ts'
import { createDoctor } from '../../adapters/cli/doctor.ts'
import { runTool } from '../../adapters/cli/tool.ts'
import { registerCommands } from '../../adapters/discord/setup/register.ts'
import { readSettings } from '../../adapters/discord/setup/settings.ts'
import { platforms } from '../../adapters/platforms.ts'
import { slack as slackPlatform } from '../../adapters/slack/index.ts'
import { checkSlack } from '../../adapters/slack/setup/check.ts'
import { requestedScopes } from '../../adapters/slack/setup/manifest.ts'
import { manifestFor } from '../../adapters/slack/setup/register.ts'
import { readSettings as readSlackSettings } from '../../adapters/slack/setup/settings.ts'
import { loadCommands } from '../../commands/index.ts'
import type { Platform } from '../../src/bot/platform.ts'
import { SpaceId } from '../../src/chat/caller.ts'
import { commandsWith } from '../../src/chat/command-info.ts'
import type { Source } from '../../src/paper/source.ts'
import { openPolls } from '../../src/poll/open-polls.ts'
import { PollId } from '../../src/poll/poll.ts'
import { backUp } from '../../src/store/moving/back-up.ts'
import { openStore } from '../../src/store/store.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { channelId, guildId, token } from '../platforms/discord/world.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

/** Linux's number of ext4: statfs(2). */
const ext4 = 0xef53

/** A whole installation on this machine with all that a doctor looks at, and nothing wrong with it. */
export async function openInstallation() {
  const directory = await temporaryDirectory()
  const [discord, slack, web] = await Promise.all([
    startDiscord(),
    startSlack({
      scopes: Object.keys(requestedScopes({ makesOffers: false, isAgent: false, hasPages: true })),
    }),
    startWeb(),
  ])
  const file = (name: string) => join(directory.path, name)
  const env: Record<string, string> = {
    DATABASE_URL: `sqlite:${file('cruxgrid.db')}`,
    BACKUP_FOLDER: file('backups'),
    PORT: String(new URL(web.address).port),
    PUBLIC_URL: web.address,
    INSECURE_HTTP: 'yes',
    WEB_SECRET: 'iJ3kq9Zx-Vb7wRt2_Ly5uN8p',
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discord.api,
    SLACK_API_URL: slack.api,
    SLACK_BOT_TOKEN: slack.home.bot.token,
    SLACK_APP_TOKEN: slack.appToken,
  }
  const source: Source = {
    name: 'loopback',
    kinds: [],
    own: [],
    paces: () => [{ base: web.address, intervalMs: 0, maxConcurrent: 1 }],
    read: () => [],
    open: () => async () => undefined,
  }
  const commands = await loadCommands()
  await registerCommands(readSettings(env), commandsWith(commands, true))
  const slackSettings = readSlackSettings(env)
  if (slackSettings === undefined) throw new Error('Slack is not configured')
  const manifest = file('manifest.yaml')
  await writeFile(manifest, manifestFor(slackSettings, slackSettings, env.PUBLIC_URL))
  await storePolls(env.DATABASE_URL ?? '', `slack:${slack.home.id}`, slack.home.general.id)
  await mkdir(file('backups'))
  await backUp(env.DATABASE_URL ?? '', file('backups/monday.jsonl'), {
    now: Date.now(),
    warn: () => {},
    progress: () => {},
    onRecord: () => {},
  })
  const deps: DiagnoseDeps = {
    platforms: platforms.map((platform) => (platform === slackPlatform ? checkedBy(manifest) : platform)),
    commands,
    sources: [source],
    machine: { ...thisMachine, fileSystemOf: async () => ({ type: ext4, freeBytes: 50e9 }) },
    envFile: file('.env'),
  }
  await writeFile(deps.envFile, 'LOG_LEVEL=info\n', { mode: 0o600 })
  const asked = { env, deps }

  return {
    discord,
    slack,
    web,
    file,
    /** What the doctor is told; a test may put something wrong there. */
    asked,
    async [Symbol.asyncDispose]() {
      await Promise.all([discord.close(), slack.close(), web.close()])
      await directory[Symbol.asyncDispose]()
    },
  }
}

export type Installation = Awaited<ReturnType<typeof openInstallation>>

/** Slack, whose manifest is in a file of the installation. */
const checkedBy = (manifest: string): Platform => ({
  ...slackPlatform,
  async check(env, deps) {
    const settings = readSlackSettings(env)
    return settings === undefined ? [] : checkSlack(settings, env.PUBLIC_URL, deps, manifest)
  },
})

/** Lets the doctor look at an installation. */
export async function examine({ asked }: Installation, args: readonly string[] = []) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runTool(createDoctor(asked.env, asked.deps), args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out, err }
}

/** A web server that stands for Cruxgrid's own behind its proxy, and for a paper source. */
async function startWeb() {
  const says = { health: 'ok', status: 200 }
  const server = createServer((_, response) => response.writeHead(says.status).end(says.health))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The web server has no port')
  return {
    address: `http://127.0.0.1:${at.port}`,
    says,
    async close(): Promise<void> {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** An open poll in a channel of each platform. */
async function storePolls(url: string, workspace: string, channel: string): Promise<void> {
  const store = await openStore(url)
  for (const [space, where] of [
    [`discord:${guildId}`, channelId],
    [workspace, channel],
  ] as const) {
    const id = PollId.parse('p_abcdefghjk')
    await store.collection(openPolls, SpaceId.parse(space)).set(id, { v: 1, id, channel: where })
  }
  await store.close()
}
