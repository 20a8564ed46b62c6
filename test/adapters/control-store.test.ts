import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Addressee, controlKinds } from '../../adapters/shared/control-records.ts'
import { createControlStore } from '../../adapters/shared/control-store.ts'
import { encryptOlderForms } from '../../adapters/shared/older-forms.ts'
import type { Form } from '../../src/chat/answer.ts'
import { type Call, fillCall } from '../../src/chat/call.ts'
import { PersonId, type Place, SpaceId } from '../../src/chat/caller.ts'
import { openStore } from '../../src/store/store.ts'
import { openPoll } from '../poll/open-poll.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryStore } from '../store/stored.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { latest } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'

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

test('a control about another place stores the place alone, where its call is short enough', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'aside.db')
  const store = await openStore(`sqlite:${file}`)
  const aside = createControlStore(store, 'chat')
  const { encodeControl, save } = aside.createWriter(undefined, { person: ada, place })
  const calls = ['why', 'moved'].map((ask) => ({ command: 'ballot', args: { poll: 'p_0000000000', ask } }))
  const controls = calls.map((call) => encodeControl(call, 96))
  await save()
  expect(controls.every((control) => control.length <= 96)).toBe(true)
  const [row = '', ...others] = rowsOf(file).filter((row) => row.startsWith('chat-call '))
  expect(others).toEqual([])
  expect(row).not.toMatch(/ballot|p_/)
  for (const [i, control] of controls.entries()) {
    expect(await aside.readControl(control, ada)).toEqual({ call: calls[i], place })
    expect(await aside.readControl(control, ben)).toBeUndefined()
  }
  expect(await aside.readControl(controls[0]?.replace(/\..*/, '') ?? '', ada)).toBeUndefined()
  await store.close()
})

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
    expect((await aside.exportPerson(ada)).unfinishedForms).toHaveLength(1)
  }))

test('a form is stored with what was typed and what is wrong with it', async () => {
  await using stored = await temporaryStore()
  const form: Form = {
    kind: 'form',
    title: 'Place a paper',
    intro: ["I can't read “whenever” as a time."],
    isToCheck: true,
    submit: { command: 'poll', args: {} },
    fields: [
      {
        name: 'closes',
        hint: { kind: 'text', label: 'Closes', required: false },
        value: 'whenever',
        fault: "I can't read “whenever” as a time.",
      },
      { name: 'note', hint: { kind: 'long-text', label: 'Note', required: false }, value: 'Read it first' },
    ],
  }
  const call = await createControlStore(stored.store, 'chat').saveForm({ form, step: 0, person: ada })
  const again = createControlStore(stored.store, 'chat')
  expect((await again.readForm(call, ada))?.form).toEqual(form)
})

test('a stored form asks for each field as before, whatever else it needs, picks or takes', async () => {
  await using stored = await temporaryStore()
  const form: Form = {
    kind: 'form',
    title: 'Your vote',
    submit: { command: 'cast', args: {} },
    fields: [
      {
        name: 'case',
        hint: {
          kind: 'choice',
          label: 'Case',
          required: true,
          values: { 0: 'A' },
          unusedWith: 'applications',
        },
      },
      { name: 'on', hint: { kind: 'text', label: 'Day', required: true, when: 'day' } },
      { name: 'zone', hint: { kind: 'text', label: 'Zone', required: true, takesZone: true } },
      { name: 'expect', hint: { kind: 'people', label: 'Expect', required: false, takesGroups: true } },
    ],
  }
  const call = await createControlStore(stored.store, 'chat').saveForm({ form, step: 0, person: ada })
  expect((await createControlStore(stored.store, 'chat').readForm(call, ada))?.form).toEqual(form)
})

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
  const remove = () => store.keys.remove(['p_0000000000'])
  await remove()
  await store.keys.create('p_0000000000')
  expect(await again.readForm(call, ada)).toBeUndefined()
  await remove()
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

const dayMs = 86_400_000

/** The stored calls, with what is left of their time in days; without an end, undefined. */
const storedCalls = (file: string) =>
  rowsOf(file)
    .filter((row) => row.startsWith('chat-call '))
    .map((row) => {
      const { value, expires } = JSON.parse(row.slice(row.indexOf('{')))
      return {
        call: String(value.call),
        person: value.meant?.person,
        days: expires === undefined ? undefined : Math.round((expires - Date.now()) / dayMs),
      }
    })

test('a call put aside says for whom, for 90 days; one that everyone may press stays as long as its message', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'aside.db')
  const store = await openStore(`sqlite:${file}`)
  const aside = createControlStore(store, 'chat')
  const put = async (args: Readonly<Record<string, string>>, addressee?: Addressee) => {
    const { encodeControl, save } = aside.createWriter(place.space, addressee)
    const control = encodeControl({ command: 'reading list', args }, 20)
    await save()
    return control
  }
  const onBoard = await put({ vote: 'a paper with a long id' })
  const forAda = await put({ vote: 'a paper with a long id' }, { person: ada })
  const forBen = await put({ vote: 'a paper with a long id' }, { person: ben })
  expect(storedCalls(file)).toHaveLength(3)
  expect(storedCalls(file)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ person: undefined, days: undefined }),
      expect.objectContaining({ person: ada, days: 90 }),
      expect.objectContaining({ person: ben, days: 90 }),
    ]),
  )
  await aside.erasePerson(ada)
  expect(await aside.readControl(forAda, ada)).toBeUndefined()
  expect(await aside.readControl(forBen, ben)).toBeDefined()
  expect(await aside.readControl(onBoard, ben)).toBeDefined()
  await store.close()
})

