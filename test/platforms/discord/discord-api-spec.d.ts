/** Its schemas are plain JavaScript; they are asked for by name. */
declare module 'discord-api-spec/zod' {
  import type { ZodMiniType } from 'zod/mini'
  export const MessageCreateRequestSchema: ZodMiniType
  export const MessageEditRequestPartialSchema: ZodMiniType
  export const CreateMessageInteractionCallbackRequestSchema: ZodMiniType
  export const UpdateMessageInteractionCallbackRequestSchema: ZodMiniType
  export const ModalInteractionCallbackRequestSchema: ZodMiniType
  export const ApplicationCommandAutocompleteCallbackRequestSchema: ZodMiniType
  export const IncomingWebhookUpdateRequestPartialSchema: ZodMiniType
  export const IncomingWebhookInteractionRequestSchema: ZodMiniType
  export const CreateTextThreadWithMessageRequestSchema: ZodMiniType
  export const CreateForumThreadRequestSchema: ZodMiniType
  export const UpdateThreadRequestPartialSchema: ZodMiniType
  export const CreatePrivateChannelRequestSchema: ZodMiniType
  export const ApplicationCommandUpdateRequestSchema: ZodMiniType
  export const ExternalScheduledEventCreateRequestSchema: ZodMiniType
  export const ExternalScheduledEventPatchRequestPartialSchema: ZodMiniType
  export const StageScheduledEventCreateRequestSchema: ZodMiniType
  export const StageScheduledEventPatchRequestPartialSchema: ZodMiniType
  export const VoiceScheduledEventCreateRequestSchema: ZodMiniType
  export const VoiceScheduledEventPatchRequestPartialSchema: ZodMiniType
  export const ApplicationFormPartialSchema: ZodMiniType
  export const GuildMemberResponseSchema: ZodMiniType
  export const GuildRoleResponseSchema: ZodMiniType
  export const PrivateChannelResponseSchema: ZodMiniType
  export const ThreadMemberResponseSchema: ZodMiniType
}
