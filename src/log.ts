import { randomInt } from 'node:crypto'
import { type Logger as Pino, pino } from 'pino'

export type Logger = Pino

/** @param pretty For people at a terminal; otherwise one line of JSON per event. */
export function createLog(level: string, pretty: boolean): Logger {
  return pino({
    level,
    base: null,
    serializers: { fault: pino.stdSerializers.err },
    timestamp: pino.stdTimeFunctions.isoTime,
    ...(pretty && { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }),
  })
}

/** Short enough to be read out to the operator, long enough to be found in the logs: `K7QF-2M9X`. */
export function createReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${four()}-${four()}`
}
