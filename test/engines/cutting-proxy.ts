import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that can be cut off when something is on its way. */
export async function startCuttingProxy(serverPort: number) {
  let fuse: { readonly words: string; readonly arrives: boolean } | undefined
  const sockets = new Set<Socket>()
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1')
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        client.destroy()
        server.end()
      })
    }
    client.on('data', (data) => {
      if (fuse === undefined || !data.includes(fuse.words)) return void server.write(data)
      const { arrives } = fuse
      fuse = undefined
      client.destroy()
      if (arrives) server.write(data)
    })
    server.on('data', (data) => client.writable && client.write(data))
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  return {
    port,
    /** Cuts the next connection on which the client sends these words. @param arrives Whether the server gets them. */
    cutAt(words: string, arrives: boolean): void {
      fuse = { words, arrives }
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
