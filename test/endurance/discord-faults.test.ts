// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { type Connected, connected, connectedInProcess } from '../discord/open-discord.ts'
import { storyOf } from '../discord/storyteller.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { guildId } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'

const title = 'A paper in bad weather'

/** A poll on Discord, with Cruxgrid in the test's own process. */
const withBoard = async () => onBoard(await connectedInProcess())

/** The same with a process that can be stopped. */
const withProcess = async () => onBoard(await connected())

async function onBoard<Bot extends Running>(table: Connected<Bot>) {
  const story = storyOf(table)
  const { people, ada } = table.discord
  await people.answered(people.slash(ada, 'poll', { paper: title }))
  const [board] = story.posted()
  if (board === undefined) throw new Error('Nothing was posted')
  return { ...table, story, board, [Symbol.asyncDispose]: () => table[Symbol.asyncDispose]() }
}

const isReply = (method: string, path: string) =>
  (method === 'PATCH' && path.endsWith('/messages/@original')) ||
  (method === 'POST' && path.startsWith('/webhooks/'))
const isEdit = (method: string, path: string) => method === 'PATCH' && path.startsWith('/channels/')

describe.concurrent('whoever pressed is answered, once,', () => {
  test('when Discord can’t be reached for a quarter of a minute after the acknowledgement', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    let refused = 0
    discord.rest.makeTrouble((method, path) =>
      !path.endsWith('/callback') && method !== 'GET' && refused++ < 5 ? 'refuse' : undefined,
    )
    expect(await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))).toContain(
      'Your vote: Cognitivist',
    )
    await story.says(board, '1 vote')
    story.isClean()
  })

  test('when the answer to the acknowledgement is lost', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    let lost = 0
    discord.rest.makeTrouble((_, path) => (path.endsWith('/callback') && lost++ === 0 ? 'lose' : undefined))
    expect(await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))).toContain(
      'Your vote: Cognitivist',
    )
    await story.says(board, 'Open · 1 vote')
    expect(lost).toBe(2)
    story.isClean()
  })

  test('when the answer to a post is lost after the work was done', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    let lost = 0
    discord.rest.makeTrouble((method, path) =>
      method === 'POST' && path === `/channels/${board.id}/messages` && lost++ === 0 ? 'lose' : undefined,
    )
    await discord.people.answered(discord.people.press(discord.ben, 'Cog · Worst', board))
    await discord.people.answered(discord.people.slash(discord.ada, 'close', {}))
    await story.appears('Round 1 is closed.', board.id)
    await discord.rest.until(() => lost > 1)
    expect(story.posted(board.id)).toHaveLength(1)
    story.isClean()
  })

  test('when uploads are slow', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    const asked = discord.people.press(discord.ben, 'Cog · Worst', board)
    const isAcknowledged = () => asked.acknowledgedAt !== undefined
    discord.rest.makeTrouble((method, path) =>
      isReply(method, path) || isEdit(method, path) ? { until: isAcknowledged } : undefined,
    )
    expect(await story.told(asked)).toContain('Your vote: Cognitivist')
    await story.says(board, '1 vote')
    story.isClean()
  })

  test('when the gateway is cut off and resumes', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    discord.gateway.drop()
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await story.says(board, '1 vote')
    story.isClean()
  })

  test('when the gateway forgets its session', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    discord.gateway.drop({ forgets: true })
    await discord.gateway.identified(2)
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await story.says(board, '1 vote')
    story.isClean()
  })

  test('on the board alone when the quarter of an hour for a private answer is over', async () => {
    await using table = await withBoard()
    const { discord, story, board, cruxgrid } = table
    const form = discord.people.press(discord.ben, 'Full ballot…', board)
    await discord.people.answered(form)
    const values = { approach: '2', case: '2', why: 'For a reason of my own' }
    const asked = discord.people.submit(discord.ben, form, values)
    const isOver = () => asked.pastMs > 0
    discord.rest.makeTrouble((method, path) => (isReply(method, path) ? { until: isOver } : undefined))
    await discord.rest.until(() => asked.acknowledgedAt !== undefined)
    asked.pastMs += 16 * 60_000
    await story.says(board, '1 vote')
    await discord.rest.until(() => discord.rest.requests.some(({ status }) => status === 401))
    expect(await story.told(discord.people.slash(discord.cleo, 'results'))).toContain('1 vote')
    expect(await cruxgrid.end('SIGTERM')).toBe(0)
    const logged = cruxgrid.log.join('\n')
    expect(logged).toContain('Invalid Webhook Token')
    expect(logged).not.toContain('For a reason of my own')
    expect(logged).not.toContain(asked.token)
    story.isClean()
  })

  test('when Cruxgrid is stopped in the middle of it', async () => {
    await using table = await withProcess()
    const { discord, story, board, cruxgrid } = table
    let late: Asked | undefined
    const isPressedAgain = () => late?.acknowledgedAt !== undefined
    discord.rest.makeTrouble((method, path) =>
      isReply(method, path) ? { until: isPressedAgain } : undefined,
    )
    const asked = discord.people.press(discord.ben, 'Cog · Worst', board)
    await discord.rest.until(() => asked.acknowledgedAt !== undefined)
    const ended = cruxgrid.end('SIGTERM')
    late = discord.people.press(discord.cleo, 'Eng · Avg', board)
    expect(await story.told(asked)).toContain('Your vote: Cognitivist')
    expect(await story.told(late)).toContain('Your vote: Engineering')
    expect(await ended).toBe(0)
    story.isClean()
  })
})

