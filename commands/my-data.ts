import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { myDataView } from '../src/views/my-data-view.ts'
import { resumeOffersButton } from '../src/views/offer-view.ts'

export default defineCommand({
  name: 'my-data',
  summary: 'Download everything stored about you',
  examples: ['my-data'],
  options: {},
  answers: 'caller',
  async run(
    _,
    {
      caller,
      personalData,
      ownSettings,
      explained,
      sharedAtlases,
      adapters,
      denyLists,
      namedManagers,
      audit,
      unreadable,
      reading,
    },
  ) {
    const { person } = caller
    const own = await ownSettings.exportFor(person)
    const stored = {
      person,
      ...(own !== undefined && { own }),
      polls: await personalData.exportFor(person),
      uses: await personalData.exportUses(person),
      links: await personalData.exportLinks(person),
      groups: await reading.groups.exportPerson(person),
      questions: await reading.questions.exportPerson(person),
      explained: await explained.exportFor(person),
      atlases: await sharedAtlases.exportFor(person),
      denied: await denyLists.exportFor(person),
      managed: await namedManagers.exportFor(person),
      audit: await audit.exportFor(person),
      unreadable: await unreadable.exportPerson(person),
      ...(await adapters.exportPerson(person)),
    }
    // Where the platform knows the zone, there is nothing to set.
    const isZoneKnown = own?.zone === undefined && caller.zone !== undefined
    const setZone = { label: 'Set your time zone…', call: { command: 'own-zone', args: {} } }
    return show(
      myDataView(stored, [
        ...(isZoneKnown ? [] : [setZone]),
        ...(own?.hasNoOffers === true ? [resumeOffersButton] : []),
      ]),
    )
  },
})
