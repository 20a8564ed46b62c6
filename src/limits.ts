/** At most `max` in any span of `ms` milliseconds. */
export interface Rate {
  readonly max: number
  readonly ms: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How much of everything that can be repeated is allowed. Per person and space unless said. */
export interface Limits {
  /** Managers may open {@link managersTimes} as many. */
  readonly openedPolls: readonly Rate[]
  /** Runs of `remind`. */
  readonly reminders: Rate
  /** Polls that are open at the same time; {@link managersTimes} as many of a manager's own. */
  readonly openPolls?: { readonly ofPerson: number; readonly inChannel: number; readonly inSpace: number }
}

const reminders: Rate = { max: 10, ms: dayMs }

export const limits: Limits = {
  reminders,
  openedPolls: [
    { max: 10, ms: hourMs },
    { max: 20, ms: dayMs },
  ],
  openPolls: { ofPerson: 20, inChannel: 50, inSpace: 500 },
}

/** Without those that may be turned off, for tests and private playgrounds. */
export const fewestLimits: Limits = { reminders, openedPolls: [] }

/** How many times as many polls managers may open. */
export const managersTimes = 4
