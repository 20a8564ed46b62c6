import { once } from 'node:events'
import { createServer } from 'node:net'
import { PermissionFlagsBits } from 'discord.js'
import { createGateway } from './gateway.ts'
import { createPeople } from './people.ts'
import { rendered } from './rendered.ts'
import { createRest } from './rest.ts'
import { createWorld, type Person, type Sent } from './world.ts'

/**
 * A Discord of our own on this machine, for the real client: it refuses what Discord refuses, and says so.
 *
 * @param doors How many connections it accepts in a turn of the event loop. Node.js accepts one, and when many processes are
 *   busy, what waits before it is let in after its sender has given up.
 */
export async function startDiscord({ doors = 1 } = {}) {
  const violations: string[] = []
  const violate = (what: string) => void violations.push(what)
  const world = createWorld()
  const rest = createRest(world, violate)
  const gateway = createGateway(rest.server, world, violate)
  const ada = world.join('Ada', PermissionFlagsBits.Administrator)
  const [ben, cleo] = [world.join('Ben'), world.join('Cleo')]
  rest.server.listen({ port: 0, host: '127.0.0.1', reusePort: doors > 1 })
  await once(rest.server, 'listening')
  const at = rest.server.address()
  if (at === null || typeof at === 'string') throw new Error('The loopback Discord has no port')
  const others = Array.from({ length: doors - 1 }, () =>
    createServer((socket) => void rest.server.emit('connection', socket)),
  )
  for (const other of others)
    await once(other.listen({ port: at.port, host: '127.0.0.1', reusePort: true }), 'listening')
  rest.listening(`ws://127.0.0.1:${at.port}`)
  gateway.listening(`ws://127.0.0.1:${at.port}`)
  const people = createPeople(world, rest, gateway)
  const nameOf = (id: string) => `@${(world.people.get(id) ?? world.roles.get(id))?.name ?? 'somebody'}`
  return {
    api: `http://127.0.0.1:${at.port}/api`,
    world,
    rest,
    gateway,
    people,
    ada,
    ben,
    cleo,
    /** The conversation of somebody with the bot alone. */
    openDirect(person: Person): string {
      const id = world.nextId()
      rest.directs.set(id, person.id)
      return id
    },
    /** What the bot did that Discord would not have taken. */
    violations,
    /** What a message says to whoever can see it. */
    textOf: ({ components }: Sent) => rendered(components, nameOf),
    async close(): Promise<void> {
      gateway.close()
      for (const other of others) other.close()
      rest.server.closeAllConnections()
      rest.server.close()
    },
  }
}

export type Discord = Awaited<ReturnType<typeof startDiscord>>
