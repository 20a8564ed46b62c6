import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { REST } from 'discord.js'
import { expect, test } from 'vitest'
import { toRestOptions } from '../../adapters/discord/client/rest-options.ts'

const file = { name: 'grid.png', data: new Uint8Array(60_000) }

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The server has no port')
  return { url: `http://127.0.0.1:${at.port}`, [Symbol.dispose]: () => void server.close() }
}

function withFile(): FormData {
  const form = new FormData()
  form.append('files[0]', new Blob([file.data]), file.name)
  form.append('payload_json', '{"content":"A grid"}')
  return form
}

test('a message with a file that is broken off at any moment leaves no fault that nothing catches', async () => {
  using server = await serve((request, response) => {
    request.resume()
    request.on('end', () => response.end())
  })
  const faults: unknown[] = []
  const note = (fault: unknown) => void faults.push(fault)
  process.on('unhandledRejection', note)
  process.on('uncaughtException', note)
  const { makeRequest } = toRestOptions(server.url)
  let brokenOff = 0
  for (let turns = 0; turns < 10; turns += 1)
    for (let moments = 0; moments < 60; moments += 1) {
      const breaking = new AbortController()
      const { signal } = breaking
      const request: unknown = { method: 'POST', headers: {}, body: withFile(), signal }
      const sent = makeRequest(server.url, request as Parameters<typeof makeRequest>[1])
      const ended = sent.then(
        () => 0,
        () => 1,
      )
      for (let turn = 0; turn < turns % 5; turn += 1) await setImmediate()
      for (let moment = 0; moment < moments; moment += 1) await undefined
      breaking.abort()
      brokenOff += await ended
    }
  for (let turn = 0; turn < 20; turn += 1) await setImmediate()
  process.off('unhandledRejection', note)
  process.off('uncaughtException', note)
  expect(faults).toEqual([])
  expect(brokenOff).toBeGreaterThan(0)
})

test('what arrives is the message with its file', async () => {
  using server = await serve(async (request, response) => {
    const { authorization, 'content-type': type = '' } = request.headers
    const form = await new Response(await buffer(request), { headers: { 'content-type': type } }).formData()
    const sent = form.get('files[0]')
    const size = sent instanceof Blob ? sent.size : undefined
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify([authorization, JSON.parse(String(form.get('payload_json'))), size]))
  })
  const rest = new REST(toRestOptions(server.url)).setToken('t')
  const answer = await rest.post('/channels/1/messages', { body: { content: 'A grid' }, files: [file] })
  expect(answer).toEqual(['Bot t', { content: 'A grid' }, 60_000])
})
