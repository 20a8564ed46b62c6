import { useEffect, useMemo, useState } from 'preact/hooks'
import type { WebMessage } from '../../wire.ts'
import { firstVisit, markRead, readMarks } from '../kept/read-marks.ts'
import { loadNews } from './api.ts'
import type { Events } from './events.ts'

/** The news of a person in a channel. */
export interface ChannelNews {
  readonly count: number
  /** The ids of the messages whose polls wait for their vote. */
  readonly waiting: ReadonlySet<string>
}

type News = ReadonlyMap<string, ChannelNews>

const nothing: ChannelNews = { count: 0, waiting: new Set() }

/**
 * Follows the news of a person in each channel.
 *
 * @param now The time of the server; `undefined` until it is known.
 */
export function useNews(person: string, events: Events, now: number | undefined) {
  const [news, setNews] = useState<News>(new Map())
  const isKnown = now !== undefined
  const since = useMemo(() => (now === undefined ? 0 : firstVisit(now)), [isKnown])

  function change(channel: string, act: (known: ChannelNews) => ChannelNews): void {
    setNews((known) => new Map([...known, [channel, act(known.get(channel) ?? nothing)]]))
  }

  useEffect(() => {
    if (!isKnown) return
    setNews(new Map())
    let changes = 0
    async function load(): Promise<void> {
      const [before, marks] = [changes, readMarks(person)]
      const found = await loadNews(person, marks, since)
      if (changes !== before) return load()
      const isRead = (channel: string) => readMarks(person).get(channel) !== marks.get(channel)
      setNews((known) => {
        const counted = found.map(({ channel, count, waiting }): [string, ChannelNews] => [
          channel,
          {
            count: isRead(channel) ? (known.get(channel)?.count ?? 0) : count,
            waiting: new Set(waiting),
          },
        ])
        return new Map(counted)
      })
    }
    // If it fails, the page loads it again when it is connected the next time.
    const reload = () => void load().catch(() => {})
    function follow(message: WebMessage): void {
      changes += 1
      if (message.view !== undefined)
        change(message.place.channel, (known) => ({ ...known, waiting: withWaiting(known.waiting, message) }))
    }
    // Another page of this browser has read.
    const onStorage = ({ key }: StorageEvent) => key?.includes('read') === true && reload()
    addEventListener('storage', onStorage)
    reload()
    const stop = events.subscribe({
      onConnected: reload,
      onEdited: follow,
      onRemoved: ({ id, place }) =>
        change(place.channel, ({ count, waiting }) => ({
          count,
          waiting: new Set([...waiting].filter((one) => one !== id)),
        })),
      onPosted(message) {
        follow(message)
        const { author, place } = message
        if (author !== person && place.thread === undefined)
          change(place.channel, (known) => ({ ...known, count: known.count + 1 }))
      },
    })
    return () => {
      removeEventListener('storage', onStorage)
      stop()
    }
  }, [person, events, isKnown, since])

  return {
    newsIn: (channel: string): ChannelNews => news.get(channel) ?? nothing,
    /** Up to when a channel was read, in ms since 1970. */
    readAt: (channel: string): number => readMarks(person).get(channel) ?? since,
    onRead(channel: string, at: number) {
      markRead(person, channel, at)
      change(channel, ({ waiting }) => ({ count: 0, waiting }))
    },
  }
}

function withWaiting(waiting: ReadonlySet<string>, { id, view }: WebMessage): ReadonlySet<string> {
  const others = [...waiting].filter((one) => one !== id)
  return new Set(view?.awaitsChoice === true ? [...others, id] : others)
}
