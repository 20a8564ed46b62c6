import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withWholeBody } from '../../adapters/shared/whole-body.ts'

/** A port that fetch refuses: what is sent there ends while its parts are still read. */
const refused = 'http://127.0.0.1:9/'

function withFile(): FormData {
  const form = new FormData()
  form.append('channel', 'C0')
  form.append('file', new Blob([new Uint8Array(3000)]), 'grid.png')
  form.append('title', 'A grid')
  return form
}

async function send(url: string, signal?: AbortSignal): Promise<Response> {
  const headers = { Authorization: 'Bearer xoxb' }
  const request = await withWholeBody({
    method: 'POST',
    headers,
    body: withFile(),
    ...(signal && { signal }),
  })
  return fetch(url, request)
}

test('a form with a file that is broken off at any moment leaves no fault that nothing catches', async () => {
  const faults: unknown[] = []
  const note = (fault: unknown) => void faults.push(fault)
  process.on('unhandledRejection', note)
  for (let turns = 0; turns < 4; turns += 1)
    for (let moments = 0; moments < 60; moments += 1) {
      const breaking = new AbortController()
      const isBrokenOff = send(refused, breaking.signal).then(
        () => false,
        () => true,
      )
      for (let turn = 0; turn < turns; turn += 1) await setImmediate()
      for (let moment = 0; moment < moments; moment += 1) await undefined
      breaking.abort()
      expect(await isBrokenOff).toBe(true)
    }
  for (let turn = 0; turn < 10; turn += 1) await setImmediate()
  process.off('unhandledRejection', note)
  expect(faults).toEqual([])
})

test('what arrives is the same form', async () => {
  const server = createServer(async (request, response) => {
    const { authorization, 'content-type': type = '' } = request.headers
    const body = await buffer(request)
    const form = await new Response(body, { headers: { 'content-type': type } }).formData()
    const file = form.get('file')
    const size = file instanceof Blob ? file.size : undefined
    response.end(JSON.stringify([authorization, form.get('channel'), form.get('title'), size]))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The server has no port')
  const answer = await send(`http://127.0.0.1:${at.port}/`)
  expect(await answer.json()).toEqual(['Bearer xoxb', 'C0', 'A grid', 3000])
  server.close()
})

test('what is no form stays as it is', async () => {
  const request = { method: 'POST', body: 'channel=C0' }
  expect(await withWholeBody(request)).toBe(request)
})
