import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createControlStore } from '../../adapters/shared/control-store.ts'
import type { Form } from '../../src/chat/answer.ts'
import type { Call } from '../../src/chat/call.ts'
import { PersonId, type Place, SpaceId } from '../../src/chat/caller.ts'
import { openStore } from '../../src/store/store.ts'
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
    const kept = await Promise.all(saved.map(async (call) => (await aside.readForm(call))?.form.title))
    expect(kept.slice(0, 2)).toEqual([undefined, undefined])
    expect(kept.slice(2)).toEqual(Array.from({ length: 20 }, (_, i) => `number ${i + 2}`))
    expect((await aside.readForm(ofBen))?.form.title).toBe('of Ben')
    await aside.erasePerson(ada)
    await aside.saveForm({ form: form('a new one'), step: 0, person: ada })
    expect(await aside.exportPerson(ada)).toHaveLength(1)
  }))