describe.concurrent('a board', () => {
  test('follows again once the bot may write where it couldn’t for a while', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    const all = discord.world.own
    discord.world.own &= ~PermissionFlagsBits.SendMessages
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await discord.rest.until(() => discord.rest.requests.some(({ status }) => status === 403))
    expect(discord.textOf(board)).toContain('No votes yet.')
    discord.world.own = all
    await story.says(board, '1 vote')
    story.isClean()
  })

  test('that a moderator deletes is let go, and the poll goes on', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    discord.world.messages.delete(board.id)
    const vote = `vote?poll=${/poll=(p_\w+)/.exec(JSON.stringify(board.components))?.[1]}&answer=8`
    await story.told(discord.people.control(discord.ben, vote, board))
    await discord.rest.until(() =>
      discord.rest.requests.some(({ path, status }) => path.endsWith(board.id) && status === 404),
    )
    expect(await story.told(discord.people.slash(discord.ben, 'results'))).toContain('1 vote')
    await discord.people.answered(discord.people.slash(discord.ada, 'close'))
    expect(discord.textOf(await story.appears('Round 1 is closed.'))).toContain(title)
    story.isClean()
  })

  test('in a channel that was deleted is let go', async () => {
    await using table = await withBoard()
    const { discord, story, board } = table
    discord.world.channels.delete(board.channel)
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await discord.rest.until(() =>
      discord.rest.requests.some(({ path, status }) => path.endsWith(board.id) && status === 404),
    )
    expect(await table.cruxgrid.end('SIGTERM')).toBe(0)
    expect(
      discord.rest.requests.filter(({ path, status }) => path.endsWith(board.id) && status === 404),
    ).toHaveLength(1)
    story.isClean()
  })

  test('in a thread that was archived wakes it', async () => {
    await using table = await connectedInProcess()
    const { discord } = table
    const story = storyOf(table)
    const thread = discord.world.openThread('Reading')
    await discord.people.answered(discord.people.slash(discord.ada, 'poll', { paper: title }, thread.id))
    const [board] = story.posted(thread.id)
    if (board === undefined) throw new Error('Nothing was posted')
    thread.archived = true
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await story.says(board, '1 vote')
    await discord.people.answered(discord.people.slash(discord.ada, 'close', {}, thread.id))
    expect(discord.textOf(await story.appears('Round 1 is closed.', thread.id))).toContain('1 vote')
    story.isClean()
  })
})

test('an outcome that may not have a thread any more is posted in the channel', async () => {
  await using table = await withBoard()
  const { discord, story, board } = table
  await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
  discord.world.own &= ~PermissionFlagsBits.CreatePublicThreads
  await discord.people.answered(discord.people.slash(discord.ada, 'close'))
  expect(discord.textOf(await story.appears('Round 1 is closed.'))).toContain(title)
  story.isClean()
})

describe('what can’t be done is refused before anything is posted', () => {
  test('where permissions are missing, naming each and where to grant it', async () => {
    await using table = await connectedInProcess()
    const { discord } = table
    const story = storyOf(table)
    discord.world.own &= ~(PermissionFlagsBits.AttachFiles | PermissionFlagsBits.CreatePublicThreads)
    const told = await story.told(discord.people.slash(discord.ada, 'poll', { paper: title }))
    expect(told).toContain(
      "I'm missing permissions in this channel: “Attach Files” and “Create Public Threads”. Nothing was posted.",
    )
    expect(told).toContain('Edit Channel → Permissions')
    expect(story.posted()).toEqual([])
    story.isClean()
  })

  test('but a mention is answered where the bot may not look back', async () => {
    await using table = await connectedInProcess()
    const { discord } = table
    const story = storyOf(table)
    discord.world.own &= ~PermissionFlagsBits.ReadMessageHistory
    discord.gateway.send('GUILD_ROLE_UPDATE', { guild_id: guildId, role: discord.world.guild().roles[0] })
    discord.people.mention(discord.cleo, 'poll https://arxiv.org/abs/1706.03762')
    expect(discord.textOf(await story.appears('1706.03762'))).toContain('[Cog · Worst]')
    story.isClean()
  })

  test('in a server that the bot is no member of', async () => {
    await using table = await connectedInProcess()
    const { discord } = table
    const story = storyOf(table)
    const told = await story.told(discord.people.fromElsewhere(discord.ben, 'poll', { paper: title }))
    expect(told).toContain("I'm not a member of this server")
    expect(told).toContain('Ask someone who manages it to add me: Add Cruxgrid.')
    // The link of the README, with all permissions that are used.
    expect(JSON.stringify(story.note(discord.ben).components)).toMatch(
      /\/oauth2\/authorize\?client_id=\d+&scope=bot\+applications\.commands&permissions=309237746688>/,
    )
    story.isClean()
  })
})
