import type { Clock } from '../../../src/time/clock.ts'

/** Slack accepts about one message per second in a channel. */
const postIntervalMs = 1050

/**
 * Runs the posts of a channel one after another. After a post that succeeded the next one waits for `postIntervalMs`;
 * after one that failed it starts at once.
 *
 * @param stopping Ends the pauses.
 */
export function createChannelPace(clock: Clock, stopping: AbortSignal) {
  const lastPosts = new Map<string, Promise<void>>()

  return function runSpaced<Result>(channel: string, run: () => Promise<Result>): Promise<Result> {
    const turn = (lastPosts.get(channel) ?? Promise.resolve()).then(run)
    const next = turn.then(
      () => clock.pause(postIntervalMs, stopping),
      () => undefined,
    )
    lastPosts.set(channel, next)
    void next.then(() => {
      if (lastPosts.get(channel) === next) lastPosts.delete(channel)
    })
    return turn
  }
}

export type RunSpaced = ReturnType<typeof createChannelPace>
