import type { types } from '@slack/bolt'
import type { Button, Card, LinkButton, Text } from '../../../src/chat/view.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { toActionBlocks, toButton } from './controls.ts'
import { labels } from './labels.ts'
import { limits } from './limits.ts'
import { toLink, toMrkdwn } from './mrkdwn.ts'

/** A title that is cut shorter for the sake of its link is no use: the link becomes a button. */
const minTitle = 40

interface Content {
  readonly title: types.MrkdwnElement
  readonly subtitle: types.MrkdwnElement
  readonly body?: types.MrkdwnElement
  readonly buttons: readonly (Button | LinkButton)[]
}

/** A card as Slack's own block. */
export function toCardBlock(card: Card, encodeControl: EncodeControl): types.CardBlock {
  const { buttons, ...texts } = toContent(card)
  return {
    type: 'card',
    ...texts,
    actions: buttons.map((button, i) => toButton(button, i, encodeControl)),
  }
}

/** The same for workspaces without cards: a section with its buttons below. */
export function toSectionBlocks(
  card: Card,
  encodeControl: EncodeControl,
): (types.SectionBlock | types.ActionsBlock)[] {
  const { title, subtitle, body, buttons } = toContent(card)
  const lines = [`*${title.text}*`, subtitle.text, ...(body === undefined ? [] : [body.text])]
  return [
    { type: 'section', text: { type: 'mrkdwn', text: lines.join('\n'), verbatim: true } },
    ...toActionBlocks({ kind: 'buttons', buttons }, encodeControl),
  ]
}

function toContent({ title, url, subtitle, body, buttons }: Card): Content {
  const isLinked = url !== undefined && hasRoomFor(title, url)
  const words: Text = isLinked ? { link: title, url } : title
  return {
    title: toMrkdwn(words, limits.cardTitle),
    subtitle: toMrkdwn(subtitle, limits.cardSubtitle),
    ...(body !== undefined && { body: toMrkdwn(body, limits.cardBody) }),
    buttons: url === undefined || isLinked ? buttons : [...buttons, { label: labels.goToMessage, url }],
  }
}

/** Whether a link leaves enough room for its title: Slack counts the address, too. */
const hasRoomFor = (title: string, url: string): boolean =>
  toLink(title.slice(0, minTitle), url).length <= limits.cardTitle
