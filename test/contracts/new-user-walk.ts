import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChannelType } from 'discord.js'
import { expect } from 'vitest'
import { z } from 'zod'
import { discord } from '../../adapters/discord/index.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { token } from '../platforms/discord/world.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { clocked, settingsFor } from '../slack/open-slack.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { openInProcess } from './in-process.ts'

const Row = z.strictObject({
  text: z.string(),
  /** Typed there first. */
  before: z.string().optional(),
  /** For all, or by where it is typed. */
  expect: z.union([
    z.string(),
    z.strictObject({ slash: z.string(), mention: z.string(), discord: z.string() }),
  ]),
})
type Row = z.infer<typeof Row>

/** What somebody types who has read no manual, and what comes of it. */
export const { rows } = z
  .object({ rows: z.array(Row) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'new-user.json'), 'utf8')))

/** Friday evening. It stands still, so that answers say the same each time. */
const clock: Clock = { ...systemClock, now: () => Date.parse('2026-11-27T17:30:00Z') }

/** Types a phrase in a channel of its own. @param before Typed there first. @returns what is read then. */
type Type = (phrase: string, before?: string) => Promise<string>

/** What was opened or answered, without what differs between platforms or from one time to the next. */
function summaryOf(read: string, isForm = false): string {
  const text = read.replaceAll(/\((?:London|UTC)\)/g, '(here)').replaceAll(/\bp_\w{10}/g, 'p_…')
  const poll =
    /Open(?<hidden>, votes hidden)? · nobody has voted yet(?: · (?<closes>closes [^)]*\)))?[\s\S]*Round 1 · opened by \S+ · (?<seen>.*)/.exec(
      text,
    )?.groups
  if (poll !== undefined && text.includes('[Full ballot…]')) {
    const state = poll.hidden === undefined ? 'open' : 'blind'
    return ['opens', state, poll.closes, poll.seen].filter(Boolean).join(' · ')
  }
  const [understood] = /I understood: .*/.exec(text) ?? []
  if (understood !== undefined) return understood.replace(/ Check the form, .*/, '')
  return isForm ? 'an empty form' : text.split('\n')[0] || 'a file'
}

/** Ben on Slack, after the slash command or in a mention. */
async function openOnSlack(): Promise<{ readonly slash: Type; readonly mention: Type } & AsyncDisposable> {
  const directory = await temporaryDirectory()
  const platform = await startSlack()
  const { home, people } = platform
  const database = join(directory.path, 'phrases.db')
  const cruxgrid = await openInProcess(clocked(), database, settingsFor(platform, 'socket'), clock)
  await platform.sockets.waitFor(2)

  const typed = (way: 'slash' | 'mention') => async (phrase: string, before?: string) => {
    const channel = home.openChannel('readers', { kind: 'public', creator: home.ada })
    if (before !== undefined) await people.answered(people.slash(home.ben, before, channel))
    const posted = () => home.shownIn(channel).filter(({ by }) => by === home.bot.user)
    const count = posted().length
    const asked =
      way === 'slash'
        ? people.slash(home.ben, phrase, channel)
        : people.mention(home.ben, phrase, { channel })
    await people.answered(asked)
    const seen = asked.view ?? posted()[count] ?? people.lastHeard(home.ben)
    return seen === undefined ? '' : summaryOf(platform.textOf(seen), asked.view !== undefined)
  }

  return {
    slash: typed('slash'),
    mention: typed('mention'),
    async [Symbol.asyncDispose]() {
      await cruxgrid.end('SIGTERM')
      await platform.close()
      await directory[Symbol.asyncDispose]()
      expect(platform.violations).toEqual([])
    },
  }
}

/** Ben on Discord, in a mention. */
async function openOnDiscord(): Promise<{ readonly mention: Type } & AsyncDisposable> {
  const directory = await temporaryDirectory()
  const platform = await startDiscord()
  const { world, people, ben, rest } = platform
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: platform.api }
  const cruxgrid = await openInProcess(discord, join(directory.path, 'phrases.db'), env, clock)
  await rest.until(() => rest.commands.length > 0 && platform.gateway.isConnected())
  // Discord doesn't tell a person's zone: it is asked for once.
  const channel = world.openChannel('first', ChannelType.GuildText)
  platform.gateway.send('CHANNEL_CREATE', world.channel(channel))
  people.mention(ben, 'poll 1906.01820 closes noon', channel.id)
  /** What the bot said in a channel and in its threads, oldest first. */
  const saidIn = ({ id }: { readonly id: string }) =>
    [...world.messages.values()].filter(
      ({ channel: where, author }) =>
        author === undefined && (where === id || world.channels.get(where)?.parent === id),
    )
  const question = () => saidIn(channel)[0]
  await rest.until(() => question() !== undefined)
  const asked = question()
  if (asked !== undefined) await people.answered(people.press(ben, 'London', asked))

  return {
    async mention(phrase, before) {
      const channel = world.openChannel('readers', ChannelType.GuildText)
      platform.gateway.send('CHANNEL_CREATE', world.channel(channel))
      const posted = () => saidIn(channel)
      const typed = async (words: string) => {
        const count = posted().length
        people.mention(ben, words, channel.id)
        await rest.until(() => posted().length > count)
        return posted()[count]
      }
      if (before !== undefined) await typed(before)
      const message = await typed(phrase)
      if (message === undefined) return ''
      const text = platform.textOf(message)
      if (!text.includes('[Show me]')) return summaryOf(text)
      const shown = people.press(ben, 'Show me', message)
      await people.answered(shown)
      const note = rest.lastHeard.get(ben.id)
      return note === undefined ? '' : summaryOf(platform.textOf(note))
    },
    async [Symbol.asyncDispose]() {
      await cruxgrid.end('SIGTERM')
      await platform.close()
      await directory[Symbol.asyncDispose]()
      expect(platform.violations).toEqual([])
    },
  }
}

/** Types the texts everywhere, and compares what comes of them with what is expected. */
export async function walk(rows: readonly Row[]): Promise<void> {
  const compare = async (way: 'slash' | 'mention' | 'discord', type: Type) => {
    for (const { text, before, expect: expected } of rows) {
      const wanted = typeof expected === 'string' ? expected : expected[way]
      const read = await type(text, before)
      expect({ way, text, read }).toEqual({ way, text, read: wanted })
    }
  }
  {
    await using slack = await openOnSlack()
    await compare('slash', slack.slash)
    await compare('mention', slack.mention)
  }
  await using discord = await openOnDiscord()
  await compare('discord', discord.mention)
}
