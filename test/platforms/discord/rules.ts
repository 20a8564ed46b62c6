import { ComponentType, MessageFlags } from 'discord.js'
import { z } from 'zod'

/** A component of any kind, as deep as it goes. */
export interface Component {
  readonly type: number
  /** Unique in its message; Discord gives one where there is none. */
  readonly id?: number | undefined
  readonly custom_id?: string | undefined
  readonly url?: string | undefined
  readonly label?: string | undefined
  readonly description?: string | undefined
  readonly content?: string | undefined
  readonly value?: string | undefined
  readonly options?:
    | readonly {
        readonly label: string
        readonly value: string
        readonly description?: string | undefined
        readonly default?: boolean | undefined
      }[]
    | undefined
  readonly default?: boolean | undefined
  readonly default_values?: readonly { readonly id: string; readonly type?: string | undefined }[] | undefined
  readonly max_length?: number | undefined
  readonly min_values?: number | undefined
  readonly max_values?: number | undefined
  readonly required?: boolean | undefined
  readonly file_types?: readonly string[] | undefined
  readonly items?:
    | readonly { readonly media: { readonly url: string }; readonly description?: string | undefined }[]
    | undefined
  readonly file?: { readonly url: string } | undefined
  readonly media?: { readonly url: string } | undefined
  readonly accent_color?: number | null | undefined
  /** Of a section: what is beside its text. */
  readonly accessory?: Component | undefined
  readonly components?: readonly Component[] | undefined
  readonly component?: Component | undefined
  readonly placeholder?: string | undefined
}

const Option = z.object({
  label: z.string(),
  value: z.string(),
  description: z.string().optional(),
  default: z.boolean().optional(),
})

export const Component: z.ZodType<Component> = z.lazy(() =>
  z.object({
    type: z.number(),
    id: z.number().optional(),
    custom_id: z.string().optional(),
    url: z.string().optional(),
    label: z.string().optional(),
    description: z.string().optional(),
    content: z.string().optional(),
    value: z.string().optional(),
    options: z.array(Option).optional(),
    default: z.boolean().optional(),
    default_values: z.array(z.object({ id: z.string(), type: z.string().optional() })).optional(),
    max_length: z.number().optional(),
    min_values: z.number().optional(),
    max_values: z.number().optional(),
    required: z.boolean().optional(),
    file_types: z.array(z.string()).optional(),
    items: z
      .array(z.object({ media: z.object({ url: z.string() }), description: z.string().optional() }))
      .optional(),
    file: z.object({ url: z.string() }).optional(),
    media: z.object({ url: z.string() }).optional(),
    accent_color: z.number().nullish(),
    accessory: Component.optional(),
    components: z.array(Component).optional(),
    component: Component.optional(),
    placeholder: z.string().optional(),
  }),
)

export const MessageBody = z.object({
  content: z.string().nullish(),
  embeds: z.array(z.unknown()).nullish(),
  components: z.array(Component).nullish(),
  flags: z.number().nullish(),
  attachments: z
    .array(z.object({ id: z.string(), filename: z.string().optional(), description: z.string().optional() }))
    .nullish(),
  allowed_mentions: z
    .object({ parse: z.array(z.string()).optional(), roles: z.array(z.string()).max(100).optional() })
    .nullish(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({ message_id: z.string(), fail_if_not_exists: z.boolean().default(true) })
    .nullish(),
})
export type MessageBody = z.infer<typeof MessageBody>

/** A post of a forum, as it is begun. */
export const PostBody = z.object({
  name: z.string(),
  applied_tags: z.array(z.string()).nullish(),
  message: MessageBody,
})

/** An event that is in no channel, as it is made or changed. */
export const EventBody = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  scheduled_start_time: z.coerce.date().optional(),
  scheduled_end_time: z.coerce.date().optional(),
  channel_id: z.string().nullish(),
  entity_metadata: z.object({ location: z.string() }).optional(),
  image: z.string().nullish(),
})
export type EventBody = z.infer<typeof EventBody>

