/** How a database server is used. Times in ms. */
export interface ServerOptions {
  /** Connections at most, where an engine has several. */
  readonly poolSize: number
  /** How long a connection may take, with the wait for a free one. */
  readonly connectMs: number
  /** How long the server may take to answer, with the wait for a lock. */
  readonly answerMs: number
  /** Called with what the operator should know and nobody has to be refused for. */
  readonly warn: (message: string) => void
  /** Which collections `range` reads: an engine may have to keep their order beside them. */
  readonly isOrdered: (collection: string) => boolean
}

/**
 * Together shorter than people wait for an answer, and longer than a busy server takes. A vote that a server keeps hanging
 * is refused after them.
 */
export const serverTimes = { connectMs: 3_000, answerMs: 4_000 }

export const defaultPoolSize = 10
