import { randomInt } from 'node:crypto'
import { type DestinationStream, type Logger as Pino, pino } from 'pino'
import { z } from 'zod'

export type Logger = Pino

/**
 * @param pretty Formats the log for a terminal; otherwise each event is one line of JSON.
 * @param destination Standard output if it is not given.
 */
export function createLog(level: string, pretty: boolean, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    serializers: { fault: toReadable },
    timestamp: pino.stdTimeFunctions.isoTime,
    ...(pretty && { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }),
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/** The logged fields of a fault. */
interface Readable {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly code?: string | number
  readonly status?: number
  readonly cause?: Readable
  readonly errors?: readonly Readable[]
}

const Details = z
  .object({
    code: z.union([z.string(), z.number()]).optional().catch(undefined),
    status: z.number().optional().catch(undefined),
    errors: z.array(z.unknown()).optional().catch(undefined),
  })
  .catch({})

/** The message of a fault, unless it quotes what was parsed or looked up: then its kind alone. */
function messageOf(fault: Error): string {
  if (fault instanceof SyntaxError) return 'a text could not be parsed'
  return 'syscall' in fault && fault.syscall === 'getaddrinfo'
    ? 'a name could not be looked up'
    : fault.message
}

/**
 * Only these fields of a fault are logged: libraries attach whole requests to their errors, with tokens in addresses and
 * people's messages in bodies.
 */
function toReadable(fault: unknown): Readable {
  if (!(fault instanceof Error)) return { type: typeof fault, message: String(fault) }
  const { name, stack, cause } = fault
  const message = messageOf(fault)
  const { code, status, errors } = Details.parse(fault)
  return {
    type: name,
    message,
    ...(stack !== undefined && {
      stack: message === fault.message ? stack : stack.replace(fault.message, () => message),
    }),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(cause !== undefined && { cause: toReadable(cause) }),
    ...(errors !== undefined && { errors: errors.map(toReadable) }),
  }
}

/** A random reference to a fault, short enough to read out to the operator: `K7QF-2M9X`. */
export function createReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${four()}-${four()}`
}
