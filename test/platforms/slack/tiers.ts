import type { Request } from './pacing.ts'

const minuteMs = 60_000

/** Calls that a workspace's bot may make within a minute, by tier: docs.slack.dev/apis/web-api/rate-limits. */
const callsOf = { 2: 20, 3: 50, 4: 100 } as const

/** The tier of each method that has one, from its own page of the documentation. */
const tierOf: Readonly<Record<string, keyof typeof callsOf>> = {
  'assistant.threads.setSuggestedPrompts': 4,
  'bookmarks.add': 2,
  'bookmarks.edit': 2,
  'bookmarks.remove': 2,
  'chat.delete': 3,
  'chat.postEphemeral': 4,
  'chat.update': 3,
  'conversations.history': 3,
  'conversations.info': 3,
  'conversations.members': 4,
  'conversations.open': 3,
  'conversations.replies': 3,
  'files.completeUploadExternal': 4,
  'files.delete': 3,
  'files.getUploadURLExternal': 4,
  'files.info': 4,
  'pins.add': 2,
  'usergroups.users.list': 2,
  'users.conversations': 3,
  'users.info': 4,
  'users.list': 2,
  'views.open': 4,
  'views.publish': 4,
  'views.update': 4,
}

/** Keeps the rates of all methods. @param now Whose minutes they are, in ms since 1970. */
export function createTiers(now: () => number) {
  const past = new Map<string, readonly number[]>()
  return {
    /** Counts a call. @returns how many seconds it came too early; `undefined` if it may be made. */
    tooEarly({ token, method }: Request): number | undefined {
      const tier = tierOf[method]
      if (tier === undefined) return undefined
      const key = `${token} ${method}`
      const at = now()
      const recent = (past.get(key) ?? []).filter((time) => time > at - minuteMs)
      const [first = at] = recent
      past.set(key, recent.length < callsOf[tier] ? [...recent, at] : recent)
      return recent.length < callsOf[tier] ? undefined : Math.ceil((first + minuteMs - at) / 1000)
    },
  }
}
