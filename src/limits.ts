/** At most `max` in any span of `ms` milliseconds. */
export interface Rate {
  readonly max: number
  readonly ms: number
}

const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Rates of people. Each counts for a person in a space. */
export interface Limits {
  /** Managers may open {@link managersTimes} as many. */
  readonly openedPolls: readonly Rate[]
  /** Polls that are open at the same time; {@link managersTimes} as many of a manager's own. */
  readonly openPolls?: { readonly ofPerson: number; readonly inChannel: number; readonly inSpace: number }
  /** Look-ups of papers. */
  readonly lookUps?: { readonly ofPerson: Rate; readonly inSpace: Rate }
  /** Papers on a reading list, in all and of one person; {@link managersTimes} as many of a manager's own. */
  readonly nominations?: { readonly listed: number; readonly ofPerson: number }
  /** Presses, forms and commands. */
  readonly calls?: Rate
  /** Runs of `remind`. */
  readonly reminders: Rate
  readonly exports: Rate
  /** Files to import. */
  readonly imports: Rate
  /** Private reminders to one person, of all polls and from all senders. */
  readonly nudges: Rate
  /** Private reminders of one poll to one person. */
  readonly nudgesOfPoll: Rate
  /** Offers to place a linked paper. */
  readonly offers: { readonly toPerson: Rate; readonly inChannel: Rate }
}

/** Those that can't be turned off. */
const always = {
  reminders: { max: 10, ms: dayMs },
  exports: { max: 10, ms: hourMs },
  imports: { max: 20, ms: hourMs },
  nudges: { max: 3, ms: dayMs },
  nudgesOfPoll: { max: 1, ms: dayMs },
  offers: { toPerson: { max: 1, ms: hourMs }, inChannel: { max: 3, ms: dayMs } },
} as const satisfies Partial<Limits>

export const limits: Limits = {
  ...always,
  openedPolls: [
    { max: 10, ms: hourMs },
    { max: 20, ms: dayMs },
  ],
  openPolls: { ofPerson: 20, inChannel: 50, inSpace: 500 },
  lookUps: { ofPerson: { max: 30, ms: hourMs }, inSpace: { max: 300, ms: hourMs } },
  nominations: { listed: 200, ofPerson: 10 },
  calls: { max: 60, ms: minuteMs },
}

/** Without those that may be turned off, for tests and private playgrounds. */
export const fewestLimits: Limits = { ...always, openedPolls: [] }

/** How many times as many polls and nominations managers may have. */
export const managersTimes = 4

/** How often a person sees the refusal for pressing too fast. */
export const refusals: Rate = { max: 1, ms: minuteMs }

/** Suggestions while a person types. */
export const suggestions: Rate = { max: 5, ms: secondMs }

/** Maximum work of one process, waiting or in flight, of everyone together. Beyond it work is refused calmly, or done later. */
export const maxPending = {
  /** Requests of a platform; more are dropped, and the platform shows the person that they failed. */
  deliveries: 10_000,
  /** Calls; more are refused. */
  calls: 5000,
  /** Votes on their way into the database; more are refused. */
  votes: 5000,
  /** Requests that a restart would finish; more are refused. */
  requests: 5000,
  /** Messages, and polls of sessions, that follow what is stored; more follow once there is room. */
  updates: 10_000,
  /** App Homes that follow their people's votes; others do when they are opened, or at a later vote. */
  homes: 10_000,
  /** Papers that are looked up; others keep what was typed until they are looked up again. */
  papers: 1000,
  /** Answers of paper sources that wait to be read; more count as not reached. */
  documents: 100,
  /** Jobs that run beside the others; more begin when one ends. */
  slowJobs: 1000,
  /** People whose names are learned; others are shown by what is known of them until there is room. */
  names: 10_000,
  /** People of a space who wait to be looked up; more are refused. More than names, so that an act finds room. */
  people: 15_000,
} as const

/** Unfinished forms of a person that are kept; the oldest go. */
export const maxPendingForms = 20

/** Connections over HTTP of one server; more are closed at once. */
export const maxConnections = 2500

/** How long a request may take to come in, in ms: its headers, and all of it. */
export const requestMs = { headers: 20_000, whole: 5 * minuteMs } as const

/** Event streams of the playground that are open. */
export const maxStreams = { ofSession: 10, ofPerson: 20, inProcess: 500 } as const

/** The capacity of the playground: people and channels, and messages of each channel, of which the oldest go. */
export const playground = { people: 200, channels: 100, messagesInChannel: 5000 } as const

/** People named at once, such as those who are expected to vote. */
export const maxNamed = 200

/** People who take turns in leading a group's sessions. */
export const maxFacilitators = 50