/** Each component of a message or form, outermost first. */
export function* componentsOf(components: readonly Component[]): Iterable<Component> {
  for (const component of components) {
    yield component
    yield* componentsOf(component.components ?? [])
    if (component.accessory !== undefined) yield component.accessory
    if (component.component !== undefined) yield* componentsOf([component.component])
  }
}

/** The components with an id each, as Discord gives them: in order, and none that is taken. */
export function numbered(components: readonly Component[]): readonly Component[] {
  const taken = new Set([...componentsOf(components)].map(({ id }) => id))
  let last = 0
  const next = () => {
    do last += 1
    while (taken.has(last))
    return last
  }
  const withId = (one: Component): Component => ({
    ...one,
    id: one.id === undefined || one.id === 0 ? next() : one.id,
    ...(one.components !== undefined && { components: one.components.map(withId) }),
    ...(one.accessory !== undefined && { accessory: withId(one.accessory) }),
  })
  return components.map(withId)
}

const controls: ReadonlySet<number> = new Set([
  ComponentType.Button,
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.MentionableSelect,
  ComponentType.TextInput,
  ComponentType.RadioGroup,
  ComponentType.Checkbox,
])

/** What the description leaves out of a message's limits. */
export function messageFaults(
  { content, embeds, components, flags, attachments, allowed_mentions }: MessageBody,
  files: readonly string[],
): readonly string[] {
  const all = [...componentsOf(components ?? [])]
  const isV2 = ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0
  const text = all.flatMap(({ content }) => content ?? []).join('')
  const shown = all.flatMap(({ items = [], file, media }) => [
    ...items.map(({ media }) => media.url),
    ...[file, media].flatMap((one) => one?.url ?? []),
  ])
  const ids = all.flatMap(({ id }) => (id === undefined || id === 0 ? [] : [id]))
  const names = (attachments ?? []).map(({ filename }) => `attachment://${filename}`)
  return [
    ...(isV2 && ((content ?? '') !== '' || (embeds ?? []).length > 0)
      ? ['components v2 beside content or embeds']
      : []),
    ...(!isV2 && all.some(({ type }) => type >= ComponentType.Section)
      ? ['components v2 without their flag']
      : []),
    ...(all.length > 40 ? [`${all.length} components`] : []),
    ...(text.length > 4000 ? [`${text.length} characters of text`] : []),
    ...(isV2 && all.length === 0 ? ['an empty message'] : []),
    ...(new Set(ids).size < ids.length ? [`components with the same id: ${ids}`] : []),
    ...ids.filter((id) => id < 0 || id > 2 ** 31 - 1).map((id) => `the component id ${id}`),
    ...controlFaults(all),
    ...all.flatMap(nestingFaults),
    ...shown.filter((url) => !names.includes(url)).map((url) => `${url} is no attachment`),
    ...names.filter((name) => isV2 && !shown.includes(name)).map((name) => `${name} is shown nowhere`),
    ...((attachments ?? []).length < files.length ? ['files that no attachment names'] : []),
    ...(allowed_mentions?.parse?.length === 0 ? [] : ['a message that may ping']),
  ]
}

const inContainer: ReadonlySet<number> = new Set([
  ComponentType.ActionRow,
  ComponentType.TextDisplay,
  ComponentType.Section,
  ComponentType.MediaGallery,
  ComponentType.Separator,
  ComponentType.File,
])

/** What may be in containers and sections. */
function nestingFaults({ type, components = [], accessory }: Component): readonly string[] {
  if (type === ComponentType.Container)
    return components.filter((one) => !inContainer.has(one.type)).map((one) => `${one.type} in a container`)
  if (type !== ComponentType.Section) return []
  const isText = components.every((one) => one.type === ComponentType.TextDisplay)
  const isBeside = accessory?.type === ComponentType.Button || accessory?.type === ComponentType.Thumbnail
  return [
    ...(components.length < 1 || components.length > 3 || !isText
      ? ['a section without one to three texts']
      : []),
    ...(isBeside ? [] : ['a section without something beside its text']),
  ]
}

