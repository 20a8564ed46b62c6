import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { fetchFile } from '../../adapters/shared/fetch-file.ts'

async function serving(handle: RequestListener) {
  const server = createServer(handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('There is no port')
  return {
    origin: `http://127.0.0.1:${at.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const found: Uint8Array[] = []
  for await (const chunk of chunks) found.push(chunk)
  return Buffer.concat(found).toString()
}

const unreadable = "I couldn't read that file. Send it again: /grid import"

describe('a file that was given to a form', () => {
  test('is read with what the platform asks for', async () => {
    await using server = await serving(({ headers }, response) =>
      response.end(`for ${headers.authorization}`),
    )
    const { origin } = server
    const file = fetchFile(`${origin}/votes.csv`, { origins: [origin], headers: { authorization: 'Ada' } })
    expect(await read(file)).toBe('for Ada')
  })

  test('is read from no other server, not even by a redirect', async () => {
    let asked = 0
    await using other = await serving((_, response) => {
      asked += 1
      response.end('secret')
    })
    await using server = await serving((_, response) => {
      response.writeHead(302, { location: `${other.origin}/secret` }).end()
    })
    const origins = [server.origin]
    await expect(read(fetchFile(`${other.origin}/votes.csv`, { origins }))).rejects.toThrow(unreadable)
    await expect(read(fetchFile(`${server.origin}/votes.csv`, { origins }))).rejects.toThrow(unreadable)
    await expect(read(fetchFile('votes.csv', { origins }))).rejects.toThrow(unreadable)
    expect(asked).toBe(0)
  })

  test('that the server does not give can be sent again', async () => {
    await using server = await serving((_, response) => void response.writeHead(404).end('Not found'))
    const { origin } = server
    await expect(read(fetchFile(`${origin}/votes.csv`, { origins: [origin] }))).rejects.toThrow(unreadable)
  })

  test('is read only as far as its reader wants', async () => {
    await using server = await serving((_, response) => {
      const send = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', send)
      }
      send()
    })
    let bytes = 0
    for await (const chunk of fetchFile(`${server.origin}/votes.csv`, { origins: [server.origin] })) {
      bytes += chunk.length
      if (bytes > 200_000) break
    }
    expect(bytes).toBeLessThan(2_000_000)
  })
})
