import type { Answer } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { View } from '../../../src/chat/view.ts'

/** Where something is said, and by whom. */
export interface Here {
  readonly person: string
  readonly channel: string
  readonly thread?: string
}

export interface Member {
  readonly id: string
  readonly name: string
  readonly rank: 'member' | 'manager' | 'admin'
}

/** A message as the server tells it; `author` is absent where the bot speaks. */
export interface Message {
  readonly id: string
  readonly place: { readonly channel: string; readonly thread?: string }
  readonly at: number
  readonly author?: string
  readonly text?: string
  readonly view?: View
  readonly for?: string
  readonly replies: number
  readonly edits: number
}

export interface Completion {
  readonly insert: string
  readonly label: string
  readonly help: string
}

export type Reply = Answer | { readonly kind: 'posted'; readonly id: string }

const unreachable: Reply = {
  kind: 'refusal',
  happened: "I couldn't be reached; nothing was changed.",
  remedy: 'Check that Cruxgrid is running, then try again.',
  fields: {},
  buttons: [],
}

async function post<Result>(path: string, body: unknown): Promise<Result> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.status >= 500) throw new Error(await response.text())
  return response.json()
}

async function get<Result>(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): Promise<Result> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const response = await fetch(`${path}?${new URLSearchParams(given)}`)
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

export const loadState = () =>
  get<{ people: readonly Member[]; channels: readonly string[] }>('/api/state', {})

export const loadMessages = ({ person, channel, thread }: Here) =>
  get<readonly Message[]>('/api/messages', { person, channel, thread })

export const say = (here: Here, text: string): Promise<Reply> =>
  post<Reply>('/api/say', { ...here, text }).catch(() => unreachable)

export const perform = (here: Here, call: Call): Promise<Reply> =>
  post<Reply>('/api/call', { ...here, call }).catch(() => unreachable)

export const suggest = (here: Here, text: string) =>
  post<readonly Completion[]>('/api/suggest', { ...here, text }).catch(() => [])

export const addPerson = (name: string, rank: Member['rank']) =>
  post<Member | (Answer & { kind: 'refusal' })>('/api/people', { name, rank })

export const addChannel = (name: string) => post<{ name: string } | Answer>('/api/channels', { name })

/** The read-only page of a poll; nothing where there is none. */
export async function loadPage(id: string): Promise<View | undefined> {
  const response = await fetch(`/api/page/${encodeURIComponent(id)}`)
  return response.ok ? response.json() : undefined
}
