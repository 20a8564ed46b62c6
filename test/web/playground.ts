import { join } from 'node:path'
import { web } from '../../adapters/web/index.ts'
import type { Reply, WebMessage } from '../../adapters/web/wire.ts'
import { type Call, decodeCall } from '../../src/chat/call.ts'
import type { FakePlatform, Participant } from '../contracts/adapter-contract.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { playgroundAt } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { buttonsOf, textOf, wordsOfRefusal } from '../view-text.ts'

const channel = 'reading-group'

/** The playground, spoken to as the page does. */
export async function openPlayground(): Promise<FakePlatform> {
  const directory = await temporaryDirectory()
  const cruxgrid = await openInProcess(web, join(directory.path, 'playground.db'), {})
  const { get, call, say, join: addPerson } = playgroundAt(cruxgrid.address)
  const told = new Map<string, Reply>()
  const forms = new Map<string, Reply & { kind: 'form' }>()

  /** The thread of a message that was found in one. */
  const threads = new Map<string, string>()

  async function messages(thread?: string): Promise<readonly WebMessage[]> {
    const query = new URLSearchParams({ person: 'web:ada', channel, ...(thread !== undefined && { thread }) })
    return (await get(`/api/messages?${query}`)) as readonly WebMessage[]
  }

  async function find(id: string): Promise<WebMessage> {
    const found = (await messages(threads.get(id))).find((message) => message.id === id)
    if (found === undefined) throw new Error(`There is no message ${id}`)
    return found
  }

  const words = ({ view, text }: WebMessage) => (view === undefined ? (text ?? '') : textOf(view))

  /** Who is there from the start, and who has come since. */
  const ids = new Map(
    ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'].map((name) => [name, Promise.resolve(`web:${name.toLowerCase()}`)]),
  )
  function idOf(name: string): Promise<string> {
    const id = ids.get(name) ?? addPerson(name)
    ids.set(name, id)
    return id
  }

  function participant(name: string): Participant {
    const here = async () => ({ person: await idOf(name), channel })

    function hear(reply: Reply): void {
      if (reply.kind === 'form') forms.set(name, reply)
      else told.set(name, reply)
    }

    async function perform(made: Call): Promise<void> {
      hear(await call(await here(), made))
    }

    return {
      async type(words) {
        hear(await say(await here(), `/grid ${words}`))
      },
      async press(label, message) {
        const last = told.get(name)
        const view =
          message === undefined
            ? last?.kind === 'shown'
              ? last.view
              : undefined
            : (await find(message)).view
        const button = view && buttonsOf(view).find((button) => button.label === label)
        if (button === undefined) throw new Error(`There is no button ${label}`)
        await perform(button.call)
      },
      async submit(values) {
        const form = forms.get(name)
        if (form === undefined) throw new Error(`${name} has no form open`)
        const filled = Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? '']))
        await perform({ command: form.submit.command, args: { ...form.submit.args, ...filled, ...values } })
      },
      async toldLast() {
        const reply = told.get(name)
        if (reply?.kind === 'shown') return textOf(reply.view)
        return reply?.kind === 'refusal' ? wordsOfRefusal(reply) : ''
      },
      forge: (call) => perform(decodeCall(call) ?? { command: call, args: {} }),
    }
  }

  return {
    as: participant,
    async lastPosted() {
      const last = (await messages()).findLast((one) => one.view !== undefined && one.for === undefined)
      if (last === undefined) throw new Error('Nothing was posted')
      return last.id
    },
    textOf: async (id) => words(await find(id)),
    async findInThread(id, wanted) {
      const found = (await messages(id)).find(
        (message) => message.id !== id && words(message).includes(wanted),
      )
      if (found === undefined) throw new Error(`Nothing in the thread says ${wanted}`)
      threads.set(found.id, id)
      return found.id
    },
    async threadOf(id) {
      const inThread = (await messages(id)).filter((message) => message.id !== id)
      return inThread.map(words).join('\n')
    },
    async [Symbol.asyncDispose]() {
      await cruxgrid.end('SIGTERM')
      await directory[Symbol.asyncDispose]()
    },
  }
}