/** What the description leaves out of a form's limits. */
export function formFaults(title: string, components: readonly Component[]): readonly string[] {
  return [
    ...(title.length > 45 || title === '' ? ['a form’s title has 1 to 45 characters'] : []),
    ...(components.length < 1 || components.length > 5 ? [`a form with ${components.length} parts`] : []),
    ...controlFaults([...componentsOf(components)]),
  ]
}

function controlFaults(all: readonly Component[]): readonly string[] {
  // A button that leads to an address has no id.
  const ids = all
    .filter(({ type, url }) => controls.has(type) && url === undefined)
    .map(({ custom_id = '' }) => custom_id)
  const rows = all.filter(({ type }) => type === ComponentType.ActionRow)
  return [
    ...(new Set(ids).size < ids.length ? [`custom ids that are not unique: ${ids}`] : []),
    ...ids.filter((id) => id === '' || id.length > 100).map((id) => `the custom id ${id}`),
    ...rows
      .filter(({ components = [] }) => components.length < 1 || components.length > 5)
      .map(() => 'a row of none or more than five'),
    ...all.flatMap(({ options }) => optionFaults(options ?? [])),
    ...all.flatMap(({ value, max_length }) =>
      max_length !== undefined && (value ?? '').length > max_length ? ['a value above its length'] : [],
    ),
  ]
}

function optionFaults(options: NonNullable<Component['options']>): readonly string[] {
  const values = options.map(({ value }) => value)
  return [
    ...(options.length > 25 ? [`${options.length} options`] : []),
    ...(new Set(values).size < values.length ? ['options that are not unique'] : []),
    ...options
      .filter(({ label, value }) => label.length > 100 || label === '' || value.length > 100 || value === '')
      .map(({ label }) => `the option ${label}`),
    ...options
      .filter(({ description }) => description === '' || (description ?? '').length > 100)
      .map(({ label }) => `the description of the option ${label}`),
  ]
}

export const Registered = z.looseObject({
  name: z.string(),
  type: z.number().default(1),
  contexts: z.array(z.number()).optional(),
  description: z.string().optional(),
  options: z
    .array(
      z.looseObject({
        type: z.number(),
        name: z.string(),
        description: z.string(),
        options: z.array(z.unknown()).optional(),
      }),
    )
    .optional(),
})

/** What the description leaves out: the length of all texts of a command together, and the commands of one server. */
export function commandFaults(body: unknown, isForServer: boolean): readonly string[] {
  const Contexts = z.array(
    CommandText.extend({
      contexts: z.unknown().optional(),
      integration_types: z.unknown().optional(),
    }),
  )
  const commands = Contexts.parse(body)
  return [
    ...commands
      .filter(
        ({ contexts, integration_types }) => isForServer && (contexts ?? integration_types) !== undefined,
      )
      .map(({ name }) => `the contexts of ${name}, which is for one server`),
    ...commands
      .filter((command) => lengthOf(command) > 8000)
      .map((command) => `the ${lengthOf(command)} characters of ${command.name}`),
  ]
}

const CommandText = z.object({
  name: z.string(),
  description: z.string().optional(),
  value: z.string().optional(),
  get options() {
    return z.array(CommandText).optional()
  },
  get choices() {
    return z.array(CommandText).optional()
  },
})
type CommandText = z.infer<typeof CommandText>

/** Names, descriptions and values of a command and everything in it, in characters. */
const lengthOf = ({ name, description = '', value = '', options = [], choices = [] }: CommandText): number =>
  [name, description, value].join('').length +
  [...options, ...choices].map(lengthOf).reduce((sum, length) => sum + length, 0)
