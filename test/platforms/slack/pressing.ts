import { z } from 'zod'
import type { Asking } from './asking.ts'
import type { Asks } from './asks.ts'
import { type Block, elementsOf } from './blocks.ts'
import { type Element, Option } from './elements.ts'
import type { Person, Sent } from './entities.ts'
import { messagePayload } from './messages.ts'
import { channelOf, containerOf, interaction } from './payloads.ts'
import { wronged } from './refused.ts'
import { optionFaults } from './rules.ts'
import { stateOf, type Values } from './state.ts'
import { viewPayload } from './views.ts'
import type { Asked, OpenView, Workspace } from './world.ts'

/** Where somebody presses: a message, or a view that they have open. */
export type Target = Sent | OpenView

/** What was pressed; the rest is what Slack adds. */
export interface Action {
  readonly type: string
  readonly action_id: string
  readonly block_id?: string
  readonly [more: string]: unknown
}

const Suggested = z.union([
  z.strictObject({ options: z.array(Option).max(100) }),
  z.strictObject({
    option_groups: z.array(z.strictObject({ label: z.unknown(), options: z.array(Option) })).max(100),
  }),
])

const isView = (target: Target): target is OpenView => 'content' in target

const secondsNow = () => (Date.now() / 1000).toFixed(6)

/** What people press and choose in messages and views. */
export function createPressing(
  asking: Asking,
  asks: Asks,
  workspaceOf: (id: string) => Workspace,
  placeOf: (target: Target) => Workspace,
) {
  /** Presses whatever says so, on a message or in a view. */
  function pressRaw(person: Person, action: Action, target: Target, filledIn: Values = {}): Asked {
    const workspace = placeOf(target)
    const actions = [{ block_id: 'b', action_ts: secondsNow(), ...action }]
    const shared = { ...interaction(workspace, person), type: 'block_actions', actions }
    const kind = 'press'
    const type = 'interactive'
    if (isView(target)) {
      const { channel } = target
      const values = stateOf(target.blocks, { values: filledIn, channel })
      const asked = asking.ask({
        kind,
        type,
        person,
        workspace,
        channel,
        hasTrigger: true,
        answerTo: target.answerTo,
        payload: (ids) => ({
          ...shared,
          ...ids,
          container: { type: 'view', view_id: target.id },
          view: viewPayload(workspace, target, values),
        }),
      })
      target.asked = asked
      return asked
    }
    const channel = workspace.channels.get(target.channel)
    if (channel === undefined) throw new Error(`There is no channel ${target.channel}`)
    return asking.ask({
      kind,
      type,
      person,
      workspace,
      channel,
      message: target,
      respondsIn: channel,
      hasTrigger: true,
      payload: (ids) => ({
        ...shared,
        ...ids,
        container: containerOf(target),
        channel: channelOf(channel),
        // Slack keeps a message for one person to itself.
        ...(target.seenBy === undefined && { message: messagePayload(workspace, target) }),
        state: { values: stateOf(target.blocks, { values: filledIn }) },
      }),
    })
  }

  return {
    pressRaw,

    /** Presses a button, or chooses an entry, by its words. */
    press(person: Person, label: string, target: Target, filledIn: Values = {}): Asked {
      for (const block of target.blocks)
        for (const element of elementsOf(block)) {
          const action = actionOf(element, label, block)
          if (action !== undefined) return pressRaw(person, action, target, filledIn)
        }
      throw new Error(`There is no button ${label}`)
    },

    /** Chooses an entry of a message's menu. */
    menu(person: Person, callbackId: string, message: Sent): Asked {
      const workspace = placeOf(message)
      const channel = workspace.channels.get(message.channel)
      return asking.ask({
        kind: 'menu',
        type: 'interactive',
        person,
        workspace,
        channel,
        message,
        respondsIn: channel,
        hasTrigger: true,
        payload: (ids) => ({
          ...interaction(workspace, person),
          ...ids,
          type: 'message_action',
          callback_id: callbackId,
          action_ts: secondsNow(),
          message_ts: message.ts,
          channel: channel && channelOf(channel),
          message: messagePayload(workspace, message),
        }),
      })
    },

    /** Chooses an entry of the workspace's menu. */
    shortcut(person: Person, callbackId: string): Asked {
      const workspace = workspaceOf(person.team_id)
      return asking.ask({
        kind: 'shortcut',
        type: 'interactive',
        person,
        workspace,
        hasTrigger: true,
        payload: (ids) => ({
          ...interaction(workspace, person),
          ...ids,
          type: 'shortcut',
          callback_id: callbackId,
          action_ts: secondsNow(),
        }),
      })
    },

    /** Types into a select that looks for its options; `id` is the action's or the block's. */
    suggest(person: Person, target: Target, id: string, typed: string): Asked {
      const workspace = placeOf(target)
      const found = target.blocks
        .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
        .find(
          ({ block, element }) =>
            element.type === 'external_select' && (block.block_id === id || element.action_id === id),
        )
      if (found === undefined) throw new Error(`There is no select ${id} that looks for its options`)
      const channel = isView(target) ? target.channel : workspace.channels.get(target.channel)
      return asking.ask({
        kind: 'suggestion',
        type: 'interactive',
        person,
        workspace,
        channel,
        take(asked, payload) {
          asked.options = optionsIn(payload)
          asks.answer(asked)
        },
        payload: () => ({
          ...interaction(workspace, person),
          type: 'block_suggestion',
          action_id: found.element.action_id,
          block_id: found.block.block_id,
          value: typed,
          ...(isView(target)
            ? { container: { type: 'view', view_id: target.id }, view: viewPayload(workspace, target) }
            : { container: containerOf(target), channel: channel && channelOf(channel) }),
        }),
      })
    },
  }
}

function optionsIn(payload: Readonly<Record<string, unknown>>): readonly Option[] {
  const parsed = Suggested.safeParse(payload)
  if (!parsed.success) throw wronged('invalid_options', `suggestions: ${z.prettifyError(parsed.error)}`)
  const options =
    'options' in parsed.data
      ? parsed.data.options
      : parsed.data.option_groups.flatMap((group) => group.options)
  const faults = optionFaults(options, [])
  if (faults.length > 0) throw wronged('invalid_options', faults.join('; '))
  return options
}

/** What a press on this element says, where its words are these. */
function actionOf(element: Element, label: string, { block_id = '' }: Block): Action | undefined {
  const { type, action_id = '' } = element
  const shared = { type, action_id, block_id }
  switch (element.type) {
    case 'button':
      if (element.text.text !== label) return undefined
      return { ...shared, text: element.text, ...(element.value !== undefined && { value: element.value }) }
    case 'static_select':
    case 'radio_buttons':
    case 'checkboxes':
    case 'overflow': {
      const groups = element.type === 'static_select' ? (element.option_groups ?? []) : []
      const options = [...(element.options ?? []), ...groups.flatMap((group) => group.options)]
      const option = options.find(({ text }) => text.text === label)
      if (option === undefined) return undefined
      return {
        ...shared,
        ...(type === 'checkboxes' ? { selected_options: [option] } : { selected_option: option }),
      }
    }
    default:
      return undefined
  }
}
