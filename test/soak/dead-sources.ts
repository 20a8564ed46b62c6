import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout } from 'node:timers/promises'

const variables = [
  'ARXIV',
  'CROSSREF',
  'DATACITE',
  'OPENALEX',
  'OPENREVIEW',
  'SEMANTIC_SCHOLAR',
  'LESSWRONG',
  'EAFORUM',
]

/** Sources of papers that break off, fail, say nothing, or say something else, in turn. */
export async function startDeadSources() {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    if (asked % 4 === 0) request.socket.destroy()
    else if (asked % 4 === 1) response.writeHead(500).end('Oops')
    else if (asked % 4 === 2) response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
    else void setTimeout(30_000, undefined, { ref: false }).then(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The sources have no port')
  return {
    env: Object.fromEntries(variables.map((name) => [`${name}_API_URL`, `http://127.0.0.1:${at.port}`])),
    asked: () => asked,
    close(): void {
      server.closeAllConnections()
      server.close()
    },
  }
}
