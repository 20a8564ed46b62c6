import * as spec from 'discord-api-spec/zod'
import { z } from 'zod/mini'

/** What Discord's own description says of a request: nothing, or what is wrong with it. */
export type Route =
  | 'message'
  | 'edit'
  | 'callback'
  | 'original'
  | 'follow-up'
  | 'thread'
  | 'post'
  | 'channel'
  | 'direct'
  | 'commands'
  | 'event'
  | 'event edit'
  | 'application'

const schemas: Readonly<Record<Route, z.ZodMiniType>> = {
  message: spec.MessageCreateRequestSchema,
  edit: spec.MessageEditRequestPartialSchema,
  callback: z.union([
    spec.CreateMessageInteractionCallbackRequestSchema,
    spec.UpdateMessageInteractionCallbackRequestSchema,
    spec.ModalInteractionCallbackRequestSchema,
    spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  ]),
  original: spec.IncomingWebhookUpdateRequestPartialSchema,
  'follow-up': spec.IncomingWebhookInteractionRequestSchema,
  thread: spec.CreateTextThreadWithMessageRequestSchema,
  post: spec.CreateForumThreadRequestSchema,
  channel: spec.UpdateThreadRequestPartialSchema,
  direct: spec.CreatePrivateChannelRequestSchema,
  commands: z.array(spec.ApplicationCommandUpdateRequestSchema),
  event: z.union([
    spec.ExternalScheduledEventCreateRequestSchema,
    spec.StageScheduledEventCreateRequestSchema,
    spec.VoiceScheduledEventCreateRequestSchema,
  ]),
  'event edit': z.union([
    spec.ExternalScheduledEventPatchRequestPartialSchema,
    spec.StageScheduledEventPatchRequestPartialSchema,
    spec.VoiceScheduledEventPatchRequestPartialSchema,
  ]),
  application: spec.ApplicationFormPartialSchema,
}

/** What is wrong with a request's body by Discord's description. */
export function schemaFaults(route: Route, body: unknown): readonly string[] {
  const result = schemas[route].safeParse(body)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}
