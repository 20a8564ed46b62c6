import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Route } from './schemas.ts'

/** Discord's own description of its API. It is other people's, and not kept with the project. */
const file = join(import.meta.dirname, '../../../../shared/reference/discord/openapi.json')

/** Whether it is at hand. */
export const isOfficialHere = existsSync(file)

const names: Readonly<Record<Route, readonly string[]>> = {
  message: ['MessageCreateRequest'],
  edit: ['MessageEditRequestPartial'],
  callback: [
    'ApplicationCommandAutocompleteCallbackRequest',
    'CreateMessageInteractionCallbackRequest',
    'UpdateMessageInteractionCallbackRequest',
    'ModalInteractionCallbackRequest',
  ],
  original: ['IncomingWebhookUpdateRequestPartial'],
  'follow-up': ['IncomingWebhookRequestPartial', 'IncomingWebhookUpdateRequestPartial'],
  thread: ['CreateTextThreadWithMessageRequest'],
  post: ['CreateForumThreadRequest'],
  channel: ['UpdateThreadRequestPartial'],
  direct: ['CreatePrivateChannelRequest'],
  commands: ['ApplicationCommandUpdateRequest'],
  event: [
    'ExternalScheduledEventCreateRequest',
    'StageScheduledEventCreateRequest',
    'VoiceScheduledEventCreateRequest',
  ],
  'event edit': [
    'ExternalScheduledEventPatchRequestPartial',
    'StageScheduledEventPatchRequestPartial',
    'VoiceScheduledEventPatchRequestPartial',
  ],
  application: ['ApplicationFormPartial'],
}

type Schema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>

const Description = z.object({
  components: z.object({
    schemas: z.record(
      z.string(),
      z.custom<Schema>((one) => typeof one === 'object'),
    ),
  }),
})

function read(): ReadonlyMap<Route, z.ZodType> {
  if (!isOfficialHere) return new Map()
  const text = readFileSync(file, 'utf8').replaceAll('#/components/schemas/', '#/$defs/')
  const { components } = Description.parse(JSON.parse(text))
  const schemaOf = (of: readonly string[], isList: boolean) => {
    const one = { anyOf: of.map((name) => ({ $ref: `#/$defs/${name}` })) }
    const defs = {
      $schema: 'https://json-schema.org/draft/2020-12/schema' as const,
      $defs: components.schemas,
    }
    return z.fromJSONSchema(isList ? { ...defs, type: 'array', items: one } : { ...defs, ...one })
  }
  const routes = Object.keys(names) as Route[]
  return new Map(routes.map((route) => [route, schemaOf(names[route], route === 'commands')]))
}

const schemas = read()

/** What is wrong with a request's body by that description; nothing where it isn't at hand. */
export function officialFaults(route: Route, body: unknown): readonly string[] {
  const result = schemas.get(route)?.safeParse(body)
  return result?.error === undefined ? [] : [`the official description: ${z.prettifyError(result.error)}`]
}
