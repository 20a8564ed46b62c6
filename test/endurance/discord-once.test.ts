import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { errands, isPost, type Seated, seated } from '../discord/at-table.ts'
import { type Errand, run, saying } from '../discord/port-alone.ts'
import type { Trouble } from '../platforms/discord/rest.ts'
import { channelId } from '../platforms/discord/world.ts'
import { expiriesOf, rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'

const longMs = 20 * 60_000

/** Does that to the first posts, and lets some time pass with each. */
function troubled({ rest, world }: Seated, troubles: readonly Trouble[], passMs = 0): void {
  const left = [...troubles]
  rest.makeTrouble((method, path) => {
    if (!isPost(method, path)) return undefined
    const trouble = left.shift()
    if (trouble !== undefined) world.pass(passMs)
    return trouble
  })
}

/** A process that dies in the middle of its errand. */
async function dies(
  { rest, where, discord: { gateway } }: Seated,
  errand: Errand,
  trouble: Trouble,
): Promise<void> {
  const order = JSON.stringify({ ...where, ...errand })
  const others = gateway.connections()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../discord/errand-process.ts'), order])
  const gone = once(child, 'exit')
  rest.makeTrouble((method, path) => {
    if (!isPost(method, path)) return undefined
    child.kill('SIGKILL')
    return trouble
  })
  await gone
  await until(() => gateway.connections() === others)
  rest.makeTrouble(() => undefined)
}

/** @param id What the port says it is, where it says so. */
function arrivedOnce({ said }: Seated, id?: string): void {
  const ids = said('Hello').map(({ id }) => id)
  expect(ids).toHaveLength(1)
  if (id !== undefined) expect(ids).toEqual([id])
}

describe('what was said arrives once', () => {
  test.each(errands)(
    'when its answer is lost and is asked for again long after, $where',
    async ({ errand }) => {
      await using table = await seated()
      troubled(table, ['lose'], longMs)
      arrivedOnce(table, await run(table.port, errand(table)))
    },
  )

  describe.each([
    { when: 'after', trouble: 'lose', arrived: 1 },
    { when: 'before', trouble: 'refuse', arrived: 0 },
  ] as const)('when the process dies $when it has arrived', ({ trouble, arrived }) => {
    test.each(errands)('$where', async ({ errand }) => {
      await using table = await seated()
      await table.stop()
      await dies(table, errand(table), trouble)
      expect(table.said('Hello')).toHaveLength(arrived)
      table.world.pass(longMs)
      await table.start()
      arrivedOnce(table, await run(table.port, errand(table)))
    })
  })

  test.each(errands)('when it is asked for again a day later, $where', async ({ errand }) => {
    await using table = await seated()
    const id = await run(table.port, errand(table))
    table.world.pass(24 * 3_600_000)
    arrivedOnce(table, id)
    arrivedOnce(table, await run(table.port, errand(table)))
  })

  test('when it was lost more than once', async () => {
    await using table = await seated()
    troubled(table, ['refuse', 'lose', 'refuse'], longMs)
    await table.port.post(table.place, saying('Hello'), 'hello')
    expect(table.said('Hello')).toHaveLength(1)
  })

  test('when it was edited, or its thread was archived, before it is asked for again', async () => {
    await using table = await seated()
    const place = { ...table.place, channel: table.forum.id }
    const message = await table.port.post(place, saying('Hello'), 'hello')
    await table.port.edit(message, saying('Hello again'))
    const [post] = table.threadsOf(table.forum)
    if (post !== undefined) post.archived = true
    table.world.pass(longMs)
    expect(await table.port.post(place, saying('Hello'), 'hello')).toEqual(message)
    expect(table.said('Hello')).toHaveLength(1)
  })

  test('in a forum, when its thread was archived before anybody knew that it had arrived', async () => {
    await using table = await seated()
    const place = { ...table.place, channel: table.forum.id }
    await table.stop()
    await dies(table, { place, view: saying('Hello'), key: 'hello' }, 'lose')
    const [post] = table.threadsOf(table.forum)
    if (post === undefined) throw new Error('Nothing was posted')
    table.world.pass(longMs)
    Object.assign(post, { archived: true, archivedAt: table.world.now() })
    for (let i = 1; i <= 120; i += 1) {
      const other = table.world.openThread(`Another ${i}`, table.forum.id)
      Object.assign(other, { archived: true, archivedAt: table.world.now() + i })
    }
    await table.start()
    expect((await table.port.post(place, saying('Hello'), 'hello')).id).toBe(post.id)
    expect(table.said('Hello')).toHaveLength(1)
  })

  test('in a forum, when Discord says that it failed, having done it', async () => {
    await using table = await seated()
    let tries = 0
    table.rest.makeTrouble((method, path) =>
      isPost(method, path) && tries++ === 0 ? { doneWith: 502 } : undefined,
    )
    await table.port.post({ ...table.place, channel: table.forum.id }, saying('Hello'), 'hello')
    expect(table.said('Hello')).toHaveLength(1)
  })

  test('and carries a number of its own, which Discord gives to no other', async () => {
    await using table = await seated()
    const keys = Array.from({ length: 20 }, (_, i) => `hello ${i}`)
    for (const key of keys) await table.port.post(table.place, saying('Hello'), key)
    const numbers = table.said('Hello').map(({ components: [first] }) => first?.id ?? 0)
    expect(new Set(numbers).size).toBe(keys.length)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(2 ** 30)
    expect(Math.max(...numbers)).toBeLessThan(2 ** 31)
  })

  test('when it was stored by a version that kept only ids', async () => {
    await using table = await seated()
    const message = await table.port.post(table.place, saying('Hello'), 'hello')
    const records = table.store.collection<unknown>({ name: 'discord-post', schema: z.unknown() })
    for await (const [name] of records.entries()) await records.set(name, { v: 1, id: message.id })
    table.world.pass(longMs)
    expect(await table.port.post(table.place, saying('Hello'), 'hello')).toEqual(message)
  })
})

test('what was sent is known for three days, by a digest that names nobody', async () => {
  await using table = await seated()
  const before = Date.now()
  for (const { errand } of errands) await run(table.port, errand(table))
  troubled(table, ['lose'])
  const again = await table.port.post(table.place, saying('Hello again'), 'hello again')
  expect(table.port.postedAt?.(again)).toBeGreaterThanOrEqual(before)
  expect(table.port.postedAt?.(again)).toBeLessThanOrEqual(Date.now())
  const { database } = table.where
  const expiries = expiriesOf(database, 'discord-post')
  expect(expiries.length).toBeGreaterThan(errands.length)
  expect(Math.min(...expiries)).toBeGreaterThanOrEqual(before + 3 * 86_400_000)
  expect(Math.max(...expiries)).toBeLessThanOrEqual(Date.now() + 3 * 86_400_000)
  const records = rowsOf(database).filter((row) => row.startsWith('discord-post'))
  expect(records.filter((row) => row.includes(table.discord.ada.id))).toEqual([])
})

describe('what may have arrived is looked for', () => {
  /** A message arrives unnoticed, and then others do. */
  async function unnoticed(table: Seated, others: number): Promise<void> {
    await table.stop()
    await dies(table, { place: table.place, view: saying('Hello'), key: 'hello' }, 'lose')
    for (let i = 0; i < others; i += 1) table.world.say(table.discord.ada, channelId)
    table.world.pass(longMs)
    await table.start()
  }

  test('among everything that was said since', async () => {
    await using table = await seated()
    for (let i = 0; i < 250; i += 1) table.world.say(table.discord.ada, channelId)
    await unnoticed(table, 50)
    await table.port.post(table.place, saying('Hello'), 'hello')
    expect(table.said('Hello')).toHaveLength(1)
    expect(table.asked('GET', /\/messages$/)).toHaveLength(3)
  })

  test('and not sent again where too much was said to tell', async () => {
    await using table = await seated()
    await table.stop()
    await dies(table, { place: table.place, view: saying('Hello'), key: 'hello' }, 'refuse')
    for (let i = 0; i < 1001; i += 1) table.world.say(table.discord.ada, channelId)
    table.world.pass(longMs)
    await table.start()
    const posting = table.port.post(table.place, saying('Hello'), 'hello')
    await expect(posting).rejects.toThrow("I can't tell whether my message arrived")
    expect(table.said('Hello')).toHaveLength(0)
  })

  test('and not taken from somebody who imitates it', async () => {
    await using table = await seated()
    await unnoticed(table, 0)
    const [real] = table.said('Hello')
    if (real === undefined) throw new Error('Nothing was posted')
    table.world.messages.delete(real.id)
    table.world.say(table.discord.ben, channelId, real.components)
    const { id } = await table.port.post(table.place, saying('Hello'), 'hello')
    expect(table.world.messages.get(id)?.author).toBeUndefined()
  })

  test('until Discord can be reached, and not sent again meanwhile', async () => {
    await using table = await seated()
    await unnoticed(table, 0)
    let refused = 0
    table.rest.makeTrouble((method, path) =>
      method === 'GET' && path.endsWith('/messages') && refused++ < 2 ? 'refuse' : undefined,
    )
    await table.port.post(table.place, saying('Hello'), 'hello')
    expect(refused).toBe(3)
    expect(table.said('Hello')).toHaveLength(1)
  })

  test.each([
    { what: 'as it knows', isHeard: true, isOther: false, asks: 0 },
    { what: 'as it has not heard yet', isHeard: false, isOther: false, asks: 1 },
    { what: 'as it can’t hear', isHeard: false, isOther: true, asks: 1 },
  ])('and not sent again where it may not look, $what', async ({ isHeard, isOther, asks }) => {
    await using table = await seated()
    const { world } = table
    const other = world.openChannel('unheard-of', ChannelType.GuildText)
    const place = isOther ? { ...table.place, channel: other.id } : table.place
    await dies(table, { place, view: saying('Hello'), key: 'hello' }, 'lose')
    world.pass(longMs)
    if (isHeard) await table.forbid(PermissionFlagsBits.ReadMessageHistory)
    else world.own &= ~PermissionFlagsBits.ReadMessageHistory
    await expect(table.port.post(place, saying('Hello'), 'hello')).rejects.toMatchObject({
      happened: expect.stringContaining(isHeard ? '“Read Message History”' : 'read earlier messages'),
      remedy: expect.stringContaining('Edit Channel → Permissions'),
    })
    expect(table.asked('GET', /\/messages\/\d+$/)).toHaveLength(asks)
    expect(table.said('Hello')).toHaveLength(1)
  })

  test('but not where Discord refused it: it is sent as soon as the bot may', async () => {
    await using table = await seated()
    table.world.own &= ~(PermissionFlagsBits.SendMessages | PermissionFlagsBits.ReadMessageHistory)
    await expect(table.port.post(table.place, saying('Hello'), 'hello')).rejects.toThrow()
    table.world.own |= PermissionFlagsBits.SendMessages
    table.world.pass(longMs)
    await table.port.post(table.place, saying('Hello'), 'hello')
    expect(table.said('Hello')).toHaveLength(1)
  })

  test('even where it is refused now, when a try before may have arrived', async () => {
    await using table = await seated()
    const place = { ...table.place, thread: table.thread.id }
    troubled(table, ['lose'])
    const posting = table.port.post(place, saying('Hello'), 'hello')
    await table.rest.until(() => table.said('Hello').length === 1)
    table.thread.locked = true
    expect((await posting).place).toEqual(place)
    expect(table.said('Hello')).toHaveLength(1)
  })
})
