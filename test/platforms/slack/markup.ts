import { isDateFormat, isDateStamp } from './rich-text.ts'

const entity = /^&(?:amp|lt|gt);/
const link = /^<https?:\/\/[^|<>\s]+(?:\|[^<>\n]+)?>/
const date = /^<!date\^(?<stamp>\d+)\^(?<format>[^|^<>]+)(?:\^https?:\/\/[^|<>\s]+)?\|[^<>]+>/
/** A channel is a link, which tells nobody. */
const channel = /^<#[CDG]\w+>/
const live = /^<[!@#][^<>]*>/

/** What Slack would make of this text that nobody meant: pings, and marks that should have been escaped. */
export function markupFaults(text: string): readonly string[] {
  const faults: string[] = []
  for (let at = 0; at < text.length; ) {
    const found = text.slice(at).search(/[&<>]/)
    if (found < 0) break
    at += found
    const rest = text.slice(at)
    const known = entity.exec(rest) ?? link.exec(rest) ?? channel.exec(rest)
    const dated = date.exec(rest)
    const pinging = live.exec(rest)
    if (known !== null) at += known[0].length
    else if (dated !== null) {
      const { stamp = '', format = '' } = dated.groups ?? {}
      if (!isDateStamp(Number(stamp)) || !isDateFormat(format)) faults.push(`the date ${dated[0]}`)
      at += dated[0].length
    } else if (pinging !== null) {
      faults.push(`${pinging[0]} may ping`)
      at += pinging[0].length
    } else {
      faults.push(`${rest[0]} that is not escaped, before “${rest.slice(1, 30)}”`)
      at += 1
    }
  }
  return faults
}

/** Text of a person as Slack delivers it in a message: escaped, with its links marked; mentions stay live. */
export function delivered(words: string): string {
  return words
    .split(/(<@U\w+(?:\|[^>]*)?>|https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"])/)
    .map((part, i) => {
      if (i % 2 === 0) return escaped(part)
      return part.startsWith('<@') ? part.replace(/\|[^>]*/, '') : `<${escaped(part)}>`
    })
    .join('')
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
