import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { fileView } from '../src/views/file-view.ts'

export default defineCommand({
  name: 'my-data',
  summary: 'Download everything stored about you',
  examples: ['my-data'],
  options: {},
  answers: 'caller',
  async run(
    _,
    { caller, personalData, ownSettings, adapters, denyLists, namedManagers, audit, unreadable, reading },
  ) {
    const { person } = caller
    const own = await ownSettings.exportFor(person)
    const content = {
      person,
      ...(own !== undefined && { own }),
      polls: await personalData.exportFor(person),
      uses: await personalData.exportUses(person),
      groups: await reading.groups.exportPerson(person),
      denied: await denyLists.exportFor(person),
      managed: await namedManagers.exportFor(person),
      audit: await audit.exportFor(person),
      unreadable: await unreadable.exportPerson(person),
      ...(await adapters.exportPerson(person)),
      missing: 'Votes in sealed anonymous polls: they can no longer be traced to a person.',
    }
    const view = fileView('my-data.json', 'json', `${JSON.stringify(content, null, 2)}\n`)
    // Where the platform knows the zone, there is nothing to set.
    if (own === undefined && caller.zone !== undefined) return show(view)
    const button = { label: 'Set your time zone…', call: { command: 'own-zone', args: {} } }
    return show({ ...view, parts: [...view.parts, { kind: 'buttons', buttons: [button] }] })
  },
})
