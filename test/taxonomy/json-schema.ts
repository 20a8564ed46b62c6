import { z } from 'zod'
import schema from './taxonomy.schema.json' with { type: 'json' }

interface Rule {
  readonly required: readonly string[]
  readonly oneOf?: readonly { readonly required: readonly string[] }[]
}

/** What a topic must have by its kind, which zod doesn't read: `if` the kind is this, `then` these are required. */
const rules = new Map<string, Rule>(
  schema.properties.topics.items.allOf.map((one) => [one.if.properties.kind.const, one.then]),
)

/** The schema of one kind of topics; two where exactly one of two properties is required. */
function variantsOf(kind: string): readonly object[] {
  const { allOf: _, required, properties, ...rest } = schema.properties.topics.items
  const { required: more = [], oneOf } = rules.get(kind) ?? { required: [] }
  return (oneOf ?? [{ required: [] }]).map((chosen) => {
    const others = (oneOf ?? [])
      .flatMap((one) => one.required)
      .filter((name) => !chosen.required.includes(name))
    const left = Object.entries(properties).filter(([name]) => !others.includes(name))
    return {
      ...rest,
      properties: { ...Object.fromEntries(left), kind: { const: kind } },
      required: [...required, ...more, ...chosen.required],
    }
  })
}

const { kind: kinds } = schema.properties.topics.items.properties

/** The content's JSON schema, read by zod. */
export const fromJsonSchema = z.fromJSONSchema({
  ...schema,
  properties: {
    ...schema.properties,
    topics: { ...schema.properties.topics, items: { anyOf: kinds.enum.flatMap(variantsOf) } },
  },
} as Parameters<typeof z.fromJSONSchema>[0])
