import { z } from 'zod'

/** Words without formatting, from 1 to that many characters. */
export const plain = (most: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  })

export const mrkdwn = (most: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  })

/** Words with or without formatting. */
export const words = (most: number) => z.discriminatedUnion('type', [plain(most), mrkdwn(most)])

export const webUrl = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/[^\s/]/, 'a URL of http or https')

const actionId = z.string().min(1).max(255).optional()

const confirm = z
  .strictObject({
    title: plain(100),
    text: words(300),
    confirm: plain(30),
    deny: plain(30),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional()

export const Option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(150),
  description: plain(75).optional(),
  url: webUrl.optional(),
})
export type Option = z.infer<typeof Option>

const Choice = Option.extend({ text: words(75), description: words(75).optional() })

const group = z.strictObject({ label: plain(75), options: z.array(Option).min(1).max(100) })

const placeholder = plain(150).optional()
const focus = z.boolean().optional()

export const Button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plain(75),
  url: webUrl.optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm,
  accessibility_label: z.string().max(75).optional(),
})

const StaticSelect = z.strictObject({
  type: z.literal('static_select'),
  action_id: actionId,
  placeholder,
  options: z.array(Option).min(1).max(100).optional(),
  option_groups: z.array(group).min(1).max(100).optional(),
  initial_option: Option.optional(),
  confirm,
  focus_on_load: focus,
})

const ExternalSelect = z.strictObject({
  type: z.literal('external_select'),
  action_id: actionId,
  placeholder,
  initial_option: Option.optional(),
  min_query_length: z.int().min(0).optional(),
  confirm,
  focus_on_load: focus,
})

const UsersSelect = z.strictObject({
  type: z.literal('users_select'),
  action_id: actionId,
  placeholder,
  initial_user: z.string().optional(),
  confirm,
  focus_on_load: focus,
})

const MultiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  action_id: actionId,
  placeholder,
  initial_users: z.array(z.string()).optional(),
  max_selected_items: z.int().min(1).optional(),
  confirm,
  focus_on_load: focus,
})

const ConversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  action_id: actionId,
  placeholder,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
  confirm,
  focus_on_load: focus,
})

const RadioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  action_id: actionId,
  options: z.array(Choice).min(1).max(10),
  initial_option: Choice.optional(),
  confirm,
  focus_on_load: focus,
})

const Checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  action_id: actionId,
  options: z.array(Choice).min(1).max(10),
  initial_options: z.array(Choice).min(1).optional(),
  confirm,
  focus_on_load: focus,
})

const Overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(Option).min(1).max(5),
  confirm,
})

const PlainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId,
  placeholder,
  initial_value: z.string().optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])) })
    .optional(),
  focus_on_load: focus,
})

/** Only in input blocks (docs.slack.dev/reference/block-kit/block-elements/file-input-element). */
const FileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: actionId,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
})

const DatePicker = z.strictObject({
  type: z.literal('datepicker'),
  action_id: actionId,
  placeholder,
  initial_date: z.iso.date().optional(),
  confirm,
  focus_on_load: focus,
})

/** Only in input blocks and rows of controls; ten digits (docs.slack.dev/reference/block-kit/block-elements/datetime-picker-element). */
const DateTimePicker = z.strictObject({
  type: z.literal('datetimepicker'),
  action_id: actionId,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  confirm,
  focus_on_load: focus,
})

const chosen = [
  DatePicker,
  DateTimePicker,
  StaticSelect,
  ExternalSelect,
  UsersSelect,
  MultiUsersSelect,
  ConversationsSelect,
  RadioButtons,
  Checkboxes,
] as const

/** What may stand in a row of controls. */
export const Control = z.discriminatedUnion('type', [Button, Overflow, ...chosen])

/** What may be asked in an input block. */
export const Input = z.discriminatedUnion('type', [PlainTextInput, FileInput, ...chosen])

/** Anything that people press, choose from or type into. */
export type Element = z.infer<typeof Control> | z.infer<typeof Input>

const slackFile = z
  .strictObject({ id: z.string().optional(), url: webUrl.optional() })
  .refine(({ id, url }) => (id === undefined) !== (url === undefined), 'exactly one of id and url')

/** The keys of a picture, of which exactly one says where it is. */
export const pictured = {
  image_url: webUrl.optional(),
  slack_file: slackFile.optional(),
  alt_text: z.string().min(1).max(2000),
}

export const hasOneSource = ({ image_url, slack_file }: { image_url?: unknown; slack_file?: unknown }) =>
  (image_url === undefined) !== (slack_file === undefined)

export const oneSource = 'exactly one of image_url and slack_file'

/** A picture beside words. */
export const Picture = z
  .strictObject({ type: z.literal('image'), ...pictured })
  .refine(hasOneSource, oneSource)
