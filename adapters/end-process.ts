import process from 'node:process'
import type { Logger } from '../src/log.ts'

interface Deps {
  readonly log: Logger
  /** How long the stop may take, in ms; then the process ends with 1. */
  readonly graceMs: number
  /** Finishes what is in flight, and closes everything. */
  readonly stop: () => Promise<void>
}

/** Ends this process in order at SIGTERM and SIGINT, with 0. A second signal ends it at once, with 1. */
export function endOnSignals({ log, graceMs, stop }: Deps): void {
  let isStopping = false

  function onSignal(signal: NodeJS.Signals): void {
    if (isStopping) {
      log.warn({ signal }, 'ends at once')
      process.exit(1)
    }
    isStopping = true
    log.info({ signal, graceMs }, 'stopping')
    setTimeout(() => {
      log.error({ graceMs }, 'could not stop in time')
      process.exit(1)
    }, graceMs).unref()
    stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        log.error({ fault }, 'could not stop in order')
        process.exit(1)
      },
    )
  }

  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** Logs a fault that nothing caught, and ends this process with 1: its state is unknown. Node would print people's words. */
export function endOnFaults(log: Logger): void {
  // Unhandled rejections come here, too.
  process.on('uncaughtException', (fault) => {
    log.fatal({ fault }, 'a fault that nothing caught')
    process.exit(1)
  })
}
