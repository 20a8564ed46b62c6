import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { discord } from '../../adapters/discord/index.ts'
import { slack } from '../../adapters/slack/index.ts'
import { web } from '../../adapters/web/index.ts'
import type { Platform } from '../../src/bot/platform.ts'
import type { Call } from '../../src/chat/call.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { token } from '../platforms/discord/world.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { playgroundAt, type Running } from '../running.ts'
import { settingsFor } from '../slack/open-slack.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'
import { openInProcess } from './in-process.ts'
import { recordCalls, sentences, toExpected } from './typed-sentences.ts'

type Type = (text: string) => unknown

/** Commands whose own form is opened by their own call. */
const ownForms = new Set(['edit', 'import', 'settings'])

/** Types every sentence, and compares the call with what the table expects. */
async function compare(
  calls: readonly Call[],
  type: Type,
  names: Readonly<Record<string, string>>,
  typed = sentences,
) {
  for (const { text, expect: expected } of typed) {
    const before = calls.length
    await type(text)
    await until(() => calls.length > before)
    const call = calls.at(-1)
    // A mention adds that it was asked in front of everyone.
    const { public: _, ...args } = call?.args ?? {}
    const read = call && toExpected({ ...call, args }, names)
    const isOwn = 'form' in expected && ownForms.has(expected.form)
    const { form, ...rest } = 'form' in expected ? expected : { ...expected, form: '' }
    expect({ text, read }).toEqual({ text, read: isOwn ? { run: form, ...rest } : expected })
  }
}

/** Some commands are there only where pages are. */
const withPages = { PUBLIC_URL: 'https://grid.example' }

/** Closes a loopback after what is connected to it. */
const closing = (platform: { close(): Promise<void> }) => ({ [Symbol.asyncDispose]: () => platform.close() })

async function openRecorded(platform: Platform, env: NodeJS.ProcessEnv) {
  const directory = await temporaryDirectory()
  const recorded = recordCalls(platform)
  const cruxgrid: Running = await openInProcess(recorded.platform, join(directory.path, 'words.db'), env)
  return {
    calls: recorded.calls,
    cruxgrid,
    async [Symbol.asyncDispose]() {
      await cruxgrid.end('SIGTERM')
      await directory[Symbol.asyncDispose]()
    },
  }
}

test('there are 60 sentences', () => {
  expect(new Set(sentences.map(({ text }) => text)).size).toBe(60)
})

describe('the same words are the same call', () => {
  test('in the playground', async () => {
    await using table = await openRecorded(web, {})
    const { say } = playgroundAt(table.cruxgrid.address)
    const type = (text: string) => say({ person: 'web:ada', channel: 'reading-group' }, `/grid ${text}`)
    // Where the playground has pages, it has a login in front of it.
    const typed = sentences.filter(({ text }) => text !== 'links')
    await compare(table.calls, type, { 'web:ben': '@Ben', 'web:cleo': '@Cleo', 'web:ada': '@Ada' }, typed)
  })

  test('after Slack’s slash command, and in a mention', async () => {
    const platform = await startSlack()
    await using _ = closing(platform)
    await using table = await openRecorded(slack, { ...settingsFor(platform, 'socket'), ...withPages })
    await platform.sockets.waitFor(2)
    const { home, people } = platform
    const { ada, ben, cleo } = home
    const folks = { Ada: ada, Ben: ben, Cleo: cleo }
    const names = Object.fromEntries(
      Object.entries(folks).map(([name, { id, team_id }]) => [`slack:${team_id}.${id}`, `@${name}`]),
    )
    const named = (text: string) =>
      text.replaceAll(/@(Ada|Ben|Cleo)/g, (_, name: keyof typeof folks) => `<@${folks[name].id}|${name}>`)
    await compare(table.calls, (text) => people.slash(ada, named(text).replaceAll('&', '&amp;')), names)
    await compare(table.calls, (text) => people.mention(ada, named(text)), names)
  })

  test('in Discord’s mentions and direct messages', async () => {
    const platform = await startDiscord()
    await using _ = closing(platform)
    const env = { DISCORD_TOKEN: token, DISCORD_API_URL: platform.api, ...withPages }
    await using table = await openRecorded(discord, env)
    await platform.rest.until(() => platform.rest.commands.length > 0 && platform.gateway.isConnected())
    const { ada, ben, cleo, people } = platform
    const folks = { Ada: ada, Ben: ben, Cleo: cleo }
    const names = Object.fromEntries(
      Object.entries(folks).map(([name, { id }]) => [`discord:${id}`, `@${name}`]),
    )
    const direct = platform.openDirect(ada)
    // In a server, a mention whose answer is for one person is only offered behind a button.
    const isOffered = new Set(
      sentences.flatMap(({ text, expect: one }) =>
        'run' in one && one.run !== 'poll' && !(one.run === 'explain' && 'topic' in one.args) ? text : [],
      ),
    )
    await compare(
      table.calls,
      (text) => {
        const words = text.replaceAll(
          /@(Ada|Ben|Cleo)/g,
          (_, name: keyof typeof folks) => `<@${folks[name].id}>`,
        )
        if (isOffered.has(text)) people.write(ada, words, direct)
        else people.mention(ada, words)
      },
      names,
    )
  })
})
