import { z } from 'zod'
import type { Asking } from './asking.ts'
import type { Asks } from './asks.ts'
import { elementsOf } from './blocks.ts'
import type { Option } from './elements.ts'
import type { Person } from './entities.ts'
import { interaction } from './payloads.ts'
import { wronged } from './refused.ts'
import type { Responses } from './responses.ts'
import { formFaults, stateOf, type Values } from './state.ts'
import { type Views, viewPayload } from './views.ts'
import type { Asked, OpenView, Workspace } from './world.ts'

type State = Readonly<Record<string, Readonly<Record<string, object>>>>

const Reaction = z.union([
  z.strictObject({}),
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.enum(['update', 'push']), view: z.looseObject({}) }),
  z.strictObject({ response_action: z.literal('clear') }),
])

/** What people do with the forms that they have open. */
export function createSubmitting(
  asking: Asking,
  asks: Asks,
  views: Views,
  responses: Responses,
  placeOf: (view: OpenView) => Workspace,
) {
  function react(asked: Asked, view: OpenView, payload: Readonly<Record<string, unknown>>): void {
    const parsed = Reaction.safeParse(payload)
    if (!parsed.success)
      throw wronged('invalid_payload', `a form was answered with ${JSON.stringify(payload)}`)
    const reaction = parsed.data
    const { workspace } = asked
    if (!('response_action' in reaction)) view.isOpen = false
    else if (reaction.response_action === 'errors') {
      const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)
      const strange = Object.keys(reaction.errors).filter((id) => !inputs.includes(id))
      if (strange.length > 0) throw wronged('invalid_errors', `errors of ${strange}, which are no inputs`)
      asked.errors = reaction.errors
      asks.answer(asked)
    } else if (reaction.response_action === 'clear') views.clear(workspace, asked.person)
    else if (reaction.response_action === 'update') views.replace(workspace, asked, view, reaction.view)
    else views.stack(workspace, asked, view, reaction.view)
  }

  /** The conversations chosen for an answer, each with an address there. */
  function respondUrls(workspace: Workspace, person: Person, view: OpenView, state: State) {
    return view.blocks.flatMap((block) =>
      elementsOf(block).flatMap((element) => {
        const { action_id = '' } = element
        const { block_id = '' } = block
        if (element.type !== 'conversations_select' || element.response_url_enabled !== true) return []
        const chosen = z.object({ selected_conversation: z.string() }).safeParse(state[block_id]?.[action_id])
        const channel = workspace.channels.get(chosen.data?.selected_conversation ?? '')
        if (channel === undefined) return []
        const id = responses.newId()
        responses.issue(id, { workspace, channel, user: person.id, source: undefined })
        return [{ block_id, action_id, channel_id: channel.id, response_url: responses.urlOf(id) }]
      }),
    )
  }

  /** Sends a form with this state, whatever was asked. */
  function submitRaw(person: Person, view: OpenView, state: State, overrides: object = {}): Asked {
    const workspace = placeOf(view)
    const urls = respondUrls(workspace, person, view, state)
    const asked = asking.ask({
      kind: 'submission',
      type: 'interactive',
      person,
      workspace,
      channel: view.channel ?? workspace.channels.get(urls[0]?.channel_id ?? ''),
      hasTrigger: true,
      answerTo: view.answerTo,
      take: (one, payload) => react(one, view, payload),
      payload: (ids) => ({
        ...interaction(workspace, person),
        ...ids,
        type: 'view_submission',
        view: { ...viewPayload(workspace, view, state), ...overrides },
        response_urls: urls,
      }),
    })
    views.submits(view, asked)
    for (const { response_url } of urls) responses.awaits(response_url, asked)
    return asked
  }

  return {
    submitRaw,

    /** Sends a form with these values, by block or action id, and else with what is filled in. */
    submit(person: Person, view: OpenView, values: Values, suggested: readonly Option[] = []): Asked {
      const known = view.blocks.flatMap((block) => [
        block.block_id,
        ...elementsOf(block).map(({ action_id }) => action_id),
      ])
      for (const id of Object.keys(values))
        if (!known.includes(id)) throw new Error(`There is no input ${id}`)
      const state = stateOf(view.blocks, { values, channel: view.channel, suggested })
      const errors = formFaults(view.blocks, state)
      if (Object.keys(errors).length === 0) return submitRaw(person, view, state)
      // The app keeps such a form and says so, and the bot never hears of it.
      const workspace = placeOf(view)
      const asked = asks.open({ kind: 'submission', person, workspace, channel: view.channel })
      asked.errors = errors
      asks.answer(asked)
      return asked
    },

    /** Closes a form without sending it; the bot hears of it where it wants to. */
    closeView(person: Person, view: OpenView): Asked {
      const workspace = placeOf(view)
      const { content } = view
      view.isOpen = false
      const given = { kind: 'closing', person, workspace, channel: view.channel } as const
      if (content.type === 'home' || content.notify_on_close !== true) return asks.open(given)
      return asking.ask({
        ...given,
        type: 'interactive',
        payload: () => ({
          ...interaction(workspace, person),
          type: 'view_closed',
          view: viewPayload(workspace, view),
          is_cleared: false,
        }),
      })
    },
  }
}
