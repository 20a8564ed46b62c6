import { randomInt } from 'node:crypto'
import { type DestinationStream, type Logger as Pino, pino } from 'pino'
import { z } from 'zod'

export type Logger = Pino

/**
 * @param pretty For people at a terminal; otherwise one line of JSON per event.
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

/** A fault as it is logged. */
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

/**
 * What is said of a fault, and nothing else that it carries: libraries keep whole requests in their errors, with tokens
 * in addresses and what people wrote in bodies.
 */
function toReadable(fault: unknown): Readable {
  if (!(fault instanceof Error)) return { type: typeof fault, message: String(fault) }
  const { name, message, stack, cause } = fault
  const { code, status, errors } = Details.parse(fault)
  return {
    type: name,
    message,
    ...(stack !== undefined && { stack }),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(cause !== undefined && { cause: toReadable(cause) }),
    ...(errors !== undefined && { errors: errors.map(toReadable) }),
  }
}

/** Short enough to be read out to the operator, long enough to be found in the logs: `K7QF-2M9X`. */
export function createReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${four()}-${four()}`
}