test('a call or form that names a person goes with them, whoever it was made for, also one inside another', () =>
  withAside(async (aside) => {
    const put = async (call: Call, addressee?: Addressee) => {
      const { encodeControl, save } = aside.createWriter(place.space, addressee)
      const control = encodeControl(call, 20)
      await save()
      return control
    }
    const swap = { command: 'reading facilitators', args: { swap: ada } }
    const naming = [
      await put(swap, { person: ben, place }),
      await put({ command: 'poll', args: { paper: 'A paper', expect: `${ben},${ada}` } }, { person: ben }),
      await put(fillCall(swap)),
    ]
    const other = await put(
      { command: 'poll', args: { paper: 'A paper', expect: `${ada}m` } },
      { person: ben },
    )
    const form: Form = {
      kind: 'form',
      title: 'Edit',
      submit: { command: 'amend', args: {} },
      fields: [
        { name: 'expect', hint: { kind: 'people', label: 'Who', required: false }, value: `${ben},${ada}` },
      ],
    }
    const edit = await aside.saveForm({ form, step: 0, person: ben })
    // What another has put aside is theirs: it is listed, without what else it says.
    expect((await aside.exportPerson(ada)).putAsideControls).toEqual(
      expect.arrayContaining([{ command: 'poll', since: expect.any(String) }]),
    )
    await aside.erasePerson(ada)
    for (const control of naming) expect(await aside.readControl(control, ben)).toBeUndefined()
    expect(await aside.readForm(edit, ben)).toBeUndefined()
    expect(await aside.readControl(other, ben)).toBeDefined()
  }))

test('a call of an older version, which does not say for whom, goes 90 days after the next erasure', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'aside.db')
  const store = await openStore(`sqlite:${file}`)
  const { calls } = controlKinds('chat')
  await store
    .collection(calls)
    .set('old', { v: 1, call: 'poll?note=Somebody+typed+this', space: place.space })
  await createControlStore(store, 'chat').erasePerson(ada)
  expect(storedCalls(file)).toMatchObject([{ days: 90 }])
  await store.close()
})

test('my-data lists what is put aside for a person: what, of which poll, where and since when', async () => {
  await using directory = await temporaryDirectory()
  const store = await openStore(`sqlite:${join(directory.path, 'aside.db')}`)
  const aside = createControlStore(store, 'chat')
  const poll = 'p_0000000000'
  const form: Form = {
    kind: 'form',
    title: 'Your ballot',
    submit: { command: 'cast', args: { poll } },
    fields: [{ name: 'why', hint: { kind: 'long-text', label: 'Why?', required: false }, value: 'Because' }],
  }
  await store.keys.create(poll)
  for (const secretUnder of [undefined, poll])
    await aside.saveForm({
      form: { ...form, ...(secretUnder !== undefined && { secretUnder }) },
      step: 0,
      person: ada,
      space: place.space,
    })
  const { encodeControl, save } = aside.createWriter(place.space, { person: ada, place })
  encodeControl({ command: 'poll', args: { paper: 'A paper', note: 'Typed' } }, 20)
  encodeControl({ command: 'ballot', args: { poll } }, 20)
  await save()

  const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
  const where = { space: place.space, since }
  const filledIn = { title: 'Your ballot', poll, ...where, values: { 'Why?': 'Because' } }
  const { unfinishedForms, putAsideControls } = await aside.exportPerson(ada)
  expect(unfinishedForms).toEqual([filledIn, filledIn])
  expect(putAsideControls).toHaveLength(2)
  expect(putAsideControls).toEqual(
    expect.arrayContaining([
      { command: 'poll', arguments: { paper: 'A paper', note: 'Typed' }, place, ...where },
      { command: 'ballot', poll, arguments: { poll }, place, ...where },
    ]),
  )
  expect(await aside.exportPerson(ben)).toEqual({ unfinishedForms: [], putAsideControls: [] })
  // What can't be decrypted any more is there, without what was filled in.
  await store.keys.remove([poll])
  expect((await aside.exportPerson(ada)).unfinishedForms).toEqual(
    expect.arrayContaining([filledIn, { poll, ...where }]),
  )
  await store.close()
})

test('forms of anonymous polls that an older version stored as they were are encrypted at the start', async () => {
  await using chat = await openPoll('anonymous')
  const { store, file } = chat.table
  const anonymous = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
  await chat.ada.type('poll A second paper')
  const named = buttonsOf(latest(chat.table.last()))[0]?.call.args.poll ?? ''
  const { forms } = controlKinds('chat')
  const hint = { kind: 'long-text', label: 'Why?', required: false } as const
  const older = (poll: string, value: string) => ({
    v: 1 as const,
    title: 'Your ballot',
    submit: { command: 'cast', args: { poll } },
    fields: [{ name: 'why', hint, value }],
    step: 0,
    person: ada,
  })
  await store.collection(forms).set('one', older(anonymous, 'Zq7secret'), dayMs)
  await store.collection(forms).set('other', older(named, 'Zq7named'), dayMs)
  const aside = createControlStore(store, 'chat')
  for (const _ of ['the first start', 'the next']) await encryptOlderForms(store, 'chat', aside)
  const found = rowsOf(file).filter((row) => row.startsWith('chat-form '))
  expect(found.filter((row) => row.includes('Zq7named'))).toHaveLength(1)
  expect(found.filter((row) => row.includes('Zq7secret'))).toEqual([])
  expect(found).toHaveLength(2)
  const again = await aside.readForm({ command: 'form', args: { id: 'one' } }, ada)
  expect(again?.form.fields).toMatchObject([{ value: 'Zq7secret' }])
})
