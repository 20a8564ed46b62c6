import type { Span, Text } from '../../../src/chat/view.ts'

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

/** Words of a view. What people and papers wrote is text to the browser, never markup. */
export function Words({ text }: { text: Text }) {
  const spans = isSpan(text) ? [text] : text
  return spans.map((span, i) => <OneSpan key={i} span={span} />)
}

const isSpan = (text: Text): text is Span => !Array.isArray(text)

function OneSpan({ span }: { span: Span }) {
  if (typeof span === 'string') return <>{span}</>
  if ('strong' in span) return <strong>{span.strong}</strong>
  if ('person' in span) return <span class="person">{span.person.name}</span>
  if ('link' in span) return <Link span={span} />
  return <Moment at={span.time} isCountdown={span.as === 'countdown'} />
}

/** Only web addresses become links. */
function Link({ span }: { span: { link: string; url: string } }) {
  if (!/^https?:\/\//.test(span.url)) return <>{span.link}</>
  return (
    <a href={span.url} target="_blank" rel="noopener noreferrer nofollow">
      {span.link}
    </a>
  )
}

/** A moment in the reader's own time. */
export function Moment({ at, isCountdown = false }: { at: number; isCountdown?: boolean }) {
  return (
    <time dateTime={new Date(at).toISOString()}>
      {moment.format(at)}
      {isCountdown && ` (${fromNow(at)})`}
    </time>
  )
}

function fromNow(at: number): string {
  const minutes = Math.round((at - Date.now()) / 60_000)
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour')
  return relative.format(Math.round(minutes / 1440), 'day')
}
