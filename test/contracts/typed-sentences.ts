import type { Platform } from '../../src/bot/platform.ts'
import { type Call, decodeCall } from '../../src/chat/call.ts'
import { rows, waiting } from '../bot/word-table.ts'

type Row = (typeof rows)[number]

/** How many sentences go through every adapter. */
const count = 60

/** What is left over behind a command without a form is named in a refusal, before there is a call. */
const isCall = (expect: Row['expect']): boolean =>
  'run' in expect || ('form' in expect && expect.form !== 'my-data')

/** Rows that every platform can type, and that end in a call. */
const typable = rows.filter(
  ({ text, expect }) => !waiting.rows.includes(text) && isCall(expect) && !/[<]|^$/.test(text),
)
const withPeople = typable.filter(({ text }) => text.includes('@'))
const others = typable.filter(({ text }) => !text.includes('@'))

/** Sentences of all kinds: those that name people, and others from the whole table. */
export const sentences: readonly Row[] = [
  ...withPeople.slice(0, 10),
  ...Array.from(
    { length: count - 10 },
    (_, i) => others[Math.floor((i * others.length) / (count - 10))],
  ).filter((row) => row !== undefined),
]

/** The platform with a bot that notes every call, and refuses it. */
export function recordCalls(platform: Platform): { readonly platform: Platform; readonly calls: Call[] } {
  const calls: Call[] = []
  return {
    calls,
    platform: {
      ...platform,
      async open(env, deps) {
        const opened = await platform.open(env, deps)
        return (
          opened && {
            ...opened,
            port: {
              ...opened.port,
              start: (bot) =>
                opened.port.start({
                  ...bot,
                  async handle(call) {
                    calls.push(call)
                    return { kind: 'refusal', happened: 'Noted.', remedy: '', fields: {}, buttons: [] }
                  },
                }),
            },
          }
        )
      },
    },
  }
}

/** A call in the words of the table. @param names Ids of people → how the table calls them. */
export function toExpected(call: Call, names: Readonly<Record<string, string>>): Row['expect'] {
  const named = (args: Call['args']) =>
    Object.fromEntries(
      Object.entries(args).map(([name, value]) => {
        const people = value.split(',').map((id) => names[id])
        return [name, people.every((person) => person !== undefined) ? people.join(' ') : value]
      }),
    )
  const { left, ...args } = call.args
  const more = left === undefined ? {} : { left }
  if (call.command !== 'fill') return { run: call.command, args: named(args), ...more }
  const filled = Object.fromEntries(new URLSearchParams(args.values))
  const form = decodeCall(args.call ?? '')?.command.replaceAll('-', ' ') ?? ''
  return { form, args: named(filled), ...more }
}
