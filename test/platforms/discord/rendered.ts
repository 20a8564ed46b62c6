import { ComponentType } from 'discord.js'
import type { Component } from './rules.ts'

/** What somebody reads in a message: its text with the markdown carried out, its pictures in words, its buttons. */
export function rendered(components: readonly Component[], nameOf: (id: string) => string): string {
  return components
    .flatMap((component) => {
      switch (component.type) {
        case ComponentType.TextDisplay:
          return [markdown(component.content ?? '', nameOf)]
        case ComponentType.MediaGallery:
          return (component.items ?? []).map(({ description }) => description ?? '')
        case ComponentType.Container:
          return [rendered(component.components ?? [], nameOf)]
        case ComponentType.Section:
          return [
            rendered(component.components ?? [], nameOf),
            component.accessory === undefined ? '' : beside(component.accessory),
          ]
        case ComponentType.ActionRow:
          return [(component.components ?? []).map(control).join(' ')]
        default:
          return []
      }
    })
    .join('\n')
}

/** A button or a small picture beside text. */
const beside = (one: Component): string =>
  one.type === ComponentType.Button ? control(one) : (one.description ?? '')

function control({ type, label, placeholder, options = [] }: Component): string {
  if (type === ComponentType.Button) return `[${label}]`
  return `${placeholder}: ${options.map(({ label }) => `[${label}]`).join(' ')}`
}

/** Discord's markdown as it looks: marks of formatting vanish, escaped ones stay as they were typed. */
function markdown(source: string, nameOf: (user: string) => string): string {
  return source
    .split('\n')
    .map((line) => inline(line.replace(/^(?:#{1,3}|-#|>|[-+*]|\d+\.) /, ''), nameOf))
    .join('\n')
}

const marks =
  /(?<address>https?:\/\/[^\s<>]+)|\\(?<literal>[^a-z\d\s])|\[(?<masked>(?:\\.|[^\]\\])*)\]\(<?(?<url>[^)>\s]+)>?\)|<@[!&]?(?<user>\d+)>|<t:\d+(?::\w)?>|@(?:everyone|here)|(?<mark>\*\*|__|~~|\|\||[*_`])/gi

const inline = (line: string, nameOf: (user: string) => string): string =>
  line.replace(marks, (whole, ...rest) => {
    const groups: Readonly<Record<string, string | undefined>> = rest.at(-1)
    if (groups.literal !== undefined) return groups.literal
    // Nothing in an address is formatting.
    if (groups.address !== undefined) return groups.address
    if (groups.masked !== undefined) return inline(groups.masked, nameOf)
    if (groups.user !== undefined) return nameOf(groups.user)
    return groups.mark === undefined ? `‹${whole}›` : ''
  })
