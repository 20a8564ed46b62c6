import type { Refusal } from '../../../../src/chat/answer.ts'
import type { Call } from '../../../../src/chat/call.ts'
import { toPlainText } from '../../../../src/chat/plain-text.ts'
import type { View } from '../../../../src/chat/view.ts'
import { labels } from '../../labels.ts'
import type { Member, Reply, WebMessage, WebState, WebSuggestion } from '../../wire.ts'
import type { Address } from '../address/address.ts'

/** Typed text, or the call of a pressed control. */
export type UserInput = { readonly text: string } | { readonly call: Call }

/** The people, and the channels that this person sees. */
export const loadState = (person: string) => get<WebState>(`/api/state?${new URLSearchParams({ person })}`)

/** @throws Error if this person sees no such channel. */
export async function loadMessages(address: Address): Promise<readonly WebMessage[]> {
  const query = new URLSearchParams({ ...address })
  const loaded = await get<readonly WebMessage[] | Refusal>(`/api/messages?${query}`)
  if ('kind' in loaded) throw new Error(toPlainText(loaded.happened))
  return loaded
}

export const sendInput = (address: Address, input: UserInput): Promise<Reply> =>
  post<Reply>('/api/call', { ...address, ...input, zone: ownZone() })

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** @returns what words in a form's field mean, written out; '' if they can't be read. */
export async function readField(address: Address, call: Call, option: string, text: string): Promise<string> {
  const read = await post<{ readonly label: string }>('/api/reading', {
    ...address,
    ...{ call, option, text, zone: ownZone() },
  })
  return 'kind' in read ? '' : read.label
}

export async function suggest(address: Address, text: string): Promise<readonly WebSuggestion[]> {
  const found = await post<readonly WebSuggestion[]>('/api/suggest', { ...address, text })
  return 'kind' in found ? [] : found
}

export const addPerson = (name: string, rank: string) => post<Member>('/api/people', { name, rank })

/** A channel to add; without `people` everyone sees it. */
export interface NewChannel {
  readonly name: string
  readonly people?: readonly string[]
  readonly managers?: readonly string[]
}

export const addChannel = (channel: NewChannel) => post<{ readonly name: string }>('/api/channels', channel)

/** Loads the read-only page of a poll. @returns `undefined` if this person sees no such poll. */
export async function loadPage(id: string, person: string): Promise<View | undefined> {
  const query = new URLSearchParams({ person })
  const response = await fetch(`/api/page/${encodeURIComponent(id)}?${query}`)
  return response.ok ? response.json() : undefined
}

/** @throws Error if the server doesn't answer with success. */
async function get<Body>(path: string): Promise<Body> {
  const response = await fetch(path)
  if (response.status === 401) location.assign('/login')
  if (!response.ok) throw new Error(`The server answered ${response.status}`)
  return response.json()
}

async function post<Body>(path: string, body: unknown): Promise<Body | Refusal> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (response.status === 401) location.assign('/login')
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return isJson ? response.json() : toRefusal(await response.text(), labels.tryLater)
  } catch {
    return toRefusal(labels.noResponse.happened, labels.noResponse.remedy)
  }
}

const toRefusal = (happened: string, remedy: string): Refusal => ({
  kind: 'refusal',
  happened,
  remedy,
  fields: {},
  buttons: [],
})
