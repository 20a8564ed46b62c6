import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createControlStore } from '../../adapters/shared/control-store.ts'
import type { Form } from '../../src/chat/answer.ts'
import type { Call } from '../../src/chat/call.ts'
import { PersonId, type Place, SpaceId } from '../../src/chat/caller.ts'
import { openStore } from '../../src/store/store.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const [ada, ben] = [PersonId.parse('chat:ada'), PersonId.parse('chat:ben')]
const place: Place = { platform: 'chat', space: SpaceId.parse('chat:elsewhere'), channel: 'papers' }

async function withAside(
  run: (aside: ReturnType<typeof createControlStore>) => Promise<void>,
): Promise<void> {
  await using directory = await temporaryDirectory()
  const store = await openStore(`sqlite:${join(directory.path, 'aside.db')}`)
  await run(createControlStore(store, 'chat'))
  await store.close()
}

test('a control that is too long is put aside, and says the same', () =>
  withAside(async (aside) => {
    const { encodeControl: toControl, save } = aside.createWriter(place.space)
    const call = { command: 'explain', args: { topic: 'x'.repeat(200) } }
    const control = toControl(call, 96)
    expect(control.length).toBeLessThanOrEqual(96)
    await save()
    expect(await aside.readControl(control, ben)).toEqual({ call, place: undefined })
  }))

test('a control about another place is good for the one person that it was made for', () =>
  withAside(async (aside) => {
    const { encodeControl: toControl, save } = aside.createWriter(place.space, { person: ada, place })
    const call = { command: 'ballot', args: { poll: 'p_0000000000' } }
    const control = toControl(call, 96)
    await save()
    expect(await aside.readControl(control, ada)).toEqual({ call, place })
    expect(await aside.readControl(control, ben)).toBeUndefined()
  }))

test.each(['~', '~../../x', `~${'a'.repeat(500)}`, '~unknown', '', '?', 'vote?%'])(
  'what was never put aside, such as %j, says nothing or what stands there',
  (control) =>
    withAside(async (aside) => {
      const said = await aside.readControl(control, ada)
      expect(said === undefined || said.call.command === 'vote').toBe(true)
    }),
)

test('twenty forms of a person are kept, and the oldest go; those of others stay', () =>
  withAside(async (aside) => {
    const form = (title: string): Form => ({
      kind: 'form',
      title,
      submit: { command: 'cast', args: {} },
      fields: [],
    })
    const ofBen = await aside.saveForm({ form: form('of Ben'), step: 0, person: ben })
    const saved: Call[] = []
    for (let i = 0; i < 22; i++)
      saved.push(await aside.saveForm({ form: form(`number ${i}`), step: 0, person: ada }))
    const kept = await Promise.all(saved.map(async (call) => (await aside.readForm(call, ada))?.form.title))
    expect(kept.slice(0, 2)).toEqual([undefined, undefined])
    expect(kept.slice(2)).toEqual(Array.from({ length: 20 }, (_, i) => `number ${i + 2}`))
    expect((await aside.readForm(ofBen, ben))?.form.title).toBe('of Ben')
    await aside.erasePerson(ada)
    await aside.saveForm({ form: form('a new one'), step: 0, person: ada })
    expect(await aside.exportPerson(ada)).toHaveLength(1)
  }))

test('a form that is secret is stored so that it is readable only with its key, by its person, also after a restart', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'aside.db')
  const open = () => openStore(`sqlite:${file}`)
  const before = await open()
  await before.keys.create('p_0000000000')
  const form = (value: string): Form => ({
    kind: 'form',
    title: 'Your ballot',
    submit: { command: 'cast', args: { poll: 'p_0000000000' } },
    fields: [{ name: 'why', hint: { kind: 'long-text', label: 'Why?', required: false }, value }],
    secretUnder: 'p_0000000000',
  })
  const aside = createControlStore(before, 'chat')
  const long = form('😀'.repeat(250))
  const call = await aside.saveForm({ form: long, step: 1, person: ada, place })
  await aside.saveForm({ form: form('No'), step: 1, person: ada, place })
  const rows = rowsOf(file).filter((row) => row.startsWith('chat-form '))
  expect(rows.filter((row) => row.includes('😀') || row.includes('Your ballot'))).toEqual([])
  expect(new Set(rows.map((row) => row.length)).size).toBe(1)
  await before.close()

  const store = await open()
  const again = createControlStore(store, 'chat')
  expect(await again.readForm(call, ada)).toMatchObject({ form: long, step: 1, place })
  expect(await again.readForm(call, ben)).toBeUndefined()
  // Once the key is gone, so is the form; and nothing that is filled in afterwards is stored.
  await store.keys.remove(['p_0000000000'])
  expect(await again.readForm(call, ada)).toBeUndefined()
  const later = await again.saveForm({ form: form('Zq7words'), step: 0, person: ada })
  expect(rowsOf(file).filter((row) => row.includes('Zq7words'))).toEqual([])
  expect((await again.readForm(later, ada))?.form).toMatchObject({
    fields: [{ name: 'why' }],
    secretUnder: 'p_0000000000',
  })
  await store.close()
})

test('a form that is stored again replaces itself, and is gone once it is done', () =>
  withAside(async (aside) => {
    const form: Form = { kind: 'form', title: 'A form', submit: { command: 'poll', args: {} }, fields: [] }
    const call = await aside.saveForm({ form, step: 0, person: ada })
    const read = await aside.readForm(call, ada)
    if (read?.id === undefined) throw new Error('It is gone')
    expect(await aside.saveForm({ ...read, step: 1 })).toEqual(call)
    expect((await aside.readForm(call, ada))?.step).toBe(1)
    await aside.removeForm(read.id, ada)
    expect(await aside.readForm(call, ada)).toBeUndefined()
  }))
