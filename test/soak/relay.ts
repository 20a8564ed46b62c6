import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Passes connections on to that address, until they are cut. */
export async function startRelay(target: string) {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      // A connection that breaks off is closed on both sides; who uses it notices.
      one.on('error', () => {})
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The relay has no port')

  function cut(): void {
    for (const socket of open) socket.resetAndDestroy()
  }

  return {
    address: `http://127.0.0.1:${at.port}`,
    /** Breaks every connection off, whatever is on its way. */
    cut,
    close(): void {
      server.close()
      cut()
    },
  }
}
