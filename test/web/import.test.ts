import { expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { bodyOf, openWeb } from './open-web.ts'

type Playground = Awaited<ReturnType<typeof openWeb>>

const csv = 'paper,date,row,column,count\n2312.06942,2026-03-01,eng,avg,7\n2312.06942,2026-03-01,x,avg,1\n'

const upload = ({ address }: Playground, person: string, body: string, type = 'application/octet-stream') =>
  fetch(`${address}/api/files?person=web:${person}&channel=reading-group`, {
    method: 'POST',
    headers: { 'content-type': type, origin: address },
    body,
  })

/** Gives a file to the form of `import`. */
async function give(playground: Playground, person: string, content: string): Promise<Reply> {
  const { file } = await bodyOf<{ file: string }>(upload(playground, person, content))
  return playground.as(person).press({ command: 'read-import', args: { file } })
}

function viewOf(reply: Reply) {
  if (reply.kind !== 'shown') throw new Error(JSON.stringify(reply))
  return reply.view
}

test('a file is sent beside the form, and imported on a press', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  expect(await ada.type('/grid import')).toMatchObject({
    kind: 'form',
    submit: { command: 'read-import' },
    fields: [{ name: 'file', hint: { kind: 'file' } }],
  })
  const asked = viewOf(await give(playground, 'ada', csv))
  expect(textOf(asked)).toContain("2 rows: 1 paper, 1 round, 7 votes. 1 row can't be used.")
  const [act] = buttonsOf(asked)
  if (act === undefined) throw new Error('Nothing can be imported')
  expect(textOf(viewOf(await ada.press(act.call)))).toContain('Imported 1 poll.')
  expect(await ada.sees()).toEqual([])
})

test('a file is read once, and by who sent it', async () => {
  await using playground = await openWeb()
  const { file } = await bodyOf<{ file: string }>(upload(playground, 'ada', csv))
  const call = { command: 'read-import', args: { file } }
  const { id } = await bodyOf<{ id: string }>(playground.post('/api/people', { name: 'Mia', rank: 'admin' }))
  expect(await playground.as(id.slice('web:'.length)).press(call)).toMatchObject({
    happened: "I couldn't read that file.",
  })
  expect(await playground.as('Ada').press(call)).toMatchObject({ kind: 'shown' })
  expect(await playground.as('Ada').press(call)).toMatchObject({ happened: "I couldn't read that file." })
})

test('files may be larger than what else is sent, up to a limit, and only as bytes', async () => {
  await using playground = await openWeb()
  expect((await upload(playground, 'ada', ' '.repeat(1_000_000))).status).toBe(200)
  expect((await upload(playground, 'ada', ' '.repeat(25_000_001))).status).toBe(413)
  expect((await upload(playground, 'ada', csv, 'text/plain')).status).toBe(415)
  expect(await bodyOf(upload(playground, 'nobody', csv))).toMatchObject({ kind: 'refusal' })
})
