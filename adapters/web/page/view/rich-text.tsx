import { useEffect, useState } from 'preact/hooks'
import type { Place } from '../../../../src/chat/caller.ts'
import type { Span, Text } from '../../../../src/chat/view.ts'
import { readJump, writeJump } from '../../jump.ts'
import { toHref, useAddress } from '../address/address.ts'

/** Text as elements. Bare strings are shown literally. */
export function RichText({ text }: { readonly text: Text }) {
  return [text].flat().map((span, at) => <SpanElement key={at} span={span} />)
}

function SpanElement({ span }: { readonly span: Span }) {
  if (typeof span === 'string') return <>{span}</>
  if ('strong' in span) return <strong>{span.strong}</strong>
  if ('emphasis' in span) return <em>{span.emphasis}</em>
  if ('typed' in span) return <code>/grid {span.typed}</code>
  if ('link' in span) return <Link url={span.url}>{span.link}</Link>
  if ('person' in span) return <>{span.person.name}</>
  if ('audience' in span) return <>@{span.audience.name}</>
  if ('place' in span) return <PlaceLink place={span.place} />
  if (span.as === 'own') return <OwnTime at={span.time} zone={span.zone} />
  return <TimeElement at={span.time} as={span.as} />
}

function PlaceLink({ place: { channel, thread } }: { readonly place: Place }) {
  const { person } = useAddress()
  return <a href={toHref({ person, channel, ...(thread !== undefined && { thread }) })}>#{channel}</a>
}

/** A link, if its address is of the web or leads to a message here; otherwise only its words. */
export function Link({
  url,
  class: name,
  children,
}: {
  readonly url: string
  readonly class?: string
  readonly children: string
}) {
  const { person } = useAddress()
  const jump = readJump(url)
  if (jump !== undefined)
    return (
      <a href={writeJump(jump, person)} class={name}>
        {children}
      </a>
    )
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  if (!isWeb) return <>{children}</>
  return (
    <a
      href={isPollPage(new URL(url)) ? url + location.hash : url}
      class={name}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      {children}
    </a>
  )
}

/** Whether it is a poll's page here, which needs to know who looks: the hash says so. */
const isPollPage = ({ origin, pathname }: URL): boolean =>
  origin === location.origin && pathname.startsWith('/p/')

/** A person's text, with its web addresses as links. */
export function LinkedText({ text }: { readonly text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/).map((piece, at) =>
    at % 2 === 0 ? (
      piece
    ) : (
      <Link key={at} url={piece}>
        {piece}
      </Link>
    ),
  )
}

/** A time that was just written by a zone's clocks, in the reader's time zone; `null` if their clocks show the same. */
function OwnTime({ at, zone }: { readonly at: number; readonly zone: string }) {
  const write = (timeZone?: string) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at)
  if (write() === write(zone)) return null
  return (
    <>
      {' · '}
      <TimeElement at={at} as="moment" /> (your time)
    </>
  )
}

const minuteMs = 60_000
const units = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const

/** A time in the reader's time zone. */
export function TimeElement({
  at,
  as,
}: {
  readonly at: number
  readonly as: 'moment' | 'countdown' | 'clock'
}) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (as !== 'countdown') return
    const timer = setInterval(() => setNow(Date.now()), minuteMs / 2)
    return () => clearInterval(timer)
  }, [as])
  const full = formatMoment(at, now)
  return (
    <time dateTime={new Date(at).toISOString()} title={full}>
      {as === 'moment' ? full : as === 'clock' ? formatClock(at) : formatCountdown(at - now)}
    </time>
  )
}

/** "Fri 4 Dec, 17:00 CET", with the year if it isn't this one. */
function formatMoment(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  const day = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  return `${day.format(at).replace(',', '')}, ${clock.format(at)}`
}

/** "17:00", as in {@link formatMoment}. */
const formatClock = (at: number) => new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(at)

function formatCountdown(ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  const [unit, length] = units.find(([, length]) => Math.abs(minutes) >= length) ?? ['minute', 1]
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(
    Math.round(minutes / length),
    unit,
  )
}
