import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import { until } from '../until.ts'
import { buttonsOf } from '../view-text.ts'
import { bodyOf, openWeb } from './open-web.ts'

const name = 'Zq7name'
const words = 'Zq7words'

const isConfirm = ({ label }: { readonly label: string }) => label === 'Confirm'

test('a person of the playground who was forgotten is in no message, list, open page or file', async () => {
  await using playground = await openWeb()
  const { id } = await bodyOf<{ id: string }>(playground.post('/api/people', { name, rank: 'member' }))
  await playground.post('/api/channels', { name: 'closed', people: [id, 'web:ada'] })
  const here = { person: id, channel: 'reading-group' }
  const say = (text: string, channel = here.channel) =>
    bodyOf<Reply>(playground.post('/api/call', { ...here, channel, text }))
  await using page = await playground.as('Ben').listen()
  await say(`${words} in the channel`)
  await say(`${words} between us`, 'closed')
  await say(`/grid poll arXiv:2204.05862 note:"${words} note"`)
  const seenIn = async (channel: string) => JSON.stringify(await playground.as('Ada', channel).sees())
  expect(await seenIn('reading-group')).toContain(words)
  expect(await seenIn('closed')).toContain(words)
  // Others are told of turns, by name.
  const ben = playground.as('Ben')
  const proposal = await ben.type('/grid reading schedule wed 17:00 UTC')
  const confirm = proposal.kind === 'shown' ? buttonsOf(proposal.view).find(isConfirm) : undefined
  if (confirm === undefined) throw new Error('Nothing to confirm')
  await ben.press(confirm.call)
  await ben.type(`/grid reading facilitators order:${id},web:ada`)
  await say('/grid reading facilitators swap:web:ada')
  expect(await seenIn('reading-group')).toContain(`${name} swapped turns with you`)

  const reply = await say('/grid my-data')
  const [file] = reply.kind === 'shown' ? reply.view.parts.filter(({ kind }) => kind === 'file') : []
  const data = JSON.parse(file?.kind === 'file' ? file.content : '{}')
  expect(JSON.stringify(data.messages)).toContain(`${words} in the channel`)
  expect(data).toMatchObject({
    rank: 'member',
    channels: [{ channel: 'closed', isIn: true, manages: false }],
  })

  await playground.post('/api/call', { ...here, call: { command: 'forget-me', args: { sure: 'yes' } } })
  for (const channel of ['reading-group', 'closed'])
    await until(async () => !/zq7/i.test(await seenIn(channel)))
  expect(page.heard.some(({ event }) => event === 'removed')).toBe(true)
  expect(JSON.stringify(await bodyOf(playground.get('/api/state?person=web:ada')))).not.toContain(name)
  // The boards that quoted them are edited later than the log is emptied; it is emptied again when the program stops.
  const folder = dirname(playground.database)
  await playground.leave()
  const files = await Promise.all(
    (await readdir(folder)).map((file) => readFile(join(folder, file), 'latin1')),
  )
  expect(files.filter((text) => /zq7/i.test(text) || text.includes(id))).toEqual([])
})
