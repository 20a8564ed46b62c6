import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { createApp } from '../../src/app.ts'
import type { Command } from '../../src/bot/command.ts'
import type { Adapter } from '../../src/bot/platform.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Caller } from '../../src/chat/caller.ts'
import { toLimits } from '../../src/config.ts'
import { createMetrics } from '../../src/metrics.ts'
import type { PngRenderer } from '../../src/picture/png.ts'
import { openStore } from '../../src/store/store.ts'
import type { Clock } from '../../src/time/clock.ts'
import { offlinePapers } from '../paper/offline.ts'
import { cuttableStore } from './cuttable-store.ts'
import { createKillSwitch, type KillSwitch } from './kill-switch.ts'
import type { ReadingWorld } from './reading-world.ts'
import { openWire } from './wire.ts'

interface Needs {
  readonly database: string
  readonly clockOf: (killSwitch: KillSwitch) => Clock
  readonly world: ReadingWorld
  readonly commands: readonly Command[]
  /** The address under which pages are reached. */
  readonly publicUrl?: string | undefined
}

/** A picture is one grey dot: what is drawn on it is not what is tried here. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
const pictures: PngRenderer = { png: async () => dot, waiting: () => 0, close: async () => {} }

/** One process of the bot, as far as the world can tell, which can be cut off in the middle of anything. */
export async function startInstance({ database, clockOf, world, commands, publicUrl }: Needs) {
  const killSwitch = createKillSwitch()
  const clock = clockOf(killSwitch)
  const logged: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void (killSwitch.isCut() || logged.push(line)) })
  const wire = await openWire(world.origin, killSwitch)
  const opened = await openStore(`sqlite:${database}`)
  const store = cuttableStore(opened, killSwitch)
  const port = world.open(
    wire.origin,
    { store, log, metrics: createMetrics(), pictures, drainMs: 150_000 },
    clock,
  )
  const app = createApp({
    metrics: createMetrics(),
    store,
    ports: [whole(port, killSwitch)],
    commands,
    clock,
    log,
    papers: offlinePapers(store),
    pageOf: () => undefined,
    limits: toLimits({ LIMITS: 'off' }),
    publicUrl,
    random: () => 1,
  })
  await app.start()

  return {
    killSwitch,
    app,
    bot: app.bot,
    port,
    /** Every warning and fault until it was cut off, as a line of JSON. */
    logged,
    handle: (call: Call, caller: Caller) => app.bot.handle(call, caller),

    /** Ends it between two moments, and leaves nothing of it in this process. */
    async cut(): Promise<void> {
      killSwitch.cut()
      await opened.close()
      // The connection, which would be gone with the process. What is under way never ends, and is not waited for.
      await Promise.race([port.stop(), turns()])
    },
    /** Ends it as its operator would. */
    async stop(): Promise<void> {
      await app.stop()
      await opened.close()
      wire.close()
    },
    /** To be called in the end, for one that was cut off. */
    release: () => wire.close(),
  }
}

/** So many turns as a connection takes to be closed. */
async function turns(): Promise<void> {
  for (let i = 0; i < 200; i++) await setImmediate()
}

export type Instance = Awaited<ReturnType<typeof startInstance>>

/** The port with what is under way counted. */
function whole(port: Adapter, { whole }: KillSwitch): Adapter {
  const { nameOf } = port
  return {
    ...port,
    post: (...args) => whole(() => port.post(...args)),
    edit: (...args) => whole(() => port.edit(...args)),
    sendPrivate: (...args) => whole(() => port.sendPrivate(...args)),
    openThread: (...args) => whole(() => port.openThread(...args)),
    ...(nameOf !== undefined && { nameOf: (...args) => whole(() => nameOf(...args)) }),
  }
}
