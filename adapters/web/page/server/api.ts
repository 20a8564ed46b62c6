import type { Refusal } from '../../../../src/chat/answer.ts'
import type { Call } from '../../../../src/chat/call.ts'
import { toPlainText } from '../../../../src/chat/plain-text.ts'
import type { View } from '../../../../src/chat/view.ts'
import { filesPath } from '../../files-path.ts'
import { labels } from '../../labels.ts'
import type { Member, Reply, WebMessage, WebNews, WebState, WebSuggestion } from '../../wire.ts'
import type { Address } from '../address/address.ts'
import { connection } from './connection.ts'

/** Typed text, or the call of a pressed control. */
export type UserInput = { readonly text: string } | { readonly call: Call }

/** The people, and the channels that this person sees. */
export const loadState = (person: string) => get<WebState>(`/api/state?${new URLSearchParams({ person })}`)

/** Which messages of a place to load. */
interface Listing {
  readonly limit: number
  /** The id of the message before which they are; without one, the latest. */
  readonly before?: string
}

/** @throws Error if this person sees no such channel. */
export async function loadMessages(
  address: Address,
  { limit, ...before }: Listing,
): Promise<readonly WebMessage[]> {
  const query = new URLSearchParams({ ...address, ...before, limit: String(limit) })
  const loaded = await get<readonly WebMessage[] | Refusal>(`/api/messages?${query}`)
  if ('kind' in loaded) throw new Error(toPlainText(loaded.happened))
  return loaded
}

/** The server knows a call that comes again for ten minutes. */
const resentMs = 9.5 * 60_000
/** Between two tries of a call that doesn't arrive though the event stream is open. */
const pauseMs = 1000

/** Calls that didn't arrive, each after those before it, so that of two votes the later one counts. */
let unsent: Promise<unknown> = Promise.resolve()
let unsentCount = 0

/**
 * Sends what a person typed or pressed. If it doesn't arrive, it is sent again when the connection is back; the server carries it out
 * once.
 *
 * @param signal Gives up waiting for the connection.
 */
export async function sendInput(address: Address, input: UserInput, signal?: AbortSignal): Promise<Reply> {
  const call = { ...address, ...input, zone: ownZone(), key: randomKey() }
  const reply = unsentCount === 0 ? await tryPost<Reply>('/api/call', call) : undefined
  if (reply !== undefined) return reply
  loseConnection()
  unsentCount += 1
  const sent = unsent.then(() => sendWhenBack(call, Date.now() + resentMs, signal))
  unsent = sent.finally(() => {
    unsentCount -= 1
  })
  return sent
}

async function sendWhenBack(call: object, until: number, signal: AbortSignal | undefined): Promise<Reply> {
  for (;;) {
    await connection.waitUntilBack(signal)
    // The banner has shown it all the time.
    if (signal?.aborted === true || Date.now() > until) return { ...noConnection(), isRepeat: true }
    const reply = await tryPost<Reply>('/api/call', call)
    if (reply !== undefined) return reply
    loseConnection()
    await new Promise((done) => setTimeout(done, pauseMs))
  }
}

/** The event stream finds out when the server is there again. */
function loseConnection(): void {
  connection.lose()
  connection.tryNow()
}

/** Not by `randomUUID`, which browsers have on safe pages only. */
export const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

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

/** Adds a channel. It gets the time zone of this browser. */
export const addChannel = (channel: NewChannel, person: string) =>
  post<{ readonly name: string }>('/api/channels', { ...channel, person, zone: ownZone() })

/** Loads the news of a person, given up to when they have read each channel. @throws Error if that fails. */
export async function loadNews(
  person: string,
  read: ReadonlyMap<string, number>,
  otherwise: number,
): Promise<readonly WebNews[]> {
  const news = await post<readonly WebNews[]>('/api/news', {
    person,
    read: Object.fromEntries(read),
    otherwise,
  })
  if ('kind' in news) throw new Error(toPlainText(news.happened))
  return news
}

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

/** Sends a file that was chosen in a form. @returns the id by which it is known. */
export async function uploadFile(
  { person, channel }: Address,
  file: File,
): Promise<{ readonly file: string } | Refusal> {
  const query = new URLSearchParams({ person, channel })
  const sent = await trySend<{ readonly file: string }>(
    `${filesPath}?${query}`,
    file,
    'application/octet-stream',
  )
  return sent ?? noConnection()
}

const post = async <Body>(path: string, body: unknown): Promise<Body | Refusal> =>
  (await tryPost<Body>(path, body)) ?? noConnection()

const tryPost = <Body>(path: string, body: unknown): Promise<Body | Refusal | undefined> =>
  trySend<Body>(path, JSON.stringify(body), 'application/json')

/** @returns `undefined` if no answer came, or only that of a proxy which has none either. */
async function trySend<Body>(
  path: string,
  body: string | Blob,
  type: string,
): Promise<Body | Refusal | undefined> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body })
    if (response.status === 401) location.assign('/login')
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    if (isJson) return await response.json()
    return isFromProxy(response) ? undefined : toRefusal(await response.text(), labels.tryLater)
  } catch {
    return undefined
  }
}

const isFromProxy = ({ status }: Response): boolean => [502, 503, 504].includes(status)

const noConnection = (): Refusal => toRefusal(labels.noResponse.happened, labels.noResponse.remedy)

const toRefusal = (happened: string, remedy: string): Refusal => ({
  kind: 'refusal',
  happened,
  remedy,
  fields: {},
  buttons: [],
})
